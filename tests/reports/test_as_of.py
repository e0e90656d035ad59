"""Past days from the history: equal to what was recorded then, equal to now for today, and reconciled."""

import datetime as dt
import itertools

import pytest
from django.db.models import Q
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests import factories as make
from tests.reports.histories import History, facts, tried
from tracker.models import Task
from tracker.reports.as_of import counted, load, recorded, standing_on
from tracker.reports.by_agency import by_agency
from tracker.reports.filters import GROUPS, SLUG, TaskFilter
from tracker.reports.ledger import compare
from tracker.reports.schedule_sql import LIVE, RECORDED
from tracker.reports.summary import Part, count_directives, count_directives_of, count_tasks, count_tasks_of
from tracker.rules.counting import Tally, worst
from tracker.rules.deadline_state import schedule_of
from tracker.rules.scope import Scope
from tracker.rules.statuses import Role, Status
from tracker.rules.transitions import Verb
from tracker.services.lifecycle import perform

EVERYTHING = Scope(user_id=1, roles=frozenset({Role.LEADER}))


def by_rule(states, day):
    """Tally of recorded facts by the pure rule."""
    counts = {}
    for status, due, _, delivered, *_ in states.values():
        key = schedule_of(Status(status), due, delivered, day)
        counts[key] = counts.get(key, 0) + 1
    return Tally.of(counts)


def directives_by_rule(states, day):
    classes = {}
    for status, due, _, delivered, _, role, directive in states.values():
        if role == "lead":
            key = schedule_of(Status(status), due, delivered, day)
            classes.setdefault(directive, []).append(key)
    counts = {}
    for found in classes.values():
        counts[worst(found)] = counts.get(worst(found), 0) + 1
    return Tally.of(counts)


class RandomHistories(TestCase):
    @settings(max_examples=tried(8), deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.integers(0, 10**6))
    def test_every_past_day_is_recomputed_as_it_was_recorded(self, seed):
        history = History(seed).play()
        for day, states in history.recorded.items():
            rows = recorded(day, EVERYTHING)
            assert count_tasks(rows, day, columns=RECORDED)[None].now == by_rule(states, day)
            counted = count_directives(rows, day, columns=RECORDED)[None].now
            assert counted == directives_by_rule(states, day)

    @settings(max_examples=tried(8), deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.integers(0, 10**6))
    def test_what_never_moved_and_what_moved_make_up_the_recorded_day(self, seed):
        history = History(seed).play()
        roles = {history.agencies[0].pk: frozenset({Role.HEAD})}
        for day in list(history.recorded)[::2]:
            for scope in (EVERYTHING, Scope(user_id=2, agency_roles=roles)):
                parts, plain = standing_on(day, scope), recorded(day, scope)
                assert load(parts) == load([Part(plain, RECORDED)])
                assert sum(rows.count() for rows, _ in parts) == plain.count()
                for by in (None, "directive_id"):
                    then = count_tasks(plain, day, by=by, columns=RECORDED)
                    assert count_tasks_of(parts, day, by=by) == then
                    then = count_directives(plain, day, by=by, columns=RECORDED)
                    assert count_directives_of(parts, day, by=by) == then

    @settings(max_examples=tried(8), deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.integers(0, 10**6))
    def test_today_from_the_history_equals_the_tasks_themselves(self, seed):
        today = History(seed).play().today
        tasks, events = Task.objects.all(), recorded(today, EVERYTHING)
        then = by_agency([Part(events, RECORDED)], today)
        assert {r.name: r.summary for r in then.rows} == {
            r.name: r.summary for r in by_agency([Part(tasks)], today).rows
        }
        assert facts() == {
            e.task_id: (
                e.status_after,
                e.due_after,
                e.due_original_after,
                e.delivered_after,
                e.agency_after_id,
                e.role_after,
                e.directive_id,
            )
            for e in events
        }

    @settings(max_examples=tried(8), deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.integers(0, 10**6))
    def test_totals_agencies_lists_and_changes_reconcile(self, seed):
        history = History(seed).play()
        today = history.today
        whole = count_tasks(Task.objects.all(), today)[None]
        table = by_agency([Part(Task.objects.all())], today)
        assert table.whole == whole
        for slug, name in [
            *((s, k.value) for k, s in SLUG.items()),
            ("xong", "done"),
            ("chua-xong", "unfinished"),
        ]:
            for rows, columns in ((Task.objects.all(), LIVE), (recorded(today, EVERYTHING), RECORDED)):
                listed = rows.filter(TaskFilter(lop=slug).conditions(today, today, columns)).count()
                assert listed == getattr(whole.now, name), (slug, columns)
        days = sorted(history.recorded)
        for first, last in itertools.pairwise(days[::5]):
            ledger = compare(first, last, EVERYTHING, lambda columns: Q())
            assert ledger.total_last == len(history.recorded[last])
            for shown in (first, last):
                whole_then = count_tasks(recorded(shown, EVERYTHING), shown, columns=RECORDED)[None]
                assert counted(shown, first, EVERYTHING, lambda columns: Q()) == whole_then
            one = compare(
                first, last, EVERYTHING, lambda columns: Q(**{columns.agency: history.agencies[0].pk})
            )
            assert one.total_first <= ledger.total_first


pytestmark = pytest.mark.django_db


def day(offset):
    return make.TODAY + dt.timedelta(days=offset)


def moment(offset):
    return make.NOW + dt.timedelta(days=offset)


def test_the_ledger_names_what_happened_to_each_task():
    at, office = make.agency(), make.actor(make.office_leader())
    head = make.actor(make.head(at))
    new_date, closed = make.task(at, day(3)), make.task(at, day(3))
    perform(new_date.pk, Verb.ACCEPT, head, now=moment(1))
    asked = {"reason": "Chờ số liệu", "cause": "objective", "progress": "50%", "new_date": day(20)}
    perform(new_date.pk, Verb.REQUEST_EXTENSION, head, now=moment(2), **asked)
    perform(new_date.pk, Verb.GRANT_EXTENSION, office, now=moment(2), new_date=day(20))
    perform(closed.pk, Verb.RECALL, office, now=moment(3), reason="Không còn phù hợp")
    opened = make.task(at, day(9), now=moment(3))
    ledger = compare(day(0), day(4), EVERYTHING, lambda columns: Q())
    assert ledger.changes["extended"] == [new_date.pk]
    assert ledger.changes["closed"] == [closed.pk]
    assert ledger.changes["opened"] == [opened.pk]
    assert ledger.changes["returned"] == []


def test_nothing_happened_is_an_empty_ledger():
    make.task(due=day(3))
    ledger = compare(day(1), day(2), EVERYTHING, lambda columns: Q())
    assert all(number == 0 for _, _, number in ledger.rows())
    assert ledger.total_first == ledger.total_last == 1


def test_a_past_day_shows_an_agency_what_stood_with_it_then():
    here, there = make.agency(), make.agency()
    task = make.task(here, day(9))
    perform(
        task.pk,
        Verb.REASSIGN,
        make.actor(make.office_leader()),
        now=moment(2),
        agency=there.pk,
        reason="Đúng việc hơn",
    )
    before = make.actor(make.officer(here)).scope
    assert recorded(day(1), before).count() == 1
    assert recorded(day(2), before).count() == 0


def test_restricted_tasks_stay_hidden_in_the_past_too():
    make.task(restricted=True)
    assert recorded(day(0), EVERYTHING).count() == 0


def test_groups_and_classes_have_no_common_name():
    assert not set(GROUPS) & set(SLUG.values())
