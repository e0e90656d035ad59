"""Random people do random things to one task; no step may leave an illegal state. Deep run: DEEP_TESTS=1."""

import datetime as dt
import os

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from tests import factories as make
from tests.partner import differences, rebuilt
from tests.services.inner_run import run_on
from tracker.models import Task
from tracker.rules.statuses import OPEN, TERMINAL, Role, Status
from tracker.rules.transitions import TRANSITIONS, Verb, target_of
from tracker.services import history
from tracker.services.errors import ServiceError
from tracker.services.lifecycle import perform

DEEP = os.environ.get("DEEP_TESTS") == "1"
EXAMPLES, STEPS = (500, 50) if DEEP else (12, 25)
DAYS = st.integers(min_value=-3, max_value=40)
TEXTS = st.sampled_from(["", "  ", "lý do", "đã họp " * 20])


class Life(RuleBasedStateMachine):
    """One task, two agencies, every role; the reference is the table and a handful of laws."""

    def __init__(self):
        super().__init__()
        self.block = transaction.atomic()
        self.block.__enter__()
        self.at, self.other = make.agency(), make.agency()
        self.people = [
            make.officer(self.at),
            make.head(self.at),
            make.head(self.other),
            make.clerk(),
            make.office_leader(),
            make.leader(),
            make.inspector(),
            make.person(Role.SYSADMIN),
        ]
        self.now = make.NOW
        self.task = make.task(self.at, make.TODAY + dt.timedelta(days=10))
        self.directive = make.directive()
        self.first_due, self.steps = self.task.due_original, 0

    @rule(days=st.integers(min_value=0, max_value=5))
    def time_passes(self, days):
        self.now += dt.timedelta(days=days)

    @rule(
        verb=st.sampled_from(list(Verb)),
        who=st.integers(min_value=0, max_value=7),
        reason=TEXTS,
        shift=DAYS,
        agency=st.booleans(),
        stale=st.booleans(),
        cause=st.sampled_from(["objective", "subjective", "khác"]),
        percent=st.sampled_from([None, "", 0, 55, 100, 101, "abc"]),
    )
    def somebody_acts(self, verb, who, reason, shift, agency, stale, cause, percent):
        before = Task.objects.get(pk=self.task.pk)
        actor = make.actor(self.people[who], self.now.date())
        day = self.now.date() + dt.timedelta(days=shift)
        last = before.reports.last()
        data = {
            "reason": reason,
            "review_date": day,
            "new_date": day,
            "delivered_on": day,
            "agency": (self.at if agency else self.other).pk,
            "officer": self.people[who].pk,
            "directive": self.directive.pk,
            "task": self.task.pk,
            "report": {"done": reason, "obstacle": reason, "percent": percent},
            "answer": reason,
            "cause": cause,
            "progress": reason,
            "report_id": last.pk if last else 0,
        }
        version = before.version - 1 if stale else before.version
        try:
            perform(self.task.pk, verb, actor, now=self.now, version=version, **data)
        except ServiceError:
            after = Task.objects.get(pk=self.task.pk)
            assert (after.version, after.status) == (before.version, before.status)
            return
        assert not stale
        self.steps += 1
        self.check_move(before, verb, actor)

    def check_move(self, before, verb, actor):
        after = Task.objects.get(pk=self.task.pk)
        assert after.version == before.version + 1
        assert actor.scope.roles_for(before.agency_id) & TRANSITIONS[verb].roles
        accepted = before.accepted_at is not None
        assert after.status == target_of(Status(before.status), verb, accepted)
        if after.status in TERMINAL:
            assert before.agency_id not in actor.scope.agency_roles

    @invariant()
    def the_row_is_legal(self):
        task = Task.objects.get(pk=self.task.pk)
        assert (task.status in TERMINAL) == (task.closed_on is not None)
        delivered = task.status in (Status.PENDING_CONFIRMATION, Status.COMPLETED)
        assert not delivered or task.delivered_on is not None
        assert task.delivered_on is None or task.status not in (Status.ASSIGNED, Status.IN_PROGRESS)
        assert task.due_original == self.first_due
        assert task.due_date >= self.first_due
        assert 0 <= task.percent <= 100
        assert task.extensions.filter(state="pending").count() <= (1 if task.status in OPEN else 0)

    @invariant()
    def the_history_tells_the_same(self):
        task = Task.objects.get(pk=self.task.pk)
        event = task.events.last()
        assert (event.status_after, event.due_after) == (task.status, task.due_date)
        assert event.agency_after_id == task.agency_id
        assert task.events.count() == self.steps + 1

    def teardown(self):
        try:
            task = Task.objects.get(pk=self.task.pk)
            assert differences(rebuilt(task), task) == {}
            assert history.verify() is None
        finally:
            transaction.set_rollback(True)
            self.block.__exit__(None, None, None)


@pytest.mark.django_db
def test_no_sequence_of_steps_leads_to_an_illegal_state():
    run_state_machine_as_test(
        Life,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            database=None,
        ),
    )


@pytest.mark.postgres
def test_the_same_on_postgresql(postgres_server):
    run_on(postgres_server.url, "tests/services/test_state_machine.py", "illegal_state")
