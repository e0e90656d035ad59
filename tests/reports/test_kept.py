"""Kept counts: equal to a recount after any history, for any reader, on any later day; never used when in doubt."""

import datetime as dt

import pytest
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests import factories as make
from tests.reports.histories import History, tried
from tracker.models import Field, Task, TaskCount
from tracker.reports.by_agency import DIMENSIONS, by_agency, by_dimension
from tracker.reports.due_calendar import due_weeks
from tracker.reports.figures import Figures
from tracker.reports.filters import TaskFilter
from tracker.reports.holders import present
from tracker.reports.summary import Part, count_directives
from tracker.rules.scope import Scope
from tracker.rules.statuses import Role
from tracker.rules.transitions import Verb
from tracker.rules.workdays import Calendar
from tracker.services import counts
from tracker.services.lifecycle import perform
from tracker.tasks import sweep

LATER = (0, 1, 6, 8, 40, 200)


def figures(user_id, today, **chosen):
    scope = Scope(user_id=user_id, roles=frozenset({Role.LEADER}))
    wanted = TaskFilter(**chosen)
    rows = Task.objects.visible_to(scope).filter(wanted.population())
    complete = counts.standing().complete
    return Figures(scope, wanted, today, [Part(rows)], complete), rows


def plain(table):
    return sorted((row.value, row.summary) for row in table.rows), table.whole, table.more


def assert_same(user_id, today, **chosen):
    """Every figure from the kept counts beside the same one counted from the rows."""
    kept, rows = figures(user_id, today, **chosen)
    assert plain(kept.agencies()) == plain(by_agency([Part(rows)], today))
    assert kept.directives() == count_directives(rows, today)[None]
    for dimension in DIMENSIONS:
        table = kept.dimension(dimension, directives=True)
        assert plain(table) == plain(by_dimension([Part(rows)], today, dimension, directives=True))
    silent = today - dt.timedelta(days=5)
    assert kept.holders(silent) == present(rows, silent)
    assert kept.due_weeks(Calendar([])) == due_weeks([rows], today, Calendar([]))


class RandomHistories(TestCase):
    @settings(max_examples=tried(8), deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.integers(0, 10**6))
    def test_kept_counts_equal_a_recount_on_this_and_any_later_day(self, seed):
        history = History(seed).play()
        assert counts.standing().complete
        assert counts.disagreements() == []
        for days in LATER:
            assert_same(0, history.today + dt.timedelta(days=days))
        assert_same(0, history.today, vai_tro="chu-tri")
        assert_same(0, history.today, vai_tro="phoi-hop")


pytestmark = pytest.mark.django_db


def test_somebody_named_on_a_restricted_directive_has_it_in_every_figure():
    field = Field.objects.create(code="kt", name="Kinh tế")
    hidden = make.directive(restricted=True, field=field, directing_leader="Đồng chí A")
    make.task(of=hidden, due=make.TODAY - dt.timedelta(days=9))
    make.task(of=make.directive(field=field), due=make.TODAY)
    named = make.leader()
    hidden.viewers.create(user=named)
    assert_same(named.pk, make.TODAY)
    assert_same(make.leader().pk, make.TODAY)
    assert figures(named.pk, make.TODAY)[0].agencies().whole.now.total == 2
    assert figures(0, make.TODAY)[0].agencies().whole.now.total == 1


def test_a_limited_table_keeps_the_worst_rows_and_says_how_many_stand_behind():
    for number in range(5):
        of = make.directive(directing_leader=f"Đồng chí {number}")
        make.task(of=of, due=make.TODAY - dt.timedelta(days=1 if number == 3 else -9))
    leader = DIMENSIONS[-1]
    table = figures(0, make.TODAY)[0].dimension(leader, directives=True, limit=2)
    assert (table.rows[0].name, len(table.rows), table.more) == ("Đồng chí 3", 2, 3)
    assert table.whole.now.total == 5


def test_work_brought_in_around_the_history_makes_the_counts_stand_aside():
    make.task(due=make.TODAY)
    assert counts.standing().complete
    make.task(due=make.TODAY, recorded=False)
    assert not counts.standing().complete
    assert_same(0, make.TODAY)


def test_a_later_recorded_task_does_not_hide_an_unrecorded_one():
    make.task(due=make.TODAY, recorded=False)
    make.task(due=make.TODAY)
    assert not counts.standing().complete
    counts.rebuild()
    assert counts.standing().complete
    assert_same(0, make.TODAY)


def test_an_old_task_without_history_is_not_counted_twice_when_it_first_moves():
    at = make.agency()
    task = make.task(at, due=make.TODAY, recorded=False)
    counts.rebuild()
    perform(task.pk, Verb.ACCEPT, make.actor(make.head(at)), now=make.NOW)
    assert_same(0, make.TODAY)
    counts.rebuild()
    assert_same(0, make.TODAY)


def test_the_command_names_a_wrong_count_and_repairs_it():
    make.task(due=make.TODAY)
    call_command("recount")
    TaskCount.objects.update(number=7)
    with pytest.raises(CommandError, match="1 chỗ lệch"):
        call_command("recount")
    call_command("recount", repair=True)
    call_command("recount")


def test_a_wrong_count_of_open_work_is_noticed_by_the_reader():
    make.task(due=make.TODAY)
    TaskCount.objects.update(number=7)
    assert figures(0, make.TODAY)[0].agencies().whole.now.total == 1


def test_counts_left_behind_are_made_again_by_the_sweep():
    make.task(due=make.TODAY, recorded=False)
    sweep()
    assert counts.standing().complete
