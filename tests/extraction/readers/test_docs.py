"""The page about reading files tells the limits that hold."""

import re
from pathlib import Path

import pytest

from tracker.extraction.readers import DEFAULT

PAGE = (Path(__file__).parents[3] / "docs" / "readers.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("row", "value"),
    [
        ("file", DEFAULT.file_bytes // 2**20),
        ("unpacked package, real bytes", DEFAULT.unpacked_bytes // 2**20),
        ("one XML part", DEFAULT.part_bytes // 2**20),
        ("entries of a package", DEFAULT.entries),
        ("pages of a PDF", DEFAULT.pages),
        ("memory of the child", DEFAULT.memory_bytes // 2**20),
        ("time", int(DEFAULT.seconds)),
    ],
)
def test_the_page_tells_the_limit_that_holds(row, value):
    told = re.search(rf"^\| {re.escape(row)} \| ([\d,]+)", PAGE, re.MULTILINE)
    assert told is not None
    assert int(told.group(1).replace(",", "")) == value
