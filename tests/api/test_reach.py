"""Whatever a screen can do, another system can do: by the same service, or there is a reason why not."""

import ast
import importlib
import inspect
from dataclasses import fields

import pytest

from tests.architecture.tree import ROOT
from tracker.api import bodies, document_bodies
from tracker.services import document_edit, review
from tracker.services.intake import Intake
from tracker.services.manual import NewDirective

BY_PERSONS = "accounts, passwords and posts: a leaked token must not give anybody rights or lock people out"
SEEN_FIRST = "moves every open task of an agency: somebody looks at each line before it is carried out"
OWN_BROWSER = "a convenience of one person's browser, nothing of the office"
FILES = "papers laid out for people; the API gives the same rows and figures as data"
SHEETS = "fills in for people who do not sign in; a machine sends the verbs themselves"
BY_PARTS = "two calls: POST agencies/, then PATCH addressees/{id}/"
ELSEWHERE = {
    **{f"accounts.{name}": BY_PERSONS for name in (
        "open_account", "edit_account", "reset_password", "password_changed", "sign_out_everywhere",
        "finish_second_factor", "drop_second_factor",
    )},
    "identities.unlink": BY_PERSONS, "posts.keep_post": BY_PERSONS,
    **{f"agencies.{name}": SEEN_FIRST for name in (
        "hand_over", "merge_duplicate", "move_people", "preview_hand_over", "succeed",
    )},
    "keepers.name_keeper": BY_PERSONS, "keepers.unkept": BY_PERSONS, "keepers.hidden_work": SEEN_FIRST,
    **{f"calendar_feed.{name}": OWN_BROWSER for name in ("renew", "revoke")},
    **{f"exports.{name}": FILES for name in ("cancel", "file_of", "order")},
    **{f"schedules.{name}": FILES for name in ("subscribe", "unsubscribe")},
    **{f"excel_in.{name}": SHEETS for name in ("apply_plan", "read_upload")},
    "excel.export_list": SHEETS,
    "lifecycle.check_allowed": "asked before a form is shown; perform asks the same before it writes",
    "new_agency.enter_and_resolve": BY_PARTS,
    "review_shape.merge_next": "merge names the other one itself",
    "review.add_manual": "POST directives/ with `document`, by the service behind it",
}  # fmt: skip


def verbs(*packages):
    """Services that act for a person, by module and name, that the packages call."""
    found = set()
    for package in packages:
        for path in (ROOT / "tracker" / package).rglob("*.py"):
            found.update(_called(ast.parse(path.read_text())))
    return {name for name in found if _acts(name)}


def _called(tree):
    names, modules = {}, {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "tracker.services":
            modules |= {a.asname or a.name: a.name for a in node.names}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("tracker.services."):
            home = node.module.removeprefix("tracker.services.")
            names |= {a.asname or a.name: f"{home}.{a.name}" for a in node.names}
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id in names:
            yield names[node.id]
        elif (
            isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in modules
        ):
            yield f"{modules[node.value.id]}.{node.attr}"


def _acts(name):
    module, _, function = name.partition(".")
    service = getattr(importlib.import_module(f"tracker.services.{module}"), function, None)
    guards = module in ("policy", "history") or function.startswith("require_")
    return inspect.isfunction(service) and not guards and "actor" in inspect.signature(service).parameters


def test_every_service_of_the_screens_is_reached_by_the_api_or_has_its_reason():
    assert verbs("admin", "dashboards") - verbs("api") == set(ELSEWHERE)


def test_the_table_sees_what_screens_call():
    assert {"review.confirm", "lifecycle.perform", "addressees.resolve"} <= verbs("admin", "dashboards")


COLUMN = {"field": "field_id", "repeat_of": "repeat_of_id", "meeting": "meeting_id", "file": "data"}


def columns(body):
    return {COLUMN.get(name, name) for name in body().fields}


@pytest.mark.parametrize(
    "wanted, body",
    [
        (review.EDITABLE, bodies.EditBody),
        (document_edit.DOCUMENT_FIELDS, document_bodies.DocumentEditBody),
        (document_edit.MEETING_FIELDS, bodies.NewMeetingBody),
    ],
)
def test_every_field_that_may_be_corrected_is_in_the_body(wanted, body):
    assert columns(body) == set(wanted)


@pytest.mark.parametrize(
    "given, body, apart",
    [
        (NewDirective, bodies.NewDirectiveBody, {"issue"}),
        (Intake, document_bodies.UploadBody, {"data", "name", "file"}),
    ],
)
def test_everything_that_may_be_entered_is_in_the_body(given, body, apart):
    assert {one.name for one in fields(given)} - apart == set(body().fields) - apart
