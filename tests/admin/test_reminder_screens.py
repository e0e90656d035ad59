"""The office's screens of the reminder engine: its state, its policy, what it will say, letters and notices."""

import datetime as dt

import pytest
from django.utils import timezone

from tests import factories as make
from tracker.models import CalendarDay, EngineState

pytestmark = pytest.mark.django_db
STALE = "Bộ nhắc việc chưa chạy lần nào."


def text(answer):
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("who", ["clerk", "office_leader"])
def test_the_office_reads_on_its_home_page_that_the_engine_stands_still(client, who):
    client.force_login(getattr(make, who)())
    assert STALE in text(client.get("/admin/"))


@pytest.mark.parametrize("who", ["leader", "inspector", "officer"])
def test_nobody_else_reads_about_the_state_of_the_engine(client, who):
    client.force_login(make.officer(make.agency()) if who == "officer" else getattr(make, who)())
    assert STALE not in text(client.get("/admin/"))


def test_a_running_engine_leaves_the_home_page_quiet(client):
    today = timezone.localdate()
    for year in (today.year, today.year + 1):
        CalendarDay.objects.create(date=dt.date(year, 9, 2), kind="holiday", name="Quốc khánh")
    EngineState.objects.create(started_on=today, last_tick_at=timezone.now())
    client.force_login(make.clerk())
    assert "Tình trạng bộ nhắc việc" not in text(client.get("/admin/"))
