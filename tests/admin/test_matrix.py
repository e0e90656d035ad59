"""Every address × every role × own, other's, restricted: opened by policy only, no foreign word anywhere."""

import re

import pytest
from django.db.models import QuerySet

from tests import factories as make
from tests.admin.matrix import IDENTITIES, SUBJECTS, World, canary, may_open, policy_of, routes, sees
from tracker.admin import account_views, calendar_views, reminder_views
from tracker.admin.base import RegistryAdmin, ScopedAdmin
from tracker.dashboards.review import entry, views
from tracker.models import Task
from tracker.models.querysets import DirectiveQuerySet, DocumentQuerySet, MeetingQuerySet, TaskQuerySet
from tracker.rules.statuses import TERMINAL, Role, Status
from tracker.rules.transitions import TRANSITIONS, Verb
from tracker.services import blobs, evidence, lifecycle

pytestmark = pytest.mark.django_db
# Verbs of the API answer POST only and are judged by the API's own tests.
ACTION = re.compile(r"api/v1/\^\w+/(\(.*\)/)?[a-z_]+/\$$")
CLOSED, OPEN = {302, 401, 403, 404, 405}, {200, 302, 400, 405, 410, 422}


def test_every_address_has_a_line_in_the_policy():
    assert [route for route in routes() if policy_of(route) is None] == []


def visit(client, world, identity):
    """Every wrong cell of one person's row: (address, what was wrong)."""
    if identity != "anonymous":
        client.force_login(world.people[identity])
    wrong = []
    for route in routes():
        if "logout" in route or ACTION.match(route):
            continue
        for address, subject in world.addresses(route):
            wrong += judge(client, identity, address, subject, policy_of(route))
    return wrong


def judge(client, identity, address, subject, kind):
    answer = client.get(address)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    expected = may_open(kind, identity, subject)
    wrong = []
    if expected is True and answer.status_code not in OPEN | ({404} if kind == "file" else set()):
        wrong.append((address, f"closed: {answer.status_code}"))
    if expected is False and answer.status_code not in CLOSED:
        wrong.append((address, f"open: {answer.status_code}"))
    for other in SUBJECTS:
        if not sees(identity, other) and canary(other).encode() in body:
            wrong.append((address, f"shows the words of {other}"))
    return wrong


@pytest.mark.parametrize("identity", IDENTITIES)
def test_no_cell_is_wrong(client, identity):
    wrong = visit(client, World(), identity)
    assert wrong == [], "\n".join(map(str, wrong))


@pytest.mark.parametrize("identity", ["officer_a", "leader", "sysadmin", "ended"])
@pytest.mark.parametrize("subject", SUBJECTS)
def test_no_verb_reaches_a_hidden_task(client, identity, subject):
    world = World()
    if sees(identity, subject):
        return
    client.force_login(world.people[identity])
    task = world.rows[subject]["task"]
    for verb in Verb:
        answer = client.post(f"/admin/tracker/task/{task}/viec/{verb.value}/", {"version": 1, "reason": "x"})
        assert answer.status_code in (302, 404), verb
    assert Task.objects.get(pk=task).version == 1


ROLE_OF = {
    "officer_a": Role.OFFICER,
    "head_a": Role.HEAD,
    "clerk": Role.CLERK,
    "chief": Role.OFFICE_LEADERSHIP,
    "leader": Role.LEADER,
    "inspector": Role.INSPECTOR,
}
ASKED = {Verb.GRANT_EXTENSION, Verb.REFUSE_EXTENSION, Verb.WITHDRAW_EXTENSION}
UNDATED = {Verb.PROPOSE_DEADLINE, Verb.SET_DEADLINE}


def verb_pages(client, world):
    """(person, verb) of every page of a verb that is open to the wrong person or closed to the right one."""
    task = Task.objects.get(pk=world.rows["own"]["task"])
    client_pages = f"/admin/tracker/task/{task.pk}/viec"
    for identity in IDENTITIES:
        client.logout()
        if identity != "anonymous":
            client.force_login(world.people[identity])
        for verb, row in TRANSITIONS.items():
            make_ready(task, verb, sorted(row.sources)[0].value)
            opened = client.get(f"{client_pages}/{verb.value}/").status_code == 200
            if opened != (ROLE_OF.get(identity) in row.roles):
                yield identity, verb.value


def make_ready(task, verb, status):
    """Stand the task where the verb asks for nothing but the right person."""
    ended = make.TODAY if Status(status) in TERMINAL else None
    due = None if verb in UNDATED else make.TODAY
    Task.objects.filter(pk=task.pk).update(
        status=status, due_date=due, closed_on=ended, delivered_on=ended, explanation_due=make.TODAY
    )
    task.extensions.update(state="pending" if verb in ASKED else "refused")


def test_each_verb_opens_for_the_roles_of_the_table_only(client):
    assert list(verb_pages(client, World())) == []


def test_the_pages_of_verbs_turn_red_when_the_policy_is_taken_away(client, monkeypatch):
    monkeypatch.setattr(lifecycle, "refusal", lambda actor, verb, task: None)
    wrong = {identity for identity, _ in verb_pages(client, World())}
    assert wrong == set(ROLE_OF)


def everything(self, scope):
    return self


GUARDS = [
    (TaskQuerySet, "visible_to", everything),
    (DirectiveQuerySet, "visible_to", everything),
    (DocumentQuerySet, "visible_to", everything),
    (MeetingQuerySet, "visible_to", everything),
    (ScopedAdmin, "get_queryset", lambda self, request: QuerySet(self.model)),
    (evidence, "_owner_visible", lambda row, scope: True),
    (reminder_views, "_office_only", lambda request: None),
    (entry, "_office_only", lambda desk: None),
    (views, "require_office", lambda actor: None),
    (RegistryAdmin, "is_keeper", lambda self, request: True),
    (account_views, "is_sysadmin", lambda request: True),
    (calendar_views, "is_office", lambda request: True),
]


@pytest.mark.parametrize(("place", "name", "hole"), GUARDS, ids=lambda v: getattr(v, "__name__", str(v)))
def test_the_matrix_turns_red_when_a_guard_is_taken_away(client, monkeypatch, settings, place, name, hole):
    world = World()
    monkeypatch.setattr(blobs, "get", lambda sha: canary("other").encode())
    monkeypatch.setattr(place, name, hole)
    assert visit(client, world, "officer_a") != []
