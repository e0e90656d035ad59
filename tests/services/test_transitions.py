"""The whole product status × verb × role through the services: the table decides, nothing else happens."""

import datetime as dt

import pytest
from django.db import transaction

from tests import factories as make
from tracker.models import DeadlineExtension, ProgressReport
from tracker.rules.statuses import AGENCY_ROLES, TERMINAL, Role, Status
from tracker.rules.transitions import TRANSITIONS, Verb, target_of
from tracker.services.errors import NotFound, NotPermitted, ServiceError, WrongState
from tracker.services.lifecycle import perform

pytestmark = pytest.mark.django_db
SOON = make.TODAY + dt.timedelta(days=30)
UNDATED = {Verb.PROPOSE_DEADLINE, Verb.SET_DEADLINE}
DECISIONS = {Verb.WITHDRAW_EXTENSION, Verb.GRANT_EXTENSION, Verb.REFUSE_EXTENSION}


def standing_in(status, verb, at):
    """A task of agency `at` in `status`, with everything at hand that `verb` acts upon."""
    closed = status in TERMINAL
    delivered = status in (Status.PENDING_CONFIRMATION, Status.COMPLETED)
    due = None if verb in UNDATED else make.TODAY + dt.timedelta(days=5)
    task = make.task(
        at,
        due,
        status=status.value,
        accepted_at=None if status == Status.ASSIGNED else make.NOW,
        delivered_on=make.TODAY if delivered else None,
        closed_on=make.TODAY if closed else None,
        explanation_due=make.TODAY,
    )
    author = make.officer(at)
    if verb in DECISIONS:
        DeadlineExtension.objects.create(
            task=task, asked_due=SOON, reason="x", requested_by=author, requested_at=make.NOW
        )
    if verb == Verb.ANSWER_OBSTACLE:
        ProgressReport.objects.create(task=task, obstacle="vướng", author=author, created_at=make.NOW)
    return task


def everything_needed(task):
    """Good data for every verb at once."""
    report = task.reports.first()
    return {
        "reason": "lý do",
        "review_date": SOON,
        "new_date": SOON,
        "agency": make.agency().pk,
        "officer": make.officer(task.agency).pk,
        "directive": make.directive().pk,
        "task": make.task().pk,
        "report": {"done": "đã làm"},
        "answer": "trả lời",
        "delivered_on": make.TODAY,
        "product_number": "01-BC",
        "cause": "objective",
        "progress": "một nửa",
        "report_id": report.pk if report else 0,
    }


@pytest.mark.parametrize("status", list(Status))
@pytest.mark.parametrize("role", list(Role))
def test_every_verb_does_exactly_what_the_table_says(status, role):
    at = make.agency()
    actor = make.actor(make.person(role, at if role in AGENCY_ROLES else None))
    for verb in Verb:
        task = standing_in(status, verb, at)
        data = everything_needed(task)
        with transaction.atomic():
            outcome = attempt(task, verb, actor, data)
        task.refresh_from_db()
        row = TRANSITIONS[verb]
        if status in row.sources and role in row.roles and not actor.scope.is_empty:
            accepted = task.accepted_at is not None
            assert outcome is None, (verb, outcome)
            assert task.status == target_of(status, verb, accepted)
            assert (task.version, task.events.last().verb) == (2, verb.value)
        else:
            expected = NotFound if actor.scope.is_empty else (NotPermitted, WrongState)
            assert isinstance(outcome, expected), (verb, outcome)
            assert (task.status, task.version, task.events.count()) == (status, 1, 1)


def attempt(task, verb, actor, data):
    """None when the verb went through, otherwise the refusal."""
    try:
        perform(task.pk, verb, actor, now=make.NOW, **data)
    except ServiceError as error:
        return error
    return None


@pytest.mark.parametrize("verb", list(Verb))
def test_every_needed_field_is_asked_for_by_name(verb):
    at = make.agency()
    status = sorted(TRANSITIONS[verb].sources)[0]
    role = sorted(TRANSITIONS[verb].roles)[0]
    actor = make.actor(make.person(role, at if role in AGENCY_ROLES else None))
    task = standing_in(status, verb, at)
    for name in TRANSITIONS[verb].needs:
        data = everything_needed(task)
        if name == "product":
            continue
        data[name] = None
        refused = attempt(task, verb, actor, data)
        assert (refused.code, refused.field) == ("required", name)
        assert "Đề nghị nhập" in refused.message


# Written out, not derived: a verb added to the table must be put on one side by a person.
JUDGES = {
    Verb.REASSIGN, Verb.KEEP, Verb.CONFIRM, Verb.RETURN, Verb.SUSPEND, Verb.RECALL, Verb.SUPERSEDE,
    Verb.CLOSE_NOT_IMPLEMENTED, Verb.MERGE, Verb.GRANT_EXTENSION, Verb.REFUSE_EXTENSION, Verb.SET_DEADLINE,
    Verb.SET_REVIEW_DATE, Verb.ANSWER_OBSTACLE, Verb.CONFIRM_CAUSE,
}  # fmt: skip


@pytest.mark.parametrize("verb", list(Verb))
def test_who_also_holds_a_post_in_the_executing_agency_never_judges_its_work(verb):
    at = make.agency()
    person = make.office_leader()
    person.memberships.create(role="head", agency=at)
    status = sorted(TRANSITIONS[verb].sources)[0]
    task = standing_in(status, verb, at)
    refused = attempt(task, verb, make.actor(person), everything_needed(task))
    assert (refused.code if refused else None) == ("own_agency" if verb in JUDGES else None)


@pytest.mark.parametrize("verb", sorted(JUDGES))
def test_a_post_in_another_agency_does_not_keep_the_office_from_judging(verb):
    person = make.office_leader()
    person.memberships.create(role="head", agency=make.agency())
    status = sorted(TRANSITIONS[verb].sources)[0]
    task = standing_in(status, verb, make.agency())
    assert attempt(task, verb, make.actor(person), everything_needed(task)) is None


def test_who_submitted_cannot_confirm_even_after_moving_to_the_office():
    at = make.agency()
    person = make.officer(at)
    task = make.task(at, status="in_progress", accepted_at=make.NOW)
    data = {"report": {"done": "xong"}, "delivered_on": make.TODAY}
    perform(task.pk, Verb.SUBMIT, make.actor(person), now=make.NOW, **data)
    person.memberships.update(role="clerk", agency=None)
    assert attempt(task, Verb.CONFIRM, make.actor(person), {}).code == "same_person"


def test_a_key_task_is_confirmed_by_leadership_only():
    task = make.task(of=make.directive(is_key=True), status="pending_confirmation", delivered_on=make.TODAY)
    assert attempt(task, Verb.CONFIRM, make.actor(make.clerk()), {}).code == "key_task"
    assert attempt(task, Verb.CONFIRM, make.actor(make.office_leader()), {}) is None
