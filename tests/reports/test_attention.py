"""What a leader must see first, and that each of its numbers opens a list of that length."""

import datetime as dt

import pytest
from django.core.cache import cache

from tests import factories as make
from tracker.models import DeadlineExtension, Task
from tracker.reports.attention import SHOWN, attention, undated
from tracker.reports.filters import TaskFilter, unread_dates

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clean():
    cache.clear()


def late_task(at, days, of=None, **fields):
    return make.task(at, make.TODAY - dt.timedelta(days=days), of=of, status="in_progress", **fields)


def seen(waiting=0):
    return attention(Task.objects.all(), make.TODAY, waiting)


def test_the_longest_overdue_directives_come_first_each_once():
    one, two = make.agency(), make.agency()
    collective = make.directive()
    late_task(one, 9, of=collective)
    late_task(two, 7, of=collective)
    late_task(one, 30)
    found = seen().late
    assert [(row.days, row.others) for row in found] == [(30, 0), (9, 1)]


def test_only_the_first_few_are_shown():
    at = make.agency()
    for days in range(1, SHOWN + 3):
        late_task(at, days)
    assert [row.days for row in seen().late] == [7, 6, 5, 4, 3]


def test_work_delivered_in_time_supporters_and_future_work_are_not_late():
    at = make.agency()
    late_task(at, 5, role="support")
    late_task(at, -5)
    make.task(
        at,
        make.TODAY - dt.timedelta(days=2),
        status="pending_confirmation",
        delivered_on=make.TODAY - dt.timedelta(days=3),
    )
    assert seen().late == []


def test_a_request_is_told_in_words():
    at = make.agency()
    task = late_task(at, 3)
    DeadlineExtension.objects.create(
        task=task,
        old_due=task.due_date,
        asked_due=dt.date(2026, 12, 30),
        reason="chờ",
        cause="objective",
        requested_by=make.officer(at),
        requested_at=make.NOW,
    )
    other = make.task(at, status="objected")
    words = {row.task_id: row.request for row in seen(waiting=2).asked}
    assert words == {
        task.pk: f"đề nghị gia hạn từ {task.due_date:%d/%m/%Y} đến 30/12/2026",
        other.pk: "đề nghị điều chuyển",
    }


def test_the_number_without_a_deadline_is_the_length_of_its_list():
    at = make.agency()
    old = make.TODAY - dt.timedelta(days=60)
    make.task(at, None, status="in_progress", issued_on=old)
    make.task(at, None, status="in_progress", issued_on=old, role="support")
    listed = Task.objects.filter(TaskFilter.read({"hop": "1"}).conditions(make.TODAY, make.TODAY))
    assert undated(Task.objects.all(), make.TODAY) == listed.count() == 1


def test_days_may_be_typed_day_first_and_a_wrong_one_is_named():
    assert TaskFilter.read({"han_tu": "5/1/2026"}).han_tu == "2026-01-05"
    assert unread_dates({"han_tu": "31/02/2026", "giao_tu": "01/02/2026"}) == ["31/02/2026"]
