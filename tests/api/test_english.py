"""Every code that a caller of the API may meet has an English sentence of its own."""

import ast
from pathlib import Path

import pytest

from tests.api.conftest import client_of
from tracker.api.english import CALLS, ENGLISH, ENTERING, FILES, LIFE
from tracker.api.problems import problem
from tracker.extraction.readers.errors import SENTENCES

ROOT = Path(__file__).parents[2] / "tracker"
REFUSALS = {"InvalidInput", "NotPermitted", "WrongState", "RowError"}
# What only pages and their clerks call: no route of the API leads there.
ELSEWHERE = {
    "accounts.py", "agencies.py", "calendar_feed.py", "exports.py", "excel_in.py", "filters.py",
    "identities.py", "keepers.py", "posts.py", "schedules.py",
}  # fmt: skip


def raised():
    """(file, code) of every refusal written in the services and in the API."""
    for path in [*ROOT.glob("services/*.py"), *ROOT.glob("api/**/*.py")]:
        if path.name in ELSEWHERE:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in REFUSALS:
                yield from ((path.name, code) for code in _codes(node.args))


def _codes(args):
    texts = [arg.value for arg in args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
    return [text for text in texts if text.isidentifier() and text.islower()][:1] if texts else []


def policy_codes():
    tree = ast.parse((ROOT / "services" / "policy.py").read_text())
    for node in ast.walk(tree):
        if isinstance(node, ast.Return) and isinstance(node.value, ast.Tuple):
            yield node.value.elts[0].value


def test_every_code_of_a_refusal_has_its_english_sentence():
    codes = {code for _, code in raised()} - {"lead", "external_id"}  # columns of a table, not codes
    assert len(codes) > 70
    assert sorted((codes | set(policy_codes()) | set(SENTENCES)) - set(ENGLISH)) == []


def test_no_sentence_is_left_without_a_code_that_uses_it():
    text = "".join(path.read_text() for path in ROOT.rglob("*.py") if path.name != "english.py")
    ours = set(LIFE) | set(ENTERING) | set(FILES)
    assert sorted(code for code in ours if f'"{code}"' not in text) == []


def test_the_sentences_are_english_and_whole():
    assert len(ENGLISH) == sum(len(part) for part in (CALLS, LIFE, ENTERING, FILES))
    for code, sentence in ENGLISH.items():
        assert sentence.isascii() and sentence.endswith(".") and " " in sentence, code


@pytest.mark.django_db
def test_a_refusal_of_the_office_carries_both_sentences(world):
    client, path = client_of(world.officer_a), f"/api/v1/tasks/{world.task_a.pk}/accept/"
    client.post(path)
    body = client.post(path).json()
    assert body["detail"].startswith("Nhiệm vụ đang ở trạng thái")
    assert body["detail_en"] == "The present state does not allow this."


def test_a_code_unknown_to_the_table_still_gives_a_sentence():
    assert problem(409, "odd_thing", "Lạ.")["detail_en"] == "Odd thing."
