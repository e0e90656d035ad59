"""The judge of calls at random finds what it is there for, and goes on where it stopped."""

import json

import pytest
import schemathesis
from schemathesis import GenerationMode

from tests.api.fuzz_ledger import Ledger
from tests.api.fuzzing import Fuzzer

pytestmark = pytest.mark.django_db
ANSWER = {"type": "object", "required": ["ok"], "properties": {"ok": {"type": "boolean"}}}
NUMBER = {"name": "n", "in": "query", "schema": {"type": "integer", "minimum": 1, "maximum": 10**6}}
DOCUMENT = {
    "openapi": "3.1.0",
    "info": {"title": "x", "version": "1"},
    "paths": {
        "/api/v1/things/": {
            "get": {
                "parameters": [NUMBER],
                "responses": {
                    "200": {"description": "", "content": {"application/json": {"schema": ANSWER}}}
                },
            }
        }
    },
}


def site(body, status="200 OK", kind="application/json"):
    def application(environ, start_response):
        start_response(status, [("Content-Type", kind)])
        return [body.encode()]

    return application


def run(application, *, document=DOCUMENT, ledger=None, wanted=12):
    fuzzer = Fuzzer(application, {"clerk": {}}, {"clerk": ["CHIM-MẬT"]}, {}, {}, ledger or Ledger())
    (found,) = schemathesis.openapi.from_dict(document).get_all_operations()
    return fuzzer.run(found.ok(), GenerationMode.POSITIVE, wanted, 1)


def test_a_sound_site_has_no_failure():
    assert run(site('{"ok": true}')) == {}


@pytest.mark.parametrize(
    ("body", "status", "kind", "told"),
    [
        ("{}", "500 Internal Server Error", "application/json", "Server error"),
        ('{"ok": "có"}', "200 OK", "application/json", "violates schema"),
        ('{"ok": true}', "418 I'm a teapot", "application/json", "Undocumented status code"),
        ('{"ok": true}', "200 OK", "text/html", "Content-Type"),
        ('{"ok": true, "text": "CHIM-MẬT"}', "200 OK", "application/json", "clerk read CHIM-MẬT"),
        (json.dumps({"ok": True, "text": "CHIM-MẬT"}), "200 OK", "application/json", "clerk read CHIM-MẬT"),
    ],
)
def test_each_kind_of_failure_is_found(body, status, kind, told):
    assert told in "\n".join(run(site(body, status, kind)).values())


def test_a_run_goes_on_where_it_stopped_and_counts_no_call_twice(tmp_path):
    path = tmp_path / "fuzz.jsonl"
    run(site('{"ok": true}'), ledger=Ledger(path), wanted=6)
    run(site('{"ok": true}'), ledger=Ledger(path), wanted=15)
    cases = [json.loads(line)["cases"] for line in path.read_text().splitlines()]
    marks = path.with_suffix(".marks").read_text().splitlines()
    assert cases[0] == 6 and sum(cases) == len(marks) == len(set(marks)) == 15


def test_what_failed_is_open_until_it_is_mended(tmp_path):
    path = tmp_path / "fuzz.jsonl"
    (found,) = schemathesis.openapi.from_dict(DOCUMENT).get_all_operations()
    for body, left in (("[]", 1), ('{"ok": true}', 0)):
        run(site(body), ledger=Ledger(path))
        assert len(Ledger(path).open_work([found.ok()], [GenerationMode.POSITIVE], 12)) == left


def test_an_operation_without_input_says_that_it_has_no_more_calls(tmp_path):
    path, bare = tmp_path / "fuzz.jsonl", json.loads(json.dumps(DOCUMENT))
    bare["paths"]["/api/v1/things/"]["get"]["parameters"] = []
    run(site('{"ok": true}'), document=bare, ledger=Ledger(path))
    line = json.loads(path.read_text())
    assert (line["cases"], line["exhausted"]) == (1, True)
