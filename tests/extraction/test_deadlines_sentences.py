"""Orders as offices and newspapers word them, with their days, and look-alikes that bind to none."""

from __future__ import annotations

import datetime as dt
import json
import unicodedata
from pathlib import Path

import pytest

from tracker.extraction.deadlines import find_deadlines
from tracker.extraction.types import Anchors
from tracker.rules.workdays import Calendar

HERE = Path(__file__).parent
ROWS = json.loads((HERE.parents[1] / "fixtures" / "calendar.json").read_text("utf-8"))
CALENDAR = Calendar.from_rows(ROWS)


def lines(name):
    rows = (HERE / name).read_text("utf-8").splitlines()
    return [row.replace("\\t", "\t") for row in rows if row and not row.startswith("#")]


ORDERS = [row.split(" | ", 2) for row in lines("deadline_orders.txt")]
LOOK_ALIKES = lines("deadline_look_alikes.txt")


def read(sentence, day):
    anchors = Anchors(reference=dt.date.fromisoformat(day))
    found = find_deadlines(sentence, (0, len(sentence)), anchors, CALENDAR)
    for limit in found:
        assert sentence[limit.start : limit.end] == limit.phrase
    return " ".join(limit.date.isoformat() if limit.date else "-" for limit in found)


@pytest.mark.parametrize(("day", "days", "sentence"), ORDERS, ids=[order[2][:50] for order in ORDERS])
def test_an_order_has_its_limits(day, days, sentence):
    assert read(sentence, day) == days


@pytest.mark.parametrize("sentence", LOOK_ALIKES, ids=[sentence[:50] for sentence in LOOK_ALIKES])
def test_a_look_alike_has_none(sentence):
    assert read(sentence, "2025-11-10") == ""


@pytest.mark.parametrize(
    "sentence",
    ["Báo cáo truớc ngày 30/11/2025", "Báo cáo trưóc ngaỳ 30/11/2025", "Hòan thành chậm nhât 30/11/2025"],
)
def test_a_slip_of_typing_does_not_hide_a_limit(sentence):
    assert read(sentence, "2025-11-10") == "2025-11-30"


def rewritten(sentence, change):
    if change == "NFD":
        return unicodedata.normalize("NFD", sentence)
    if change == "upper":
        return sentence.upper()
    return sentence.replace(" ", {"nbsp": "\u00a0", "spaces": "  ", "line": "\n"}[change])


@pytest.mark.parametrize("change", ["NFD", "nbsp", "spaces", "upper", "line"])
def test_the_way_of_writing_makes_no_difference(change):
    for day, days, sentence in ORDERS:
        assert read(rewritten(sentence, change), day) == days, sentence
