"""Lists take the same few queries whether they show three rows or fifty, on the first page or a later one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories as make
from tests.admin.places import LISTS, rows_to_show
from tracker.admin.base import COUNT_CAP, CappedPaginator
from tracker.models import Task

pytestmark = pytest.mark.django_db


def queries(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(address).status_code == 200
    return len(caught)


@pytest.mark.parametrize("name", LISTS)
def test_a_list_takes_no_more_queries_with_more_rows(client, name):
    client.force_login(make.clerk())
    rows_to_show(make.agency())
    few = queries(client, f"/admin/tracker/{name}/")
    for _ in range(6):
        at = make.agency()
        make.task(at, of=make.directive(document=make.document(), meeting=make.meeting()))
        make.officer(at)
    assert queries(client, f"/admin/tracker/{name}/") <= few
    assert few <= 15


@pytest.mark.parametrize("who", ["clerk", "officer"])
def test_a_later_page_costs_what_the_first_one_does(client, who):
    at = make.agency()
    for _ in range(65):
        make.task(at, recorded=False)
    client.force_login(make.clerk() if who == "clerk" else make.officer(at))
    assert queries(client, "/admin/tracker/task/") == queries(client, "/admin/tracker/task/?p=2")


@pytest.mark.parametrize("who", ["clerk", "officer", "leader"])
def test_the_home_page_takes_a_fixed_number_of_queries(client, who):
    at = make.agency()
    rows_to_show(at)
    client.force_login(make.officer(at) if who == "officer" else getattr(make, who)())
    few = queries(client, "/admin/")
    for _ in range(5):
        make.task(at, make.TODAY, status="pending_confirmation", delivered_on=make.TODAY)
    assert queries(client, "/admin/") <= few + 1
    # The state of the reminder engine and the unread notices cost the office up to seven queries of their own.
    assert few <= 34


def test_counting_stops_at_the_cap(monkeypatch):
    monkeypatch.setattr("tracker.admin.base.COUNT_CAP", 3)
    at = make.agency()
    for _ in range(6):
        make.task(at, recorded=False)
    pages = CappedPaginator(Task.objects.order_by("id"), 2)
    assert (pages.count, pages.num_pages, COUNT_CAP) == (4, 2, 10_000)
    assert [task.pk for task in pages.page(2)] == list(
        Task.objects.order_by("id").values_list("pk", flat=True)
    )[2:4]
