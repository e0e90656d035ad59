"""After any history: the dashboard, the lists behind it and the API say the same numbers."""

import re

import time_machine
from django.core.cache import cache
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests.reports.histories import History
from tracker.reports.filters import SLUG
from tracker.rules.counting import SEVERITY
from tracker.services import counts

LIST = {"tasks": "/nhiem-vu/", "directives": "/chi-dao/"}


def tiles(client):
    body = client.get("/bang-dieu-hanh/").content.decode()
    return {key: int(n.replace(".", "")) for key, n in re.findall(r'data-so="(\w+)">([\d.]+)<', body)}


def of_api(client, of):
    return client.get(f"/api/v1/statistics/?of={of}").json()["whole"]["now"]


def of_lists(client, of):
    """(numbers the lists print, rows they really have) per class."""
    printed, rows = {}, {}
    for schedule in SEVERITY:
        body = client.get(f"{LIST[of]}?lop={SLUG[schedule]}").content.decode()
        printed[schedule.value] = int(re.search(r'data-tong="(\d+)"', body)[1])
        rows[schedule.value] = body.count('<td class="noi-dung">')
    return printed, rows


class RandomHistories(TestCase):
    @settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.integers(0, 10**6))
    def test_dashboard_lists_and_api_agree_for_the_province_and_for_each_agency(self, seed):
        cache.clear()  # rolled-back histories reuse version numbers
        history = History(seed).play()
        assert counts.standing().complete
        readers = [(history.people[1], "directives")] + [(who, "tasks") for who in history.people[3:5]]
        with time_machine.travel(history.now, tick=False):
            for who, of in readers:
                client = Client()
                client.force_login(who)
                shown = tiles(client)
                printed, rows = of_lists(client, of)
                assert {key: shown[key] for key in printed} == printed == rows
                assert of_api(client, of) == shown
