"""Every address × every role × own, other's, restricted: opened by policy only, no foreign word anywhere."""

import re

import pytest
from django.db.models import QuerySet

from tests.admin.matrix import IDENTITIES, SUBJECTS, World, canary, may_open, policy_of, routes, sees
from tracker.admin.base import ScopedAdmin
from tracker.models import Task
from tracker.models.querysets import DirectiveQuerySet, DocumentQuerySet, MeetingQuerySet, TaskQuerySet
from tracker.rules.transitions import Verb
from tracker.services import blobs, evidence

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


def everything(self, scope):
    return self


GUARDS = [
    (TaskQuerySet, "visible_to", everything),
    (DirectiveQuerySet, "visible_to", everything),
    (DocumentQuerySet, "visible_to", everything),
    (MeetingQuerySet, "visible_to", everything),
    (ScopedAdmin, "get_queryset", lambda self, request: QuerySet(self.model)),
    (evidence, "_owner_visible", lambda row, scope: True),
]


@pytest.mark.parametrize(("place", "name", "hole"), GUARDS, ids=lambda v: getattr(v, "__name__", str(v)))
def test_the_matrix_turns_red_when_a_guard_is_taken_away(client, monkeypatch, settings, place, name, hole):
    world = World()
    monkeypatch.setattr(blobs, "get", lambda sha: canary("other").encode())
    monkeypatch.setattr(place, name, hole)
    assert visit(client, world, "officer_a") != []
