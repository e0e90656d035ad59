"""The ASVS table of docs/security.md is true: every item has a check that exists, or a reason in words."""

import re

import pytest

from tests.ops.sites import ROOT

TEXT = (ROOT / "docs" / "security.md").read_text()
TABLE = TEXT.split("## ASVS 5.0")[1].split("\n## ")[0]
ROWS = [line.strip("|").split("|") for line in TABLE.splitlines() if re.match(r"\| (V?\d)", line)]


@pytest.mark.parametrize("row", ROWS, ids=[row[0].strip()[:20] for row in ROWS])
def test_an_item_has_a_check_or_a_reason(row):
    proof = row[2]
    files = re.findall(r"`(tests/[^`]+)`", proof)
    assert files or re.match(r" (Chưa|Không áp dụng): \S", proof)
    for file in files:
        assert (ROOT / file).exists(), file


def test_no_item_stands_twice():
    items = [item.strip() for row in ROWS for item in row[0].split(",")]
    assert len(items) == len(set(items)) >= 180


def test_the_list_of_attacks_names_checks_that_exist():
    part = TEXT.split("## Mười hai đòn")[1].split("\n## ")[0]
    rows = [line for line in part.splitlines() if line.startswith("| ") and "---" not in line][1:]
    assert len(rows) == 12
    for file in re.findall(r"`(tests/[^`]+)`", part):
        assert (ROOT / file).exists(), file
