"""What an order becomes: leads and supporters, days, on whose behalf; and how pieces of work join and end."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from tests import factories as make
from tracker.models import TaskEvent
from tracker.rules.transitions import Verb
from tracker.services.errors import InvalidInput
from tracker.services.issue import issue
from tracker.services.lifecycle import perform

pytestmark = pytest.mark.django_db
D = dt.timedelta
SUBMIT = {"report": {"done": "xong"}, "delivered_on": make.TODAY}


def given_out(*shares, actor=None, **directive):
    """The tasks, in order of agencies, of a confirmed directive given to (role, own due date) each."""
    of = make.directive(state="confirmed", number=None, **directive)
    for role, due in shares:
        of.assignees.create(mention="Cơ quan", role=role, agency=make.agency(), due_date=due)
    tasks = issue(of.pk, actor or make.actor(make.clerk()), now=make.NOW)
    of.refresh_from_db()
    return of, sorted(tasks, key=lambda task: task.agency_id)


def test_agencies_ordered_alike_each_lead_a_task_of_their_own():
    _, tasks = given_out(("lead", None), ("lead", None), due_date=make.TODAY + D(9))
    assert [(task.role, task.due_date) for task in tasks] == [("lead", make.TODAY + D(9))] * 2


def test_a_supporter_has_its_own_day():
    _, (lead, support) = given_out(("lead", None), ("support", make.TODAY + D(5)), due_date=make.TODAY + D(9))
    assert (lead.due_date, support.due_date) == (make.TODAY + D(9), make.TODAY + D(5))
    assert (support.role, support.due_original) == ("support", make.TODAY + D(5))


def test_two_leads_of_a_directive_for_one_are_not_given_out():
    with pytest.raises(InvalidInput, match="nhiều cơ quan chủ trì"):
        given_out(("lead", None), ("lead", None), sole_lead=True)


def test_the_database_itself_refuses_a_second_lead_where_one_leads():
    of = make.directive(sole_lead=True)
    make.task(of=of, sole_lead=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        make.task(of=of, sole_lead=True)


def test_the_database_itself_refuses_a_second_task_of_one_agency():
    task = make.task()
    with pytest.raises(IntegrityError), transaction.atomic():
        make.task(task.agency, of=task.directive)


@pytest.mark.parametrize(("urgency", "days"), [("normal", 3), ("urgent", 1), ("express", 1)])
def test_urgent_work_must_be_accepted_sooner(urgency, days):
    _, (task,) = given_out(("lead", None), urgency=urgency)
    assert task.accept_by == make.TODAY + D(days)


def test_an_order_without_a_day_gets_a_day_of_review_and_no_deadline():
    _, (task,) = given_out(("lead", None))
    assert (task.due_date, task.due_original, task.review_date) == (None, None, make.TODAY + D(30))


def test_an_order_entered_for_a_leader_says_for_whom():
    clerk = make.clerk()
    of, (task,) = given_out(("lead", None), actor=make.actor(clerk, on_behalf_of="Phó Bí thư"))
    event = task.events.get()
    assert of.on_behalf_of == "Phó Bí thư"
    assert (event.actor, event.on_behalf_of) == (clerk, "Phó Bí thư")


@pytest.fixture
def chief():
    return make.actor(make.office_leader())


def test_a_merged_task_points_to_the_one_that_goes_on(chief):
    task, other = make.task(), make.task()
    merged = perform(task.pk, Verb.MERGE, chief, now=make.NOW, reason="Trùng nội dung", task=other.pk)
    assert (merged.status, merged.merged_into, merged.closed_on) == ("merged", other, make.TODAY)


def test_the_lead_passes_to_the_supporter_that_takes_over(chief):
    of = make.directive(sole_lead=True)
    lead = make.task(of=of, sole_lead=True)
    support = make.task(of=of, sole_lead=True, role="support")
    perform(lead.pk, Verb.MERGE, chief, now=make.NOW, reason="Một đầu mối", task=support.pk)
    support.refresh_from_db()
    assert (support.role, support.events.last().verb) == ("lead", "take_lead")


@pytest.mark.parametrize("closed", [False, True])
def test_a_task_is_merged_neither_into_itself_nor_into_a_closed_one(chief, closed):
    task = make.task()
    other = make.task(status="recalled", closed_on=make.TODAY) if closed else task
    with pytest.raises(InvalidInput, match="còn theo dõi"):
        perform(task.pk, Verb.MERGE, chief, now=make.NOW, reason="Trùng", task=other.pk)


def test_a_result_taken_back_stops_the_clock_of_the_office():
    at = make.agency()
    officer = make.actor(make.officer(at))
    task = make.task(at, status="in_progress", accepted_at=make.NOW)
    assert perform(task.pk, Verb.SUBMIT, officer, now=make.NOW, **SUBMIT).confirm_by
    back = perform(task.pk, Verb.WITHDRAW, officer, now=make.NOW, reason="Gửi nhầm")
    assert (back.status, back.confirm_by, back.delivered_on) == ("in_progress", None, None)


@pytest.mark.parametrize(
    ("verb", "status"), [(Verb.RECALL, "recalled"), (Verb.CLOSE_NOT_IMPLEMENTED, "not_implemented")]
)
def test_work_that_ends_without_a_result_says_why(chief, verb, status):
    done = perform(make.task().pk, verb, chief, now=make.NOW, reason="Không còn phù hợp")
    assert (done.status, done.close_reason, done.delivered_on) == (status, "Không còn phù hợp", None)


def test_an_event_tells_who_for_whom_when_from_where_what_and_why():
    person = make.office_leader()
    actor = make.actor(person, on_behalf_of="Bí thư", ip="192.0.2.1")
    task = make.task()
    perform(task.pk, Verb.RECALL, actor, now=make.NOW, reason="Đã có chủ trương khác")
    event = TaskEvent.objects.last()
    assert (event.actor_name, event.on_behalf_of, event.at, event.ip) == (
        str(person),
        "Bí thư",
        make.NOW,
        "192.0.2.1",
    )
    assert (event.door, event.verb, event.reason) == ("admin", "recall", "Đã có chủ trương khác")
    assert (event.before["status"], event.after["status"]) == ("assigned", "recalled")


def test_the_state_at_any_moment_of_a_day_is_the_sum_of_the_events_up_to_it(chief):
    at = make.agency()
    officer = make.actor(make.officer(at))
    task = make.task(at, make.TODAY + D(9))
    steps = [(officer, Verb.ACCEPT, {}), (officer, Verb.SUBMIT, SUBMIT), (chief, Verb.CONFIRM, {})]
    seen = {}
    for hour, (who, verb, data) in enumerate(steps, 1):
        row = perform(task.pk, verb, who, now=make.NOW + D(hours=hour), **data)
        seen[hour] = (row.status, row.evidence, row.delivered_on)
    for hour, (status, evidence, delivered) in seen.items():
        known = {"evidence": "none", "delivered_on": None}
        for event in task.events.filter(at__lte=make.NOW + D(hours=hour)).order_by("seq"):
            known |= event.after
        day = delivered.isoformat() if delivered else None
        assert (event.status_after, known["evidence"], known["delivered_on"]) == (status, evidence, day)


def test_a_passage_that_was_rejected_is_not_given_out(chief):
    of = make.directive(state="rejected", number=None)
    of.assignees.create(mention="Cơ quan", role="lead", agency=make.agency())
    with pytest.raises(InvalidInput, match="đã bị loại"):
        issue(of.pk, chief, now=make.NOW)
