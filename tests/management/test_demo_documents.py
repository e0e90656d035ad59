"""The demo meetings: the files open, say what the index says, and come out the same when rendered anew."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import docx
import pypdfium2
import pytest

ROOT = Path(__file__).resolve().parents[2]
MEETINGS = ROOT / "fixtures" / "meetings"
INDEX: list[dict[str, Any]] = json.loads((MEETINGS / "index.json").read_text(encoding="utf-8"))
DEMO: dict[str, Any] = json.loads((ROOT / "fixtures" / "demo.json").read_text(encoding="utf-8"))


def known_codes() -> set[str]:
    names = ("agencies.json", "collectives.json")
    return {
        row["code"] for name in names for row in json.loads((ROOT / "fixtures" / name).read_text("utf-8"))
    }


def text_of(path: Path) -> str:
    """The words of a demo document with every run of white space as one blank."""
    if path.suffix == ".txt":
        raw = path.read_text(encoding="utf-8")
    elif path.suffix == ".pdf":
        pdf = pypdfium2.PdfDocument(path)
        raw = "\n".join(page.get_textpage().get_text_range() for page in pdf)
    else:
        word = docx.Document(str(path))
        cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
        raw = "\n".join([*(paragraph.text for paragraph in word.paragraphs), *cells])
    return " ".join(raw.split())


def maker() -> ModuleType:
    path = ROOT / "benchmarks" / "make_demo_documents.py"
    spec = importlib.util.spec_from_file_location("make_demo_documents", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(params=INDEX, ids=lambda row: row["file"])
def meeting(request: pytest.FixtureRequest) -> dict[str, Any]:
    row: dict[str, Any] = request.param
    return row


def test_there_are_five_meetings_and_the_demo_lists_them_all() -> None:
    assert len(INDEX) == 5
    assert DEMO["meetings"] == [row["file"] for row in INDEX]


def test_word_pdf_and_pasted_text_and_both_layouts_are_there() -> None:
    assert {Path(row["file"]).suffix for row in INDEX} == {".docx", ".pdf", ".txt"}
    assert {"party", "state", "press", "pasted"} == {row["layout"] for row in INDEX}


def test_every_expected_phrase_stands_in_the_document(meeting: dict[str, Any]) -> None:
    text = text_of(MEETINGS / meeting["file"])
    phrases = [fact[key] for fact in meeting["expected"] for key in ("contains", "phrase") if fact[key]]
    assert [phrase for phrase in [*phrases, *meeting["never"]] if phrase not in text] == []


def test_the_document_number_stands_in_the_document(meeting: dict[str, Any]) -> None:
    assert not meeting["number"] or meeting["number"] in text_of(MEETINGS / meeting["file"])


def test_expected_assignees_are_known_agencies_or_collectives(meeting: dict[str, Any]) -> None:
    codes = {who["code"] for fact in meeting["expected"] for who in fact["assignees"]}
    assert codes <= known_codes()


def test_a_meeting_has_eight_to_twenty_key_facts(meeting: dict[str, Any]) -> None:
    assert 8 <= len(meeting["expected"]) <= 20


def test_demo_accounts_are_agencies_of_the_table() -> None:
    assert {row["agency"] for row in DEMO["accounts"]} <= known_codes()


def test_the_meetings_together_show_every_kind_of_directive() -> None:
    facts = [fact for row in INDEX for fact in row["expected"]]
    assert {"day", "month", "quarter", None} == {fact["precision"] for fact in facts}
    assert {"monthly", "quarterly"} <= {fact["recurrence"] for fact in facts}
    assert any(len({who["role"] for who in fact["assignees"]}) == 2 for fact in facts)


def test_conference_53_gives_its_deadline_to_each_body_of_the_sentence() -> None:
    fact = INDEX[0]["expected"][0]
    assert fact["date"] == "2019-11-30"
    assert [who["code"] for who in fact["assignees"]] == [
        "ban-can-su-dang",
        "dang-doan",
        "tham-muu-giup-viec",
        "cap-uy-truc-thuoc",
    ]


@pytest.mark.parametrize("name", ["hoi-nghi-53", "hoi-nghi-29"])
def test_word_documents_have_real_headings_and_tables(name: str) -> None:
    word = docx.Document(str(MEETINGS / f"{name}.docx"))
    assert sum(p.style.name == "Heading 1" for p in word.paragraphs if p.style) >= 4
    assert len(word.tables) == 3


def test_the_numbered_list_of_conference_53_is_a_real_word_list() -> None:
    word = docx.Document(str(MEETINGS / "hoi-nghi-53.docx"))
    items = [p for p in word.paragraphs if p.style and p.style.name == "List Number"]
    assert len(items) == 8 and not any(p.text[0].isdigit() for p in items)


@pytest.mark.parametrize("name", ["hoi-nghi-53", "hoi-nghi-67", "hoi-nghi-29", "giao-ban-2022"])
def test_rendering_again_gives_the_same_bytes(name: str) -> None:
    source = (MEETINGS / "source" / f"{name}.txt").read_text(encoding="utf-8")
    file_name, data = maker().render(name, source)
    assert (MEETINGS / file_name).read_bytes() == data


def test_the_pdf_says_the_same_when_rendered_again(tmp_path: Path) -> None:
    module = maker()
    if not module.FONT_FOLDER.exists():
        pytest.skip("the DejaVu fonts are not installed")
    source = (MEETINGS / "source" / "hoi-nghi-4-khoa-xx.txt").read_text(encoding="utf-8")
    file_name, data = module.render("hoi-nghi-4-khoa-xx", source)
    (tmp_path / file_name).write_bytes(data)
    assert text_of(tmp_path / file_name) == text_of(MEETINGS / file_name)
