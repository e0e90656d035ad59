"""The measuring commands: they work without a database and print the agreed JSON."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

ORDER = "Giao Sở Tài chính chủ trì, phối hợp với Sở Xây dựng rà soát, báo cáo UBND tỉnh trước ngày 15/12."


@pytest.fixture
def paper(tmp_path):
    path = tmp_path / "012.txt"
    path.write_text(ORDER, "utf-8")
    return path


def run(*args):
    out = StringIO()
    call_command(*args, stdout=out)
    return out.getvalue()


def test_one_json_line_per_file_is_printed(paper):
    (line,) = run("extract", str(paper), "--date", "2024-11-12").splitlines()
    found = json.loads(line)
    assert set(found) >= {"document", "meeting", "directives"}
    assert found["directives"][0]["deadlines"][0]["date"] == "2024-12-15"


def test_the_dates_file_tells_the_day_of_each_document(paper, tmp_path):
    dates = tmp_path / "dates.tsv"
    dates.write_text("012\t2023-11-12\n", "utf-8")
    run("extract", str(paper), "--dates", str(dates), "--out", str(tmp_path / "out"))
    found = json.loads((tmp_path / "out" / "012.json").read_text("utf-8"))
    assert found["directives"][0]["deadlines"][0]["date"] == "2023-12-15"


def test_without_a_known_day_no_year_is_invented(paper):
    found = json.loads(run("extract", str(paper)))
    assert [d["date"] for d in found["directives"][0]["deadlines"]] == [None]


def test_assignees_carry_mention_role_and_source(paper):
    given = json.loads(run("extract", str(paper)))["directives"][0]["assignees"]
    assert [(a["mention"], a["role"], a["source"]) for a in given] == [
        ("Sở Tài chính", "lead", "explicit"),
        ("Sở Xây dựng", "support", "explicit"),
    ]


def test_a_wrong_date_is_refused_with_a_sentence(paper):
    with pytest.raises(CommandError, match="Ngày không hợp lệ"):
        run("extract", str(paper), "--date", "12/11/2024")


def test_the_score_is_printed_by_genre(paper):
    gold = {"genre": "news-gov", "reference_date": "2024-11-12", "ignore": []}
    gold["directives"] = [{"start": 0, "end": len(ORDER), "text": ORDER, "assignees": [], "deadlines": []}]
    paper.with_suffix(".json").write_text(json.dumps(gold), "utf-8")
    printed = run("evaluate_extraction", str(paper.parent))
    assert "news-gov" in printed
    assert "tất cả" in printed
