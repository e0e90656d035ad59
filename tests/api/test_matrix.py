"""Who gets in where: every route and method, every verb, as every role; a route without a line here fails."""

import re
import sys

import pytest
from django.urls import get_resolver

from tests import factories as make
from tests.api import furniture
from tests.api.conftest import client_of
from tracker.models import Membership, Task
from tracker.models.querysets import DirectiveQuerySet, DocumentQuerySet, MeetingQuerySet, TaskQuerySet
from tracker.rules.statuses import TERMINAL, Role, Status
from tracker.rules.transitions import TRANSITIONS

pytestmark = pytest.mark.django_db
CANARY = "CHIM-BÁO-MẬT"
SIGNED_IN = {"officer_a", "head_a", "officer_b", "clerk", "boss", "leader", "inspector", "sysadmin"}
OFFICE = {"clerk", "boss"}
SEE_A = SIGNED_IN - {"officer_b", "sysadmin"}
SEE_ALL = {"clerk", "boss", "leader", "inspector"}

# (method, route) → (who may, what the others get). Verbs have their own test below.
OPEN = (SIGNED_IN, None)
OFFICE_ONLY = (OFFICE, 403)
KEEPERS = (OFFICE | {"sysadmin"}, 403)
EITHER = dict.fromkeys(("officer_b", "sysadmin"), {403, 404})
POLICY = {
    **{("GET", f"{name}/"): OPEN for name in (
        "agencies", "fields", "calendar", "meetings", "documents", "directives", "tasks", "reports",
        "extensions", "events", "addressees", "files", "tokens", "webhooks", "statistics", "schema", "docs",
        "notifications", "reminders",
    )},
    **{("GET", f"{name}/{{id}}/"): OPEN for name in ("agencies", "fields", "calendar")},
    **{("GET", f"{name}/{{id}}/"): (SEE_A, 404) for name in (
        "meetings", "documents", "directives", "tasks", "reports", "extensions", "events", "addressees",
        "files",
    )},
    ("GET", "reminders/{id}/"): (SEE_A - {"head_a"}, 404),
    ("GET", "files/{id}/content/"): (SEE_A, 404),
    ("GET", "documents/{id}/proposals/"): (SEE_A, 404),
    ("GET", "webhooks/{handle}/"): (set(), 404),
    ("GET", "webhooks/{handle}/deliveries/"): (set(), 404),
    ("GET", "notifications/{id}/"): (set(), 404),
    ("POST", "notifications/read/"): OPEN,
    ("POST", "meetings/"): OFFICE_ONLY,
    ("POST", "agencies/"): OFFICE_ONLY,
    ("POST", "agencies/{id}/aliases/"): OFFICE_ONLY,
    ("PATCH", "agencies/{id}/"): KEEPERS,
    ("POST", "calendar/"): KEEPERS,
    ("PATCH", "calendar/{id}/"): KEEPERS,
    ("DELETE", "calendar/{id}/"): KEEPERS,
    ("POST", "documents/"): OFFICE_ONLY,
    ("POST", "directives/"): OFFICE_ONLY,
    ("POST", "import/directives/"): OFFICE_ONLY,
    ("POST", "tasks/bulk_confirm/"): OPEN,
    ("POST", "webhooks/"): OPEN,
    ("POST", "tokens/"): (set(), 403),
    ("DELETE", "tokens/{handle}/"): (set(), 404),
    ("DELETE", "webhooks/{handle}/"): (set(), 404),
    **{("POST", f"webhooks/{{handle}}/{verb}/"): (set(), 404) for verb in ("pause", "resume", "replay")},
    ("PATCH", "directives/{id}/"): OFFICE_ONLY,
    ("PATCH", "documents/{id}/"): OFFICE_ONLY,
    ("PATCH", "meetings/{id}/"): OFFICE_ONLY,
    ("POST", "documents/register_stub/"): OFFICE_ONLY,
    ("POST", "documents/register_manual/"): OFFICE_ONLY,
    ("POST", "documents/{id}/dismiss/"): OFFICE_ONLY,
    ("GET", "documents/{id}/readers/"): OFFICE_ONLY,
    ("POST", "documents/{id}/readers/"): OFFICE_ONLY,
    ("GET", "directives/{id}/readers/"): OFFICE_ONLY,
    ("GET", "addressees/{id}/offered/"): OFFICE_ONLY,
    ("POST", "directives/{id}/viewers/"): OFFICE_ONLY,
    **{("POST", f"directives/{{id}}/{verb}/"): OFFICE_ONLY for verb in (
        "confirm", "reject", "restore", "undo", "issue", "addressees",
    )},
    # Refused for the role or for the row, whichever is asked first: both hide the directive.
    **{("POST", f"directives/{{id}}/{verb}/"): (OFFICE, EITHER) for verb in (
        "split", "merge",
    )},
    ("PATCH", "addressees/{id}/"): (OFFICE, {"officer_b": 404, "sysadmin": 404}),
    ("DELETE", "addressees/{id}/"): (OFFICE, {"officer_b": 404, "sysadmin": 404}),
    **{("POST", f"documents/{{id}}/{verb}/"): (OFFICE, {"officer_b": 404, "sysadmin": 404}) for verb in (
        "read_again", "confirm_proposals",
    )},
    ("POST", "documents/{id}/add_directive/"): OFFICE_ONLY,
}  # fmt: skip
BODIES = {
    "agencies/": {"name": "Sở Y tế", "kind": "department"},
    "agencies/{id}/aliases/": {"alias": "SYT"},
    "calendar/": {"date": "2027-02-08", "kind": "holiday", "name": "Tết"},
    "meetings/": {"title": "Họp giao ban"},
    "documents/": {"text": "Giao Sở A báo cáo."},
    "documents/register_stub/": {"number": "01"},
    "documents/register_manual/": {"title": "Giao ban"},
    "documents/{id}/dismiss/": {"start": 0, "end": 5},
    "documents/{id}/readers/": {"restricted": False, "users": []},
    "directives/{id}/viewers/": {"users": []},
    "directives/": {"text": "Giao việc", "lead": ["so-a"]},
    "import/directives/": {"rows": [{"text": "Việc", "lead": "so-a"}]},
    "tasks/bulk_confirm/": {"items": [{"id": 1}]},
    "webhooks/": {"name": "x", "url": "https://partner.example/"},
    "tokens/": {"name": "x", "scopes": ["read"], "days": 1},
    "directives/{id}/split/": {"at": 3},
    "directives/{id}/merge/": {"other": 1},
    "directives/{id}/addressees/": {"agency": 1},
    "addressees/{id}/": {"role": "support"},
    "documents/{id}/confirm_proposals/": {"items": [{"id": 1}]},
    "documents/{id}/add_directive/": {"start": 0, "end": 5},
    "webhooks/{handle}/replay/": {"after": 0},
    "notifications/read/": {"ids": [1]},
}


def routes():
    """(method, path) of everything the resolver serves under /api/v1/, verbs of tasks left out."""
    found = set()
    for pattern in get_resolver("tracker.api.urls").url_patterns:
        inner = getattr(pattern, "url_patterns", [pattern])
        for one in inner:
            path = re.sub(r"\(\?P<(\w+)>[^)]*\)", r"{\1}", str(one.pattern)).strip("^$").replace("\\Z", "")
            path = path.replace("{pk}", "{id}")
            actions = getattr(one.callback, "actions", None) or {"get": "get"}
            found |= {(method.upper(), path) for method in actions if path}
    verbs = {f"tasks/{{id}}/{verb.value}/" for verb in TRANSITIONS}
    return {(method, path) for method, path in found if path not in verbs and method != "HEAD"}


def test_every_route_has_its_line_in_the_policy():
    assert routes() == set(POLICY)


@pytest.fixture
def full(world, settings, tmp_path):
    """Something behind every resource, all of it hanging on task A."""
    settings.WEBHOOK_ALLOWED_HOSTS = ["partner.example"]
    settings.EVIDENCE_DIR = tmp_path
    task, who = world.task_a, world.officer_a
    world.ids = {
        "agencies": world.a.pk, "meetings": world.meeting.pk, "documents": world.document.pk,
        "directives": world.directive_a.pk, "tasks": task.pk,
        "reports": furniture.report(task, who).pk, "extensions": furniture.extension(task, who).pk,
        "files": furniture.file(task, who).pk,
        "addressees": furniture.addressee(world.directive_a, world.a).pk,
        "events": world.task_a.events.get().seq,
        "fields": furniture.field().pk,
        "calendar": furniture.day_off(world).pk,
        "reminders": furniture.reminder(task, who).pk, "notifications": 999,
    }  # fmt: skip
    return world


def address(path, ids):
    path = path.replace("{handle}", "00000000-0000-0000-0000-000000000000")
    return "/api/v1/" + path.replace("{id}", str(ids.get(path.split("/")[0], 1)))


def _removing_last(item):
    return item[0][0] == "DELETE", item[0]


def wrong_cells(full, role):
    """Every route and method that answers this role otherwise than its line says."""
    client, wrong = client_of(getattr(full, role), rate_per_minute=10**6), []
    for (method, path), (allowed, refusal) in sorted(POLICY.items(), key=_removing_last):
        got = client.generic(
            method, address(path, full.ids), _json(path, full.ids), "application/json"
        ).status_code
        expected = refusal.get(role, 403) if isinstance(refusal, dict) else refusal
        if path == "docs/":  # a page for people: tokens are led to the login
            continue
        fine = got not in (401, 403, 404, 500) if role in allowed else got in _either(expected)
        if role in allowed and (method, path) == ("POST", "documents/{id}/confirm_proposals/"):
            fine = got == 200
        if not fine:
            wrong.append((method, path, got, "allowed" if role in allowed else expected))
    return wrong


@pytest.mark.parametrize("role", sorted(SIGNED_IN))
def test_each_role_gets_exactly_what_its_line_says(full, role):
    assert wrong_cells(full, role) == []


HIDING = [TaskQuerySet, DirectiveQuerySet, DocumentQuerySet, MeetingQuerySet]


@pytest.mark.parametrize("rows", HIDING)
def test_the_matrix_turns_red_when_rows_are_no_longer_hidden(full, monkeypatch, rows):
    monkeypatch.setattr(rows, "visible_to", lambda self, scope: self)
    assert wrong_cells(full, "officer_b") != []


def test_the_matrix_turns_red_when_the_office_is_no_longer_asked_for(full, monkeypatch):
    # Views and services both ask: the guard is taken from every module that holds it.
    for name, module in sorted(sys.modules.items()):
        if name.startswith("tracker.") and hasattr(module, "require_office"):
            monkeypatch.setattr(module, "require_office", lambda actor, *roles: None)
    open_now = {path for _, path, *_ in wrong_cells(full, "officer_b")}
    assert {"meetings/", "directives/"} <= open_now


def _either(expected):
    return expected if isinstance(expected, set) else {expected}


def _json(path, ids):
    import json

    body = BODIES.get(path, {})
    if "other" in body:  # row ids never start anew on PostgreSQL
        body = {"other": ids["directives"]}
    return json.dumps(body)


def test_nobody_unknown_gets_anything(full):
    client = client_of()
    for method, path in POLICY:
        got = client.generic(
            method, address(path, full.ids), _json(path, full.ids), "application/json"
        ).status_code
        assert got in ((401,) if path != "docs/" else (302,)), (method, path, got)


def test_a_reading_token_writes_nowhere(full):
    client = client_of(full.boss, scopes=["read"], rate_per_minute=10**6)
    for method, path in POLICY:
        if method != "GET":
            response = client.generic(
                method, address(path, full.ids), _json(path, full.ids), "application/json"
            )
            assert (response.status_code, response.json()["code"]) == (403, "scope_missing"), (method, path)


ROLE_OF = {
    "officer_a": Role.OFFICER, "head_a": Role.HEAD, "clerk": Role.CLERK, "boss": Role.OFFICE_LEADERSHIP,
    "leader": Role.LEADER, "inspector": Role.INSPECTOR, "officer_b": None, "sysadmin": None,
}  # fmt: skip


@pytest.mark.parametrize("verb", list(TRANSITIONS))
def test_each_verb_opens_for_the_roles_of_the_table_only(full, verb):
    row = TRANSITIONS[verb]
    body = valid_body(verb, full)
    for name, role in sorted(ROLE_OF.items(), key=lambda pair: pair[1] is not None):
        put(full.task_a, row.sources, full.a)
        client = client_of(getattr(full, name))
        response = client.post(f"/api/v1/tasks/{full.task_a.pk}/{verb.value}/", body, format="json")
        if role is None:
            assert response.status_code == 404, name
        elif role not in row.roles:
            assert response.status_code == 403, (name, response.content)
        else:
            assert response.status_code not in (401, 403, 404), (name, response.content)


def put(task, statuses, agency):
    """Set the task down in the first of `statuses`, with the days that a status asks for."""
    day, status = task.issued_on, sorted(statuses)[0].value
    ended = {"delivered_on": day, "closed_on": day} if status in TERMINAL else {}
    Task.objects.filter(pk=task.pk).update(status=status, agency=agency, **ended)


def valid_body(verb, world):
    day = "2099-12-31"
    values = {
        "reason": "x", "agency": world.b.pk, "officer": world.officer_a.pk, "report": {"done": "x"},
        "delivered_on": world.task_a.issued_on.isoformat(), "review_date": day, "new_date": day,
        "cause": "objective", "progress": "x", "directive": world.directive_a.pk, "task": world.task_b.pk,
        "report_id": world.ids["reports"], "answer": "x",
    }  # fmt: skip
    return {need: values[need] for need in TRANSITIONS[verb].needs if need != "product"}


@pytest.mark.parametrize("verb", list(TRANSITIONS))
def test_no_verb_works_from_a_status_outside_its_row(full, verb):
    row = TRANSITIONS[verb]
    outside = sorted(set(Status) - row.sources)
    someone = next(name for name, role in ROLE_OF.items() if role in row.roles)
    client = client_of(getattr(full, someone), rate_per_minute=10**6)
    for status in outside:
        put(full.task_a, {status}, full.a)
        path = f"/api/v1/tasks/{full.task_a.pk}/{verb.value}/"
        assert client.post(path, valid_body(verb, full), format="json").status_code == 409, status


@pytest.mark.parametrize("role", sorted(SIGNED_IN))
def test_a_restricted_directive_shows_nowhere_to_those_not_named(full, role):
    client = client_of(getattr(full, role), rate_per_minute=10**6)
    queries = [
        "",
        "?q=chim-bao-mat",
        "?expand=tasks",
        "?expand=directive",
        "?expand=events,reports",
        "?by=agency",
    ]
    for method, path in POLICY:
        if method != "GET" or path in ("docs/", "schema/"):
            continue
        for query in queries:
            text = client.get(address(path, full.ids) + query).content.decode()
            assert CANARY not in text, (path, query)
    for path in (f"tasks/{full.secret_task.pk}/", f"directives/{full.secret_directive.pk}/"):
        assert client.get(f"/api/v1/{path}").status_code == 404


def test_the_person_named_on_a_restricted_directive_sees_it(full):
    from tracker.models import RestrictedViewer

    RestrictedViewer.objects.create(directive=full.secret_directive, user=full.head_a)
    text = client_of(full.head_a).get("/api/v1/tasks/?expand=directive").content.decode()
    assert CANARY in text


def test_figures_do_not_betray_a_restricted_task(full):
    client = client_of(full.clerk)
    before = client.get("/api/v1/statistics/?by=agency").json()
    Task.objects.filter(pk=full.secret_task.pk).update(agency=full.b)
    assert client.get("/api/v1/statistics/?by=agency").json() == before


def test_a_post_that_has_ended_opens_nothing_any_more(full):
    import datetime as dt

    Membership.objects.filter(user=full.officer_a).update(
        valid_to=full.task_a.issued_on - dt.timedelta(days=1)
    )
    assert client_of(full.officer_a).get(f"/api/v1/tasks/{full.task_a.pk}/").status_code == 404


def test_no_member_of_a_body_reaches_a_column_it_was_not_meant_for(full):
    names = [field.name for field in Task._meta.concrete_fields]
    client = client_of(full.officer_a, rate_per_minute=10**6)
    for name in names:
        response = client.post(f"/api/v1/tasks/{full.task_a.pk}/accept/", {name: 1}, format="json")
        assert response.status_code == 400, name
    assert make.Task.objects.get(pk=full.task_a.pk).version == 1
