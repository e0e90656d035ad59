"""The fixed lines at the head and foot of official papers, in the layout of Party or State documents."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

_BLANK = "\u00a0" * 8  # room for a hand-written number; plain spaces would be folded into one
_PADDED_MONTHS = 2  # 01 and 02 could be made into 11 and 12 by hand; the rule pads only these


def motto(style: str) -> list[str]:
    """The lines at the top right."""
    if style == "party":
        return ["ĐẢNG CỘNG SẢN VIỆT NAM"]
    return ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]


def number_line(style: str, symbol: str) -> str:
    """ "Số …-BC/VPTU" or "Số: …/BC-VPTU"; the number stays blank for the clerk who registers the paper."""
    if style == "party":
        return f"Số{_BLANK}-{symbol}"
    kind, _, office = symbol.rpartition("/")
    # A State công văn carries no kind before the office.
    return f"Số:{_BLANK}/{office if kind in ('', 'CV') else f'{kind}-{office}'}"


def place_and_day(place: str, day: dt.date) -> str:
    """The day of the month is left to be filled in when the paper is signed."""
    return f"{place}, {_blank_day(day)}"


def attached_to(kind: str, number: str, day: dt.date, issuer: str) -> str:
    """What stands under the name of an appendix: the paper it goes with, its number and day still blank."""
    within = number.replace("Số:", "Số").replace("Số", "số")
    return f"(Kèm theo {kind} {within}, {_blank_day(day)} của {issuer})"


def _blank_day(day: dt.date) -> str:
    month = f"{day.month:02}" if day.month <= _PADDED_MONTHS else str(day.month)
    return f"ngày{_BLANK}tháng {month} năm {day:%Y}"


def copies(style: str, names: Iterable[str]) -> list[str]:
    """The lines under "Nơi nhận": ended by commas in Party papers, by semicolons in State papers."""
    kept = list(names)
    end = "," if style == "party" else ";"
    return [f"- {name}{end if number < len(kept) else '.'}" for number, name in enumerate(kept, start=1)]


def kept(style: str) -> str:
    """Where the office keeps its own copy."""
    return "Lưu: VT" if style == "state" else "Lưu Văn phòng"
