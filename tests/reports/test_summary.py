"""The SQL counts say what the pure rules say."""

import datetime as dt
import itertools

import pytest

from tests import factories as make
from tracker.models import Task
from tracker.reports.filters import TaskFilter
from tracker.reports.schedule_sql import band_filter, schedule_expression, schedule_filter
from tracker.reports.summary import count_directives, count_tasks
from tracker.rules.counting import BANDS, SEVERITY
from tracker.rules.deadline_state import Schedule, age_band, days_late, schedule_of
from tracker.rules.statuses import OPEN, TERMINAL, Status

pytestmark = pytest.mark.django_db
TODAY = make.TODAY
STALE = TODAY - dt.timedelta(days=14)
OFFSETS = (None, -400, -181, -180, -91, -31, -30, -8, -7, -1, 0, 1, 7, 8, 60)


def _day(offset):
    return None if offset is None else TODAY + dt.timedelta(days=offset)


@pytest.fixture
def every_kind_of_task():
    """One task for each status × deadline × delivery."""
    directive = make.directive()
    rows = []
    for number, (status, due, delivered) in enumerate(
        itertools.product(Status, OFFSETS, (None, -200, -8, -7, -1, 0))
    ):
        if status == Status.COMPLETED and delivered is None:
            continue
        rows.append(
            Task(
                directive=directive,
                agency_id=None,
                period=str(number),
                status=status.value,
                due_date=_day(due),
                due_original=_day(due),
                delivered_on=_day(delivered),
                closed_on=TODAY if status in TERMINAL else None,
                issued_on=TODAY,
                issued_at=make.NOW,
            )
        )
    agency = make.agency()
    for row in rows:
        row.agency = agency
    Task.objects.bulk_create(rows)
    return list(Task.objects.all())


def _class(task):
    return schedule_of(Status(task.status), task.due_date, task.delivered_on, TODAY)


def test_the_sql_class_equals_the_rule_for_every_kind_of_task(every_kind_of_task):
    codes = dict(Task.objects.annotate(code=schedule_expression(TODAY)).values_list("pk", "code"))
    assert {t.pk: SEVERITY[codes[t.pk]] for t in every_kind_of_task} == {
        t.pk: _class(t) for t in every_kind_of_task
    }


@pytest.mark.parametrize("schedule", list(Schedule))
def test_the_filter_of_a_class_finds_exactly_that_class(every_kind_of_task, schedule):
    found = set(Task.objects.filter(schedule_filter(schedule, TODAY)).values_list("pk", flat=True))
    assert found == {t.pk for t in every_kind_of_task if _class(t) == schedule}


@pytest.mark.parametrize("band", BANDS)
def test_the_filter_of_an_age_band_finds_exactly_that_band(every_kind_of_task, band):
    found = set(Task.objects.filter(band_filter(band, TODAY)).values_list("pk", flat=True))
    assert found == {
        t.pk
        for t in every_kind_of_task
        if _class(t) == Schedule.OVERDUE and age_band(days_late(t.due_date, t.delivered_on, TODAY)) == band
    }


def test_counts_per_agency_equal_the_rule(every_kind_of_task):
    groups = count_tasks(Task.objects.all(), TODAY, by="agency_id")
    (summary,) = groups.values()
    for schedule in Schedule:
        assert summary.now.get(schedule) == sum(_class(t) == schedule for t in every_kind_of_task)
    assert sum(summary.bands) == summary.now.overdue


def test_every_class_opens_a_list_of_its_length(every_kind_of_task):
    (summary,) = count_tasks(Task.objects.all(), TODAY).values()
    from tracker.reports.filters import SLUG

    for schedule, slug in SLUG.items():
        rows = Task.objects.filter(TaskFilter(lop=slug).conditions(TODAY, STALE))
        assert rows.count() == summary.now.get(schedule)


def test_a_directive_with_many_leads_counts_once_by_the_worst():
    directive = make.directive()
    late = TODAY - dt.timedelta(days=3)
    make.task(of=directive, due=late)
    make.task(of=directive, due=late, status="completed", delivered_on=late, closed_on=TODAY)
    (summary,) = count_directives(Task.objects.all(), TODAY).values()
    assert (summary.now.total, summary.now.overdue) == (1, 1)


def test_supporting_agencies_do_not_decide_the_state_of_a_directive():
    directive = make.directive()
    make.task(of=directive, due=TODAY + dt.timedelta(days=30))
    make.task(of=directive, due=TODAY - dt.timedelta(days=3), role="support")
    (summary,) = count_directives(Task.objects.all(), TODAY).values()
    assert (summary.now.total, summary.now.overdue, summary.now.in_time) == (1, 0, 1)


def test_the_first_deadline_keeps_its_own_count_after_an_extension():
    make.task(due=TODAY + dt.timedelta(days=9), due_original=TODAY - dt.timedelta(days=1))
    (summary,) = count_tasks(Task.objects.all(), TODAY).values()
    assert (summary.now.overdue, summary.original.overdue) == (0, 1)


def test_nothing_counted_is_an_empty_row_not_an_error():
    assert count_tasks(Task.objects.none(), TODAY)[None].now.total == 0
    assert count_directives(Task.objects.none(), TODAY)[None].now.total == 0


def test_holders_of_open_tasks_add_up():
    from tracker.reports.holders import present

    for status in OPEN:
        make.task(status=status.value)
    held, _ = present(Task.objects.all(), STALE)
    assert sum(held.values()) == len(OPEN)
