"""How numbers and counts are written on our pages and in our papers."""

from __future__ import annotations

from tracker.rules.counting import Tally
from tracker.rules.numerals import grouped


def number(value: int | None) -> str:
    """1234567 → "1.234.567", a dash for what is not known."""
    return "–" if value is None else grouped(value)


def in_words(tally: Tally) -> str:
    """Every class of a tally in one sentence without its full stop."""
    n = {name: number(int(getattr(tally, name))) for name in _NAMES}
    return (
        f"đã hoàn thành {n['done']} (đúng hạn {n['done_on_time']}, quá hạn {n['done_late']}, không hạn "
        f"{n['done_no_deadline']}); chưa hoàn thành {n['unfinished']} (trong hạn {n['unfinished_in_time']}, "
        f"trong đó sắp đến hạn {n['due_soon']}; quá hạn {n['overdue']}; không hạn {n['no_deadline']}); "
        f"tạm dừng {n['suspended']}; kết thúc khác {n['closed_other']}"
    )


_NAMES = (
    "done", "done_on_time", "done_late", "done_no_deadline", "unfinished", "unfinished_in_time",
    "due_soon", "overdue", "no_deadline", "suspended", "closed_other",
)  # fmt: skip
