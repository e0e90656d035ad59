"""The fixed lines of official papers in both layouts."""

import datetime as dt

import pytest

from tracker.rules import letterhead


@pytest.mark.parametrize(
    ("style", "symbol", "line"),
    [
        ("party", "BC/VPTU", "Số -BC/VPTU"),
        ("party", "CV/VPTU", "Số -CV/VPTU"),
        ("state", "BC/VPUBND", "Số: /BC-VPUBND"),
        ("state", "CV/VPUBND", "Số: /VPUBND"),
        ("state", "VPUBND", "Số: /VPUBND"),
    ],
)
def test_the_number_is_written_as_each_layout_has_it(style, symbol, line):
    assert " ".join(letterhead.number_line(style, symbol).split()) == line


@pytest.mark.parametrize(
    ("month", "shown"), [(1, "tháng 01"), (2, "tháng 02"), (3, "tháng 3"), (12, "tháng 12")]
)
def test_only_january_and_february_are_written_with_a_nought(month, shown):
    assert f"{shown} năm 2026" in letterhead.place_and_day("Thái Nguyên", dt.date(2026, month, 5))


@pytest.mark.parametrize(
    ("style", "lines"),
    [("party", ["- Như trên,", "- Lưu Văn phòng."]), ("state", ["- Như trên;", "- Lưu: VT."])],
)
def test_the_copies_end_in_the_marks_of_their_layout(style, lines):
    assert letterhead.copies(style, ["Như trên", letterhead.kept(style)]) == lines
