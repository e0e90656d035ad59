"""How the office counts: printed categories, the identity they must satisfy, rates with their formulas."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum

from .deadline_state import AGE_BANDS, Schedule
from .statuses import Status

# Worst first. A directive given to several leads is as bad as its worst open lead task,
# and done only when none of them is open; a withdrawn part never hides a finished one.
SEVERITY = (
    Schedule.OVERDUE,
    Schedule.DUE_SOON,
    Schedule.IN_TIME,
    Schedule.NO_DEADLINE,
    Schedule.SUSPENDED,
    Schedule.DONE_LATE,
    Schedule.DONE_ON_TIME,
    Schedule.DONE_NO_DEADLINE,
    Schedule.CLOSED_OTHER,
)
CODE: dict[Schedule, int] = {schedule: code for code, schedule in enumerate(SEVERITY)}

DONE = frozenset({Schedule.DONE_ON_TIME, Schedule.DONE_LATE, Schedule.DONE_NO_DEADLINE})
UNFINISHED = frozenset({Schedule.IN_TIME, Schedule.DUE_SOON, Schedule.OVERDUE, Schedule.NO_DEADLINE})
UNFINISHED_IN_TIME = frozenset({Schedule.IN_TIME, Schedule.DUE_SOON})

BANDS = tuple(f">{low - 1}" if high is None else f"{low}-{high}" for low, high in AGE_BANDS)
# Where ages are told apart, an overdue task's code is LATE plus the index of its band.
LATE = 100
# Below this many tasks a rate says more about chance than about the agency: no ranking.
MIN_FOR_RANKING = 10


class CountsDisagree(Exception):
    """The printed categories do not add up to the total: no report may be issued from them."""


class Holder(StrEnum):
    """Who must act next: the clock of a task always runs in somebody's hands."""

    AGENCY = "agency"
    OFFICE = "office"
    DECIDER = "decider"
    NOBODY = "nobody"


HOLDER_VI = {
    Holder.AGENCY: "Cơ quan thực hiện",
    Holder.OFFICE: "Văn phòng (chờ xác nhận)",
    Holder.DECIDER: "Lãnh đạo (chờ quyết định điều chuyển, gia hạn)",
    Holder.NOBODY: "Tạm dừng",
}


def holder_of(status: Status, extension_pending: bool) -> Holder | None:
    """Who holds the ball of an open task; None once it is closed."""
    if status == Status.SUSPENDED:
        return Holder.NOBODY
    if status == Status.PENDING_CONFIRMATION:
        return Holder.OFFICE
    if status == Status.OBJECTED:
        return Holder.DECIDER
    if status in (Status.ASSIGNED, Status.IN_PROGRESS):
        return Holder.DECIDER if extension_pending else Holder.AGENCY
    return None


def worst(schedules: Iterable[Schedule]) -> Schedule | None:
    """The class of a directive from those of its lead tasks; None when it has none."""
    return min(schedules, key=CODE.__getitem__, default=None)


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts per class. `total` is counted on its own, never summed, so that the identity can fail."""

    total: int = 0
    overdue: int = 0
    due_soon: int = 0
    in_time: int = 0
    no_deadline: int = 0
    suspended: int = 0
    done_late: int = 0
    done_on_time: int = 0
    done_no_deadline: int = 0
    closed_other: int = 0

    @classmethod
    def of(cls, counts: Mapping[Schedule | None, int]) -> Tally:
        """From counts per class; None stands for rows no class took, which the identity will show."""
        named = {schedule.value: number for schedule, number in counts.items() if schedule is not None}
        return cls(total=sum(counts.values()), **named)

    def __add__(self, other: Tally) -> Tally:
        return Tally(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))

    def get(self, schedule: Schedule) -> int:
        return int(getattr(self, schedule.value))

    @property
    def done(self) -> int:
        return self.done_on_time + self.done_late + self.done_no_deadline

    @property
    def unfinished_in_time(self) -> int:
        return self.in_time + self.due_soon

    @property
    def unfinished(self) -> int:
        return self.unfinished_in_time + self.overdue + self.no_deadline

    def check(self, what: str = "") -> Tally:
        """Return self, or raise CountsDisagree when the categories do not add up to the total."""
        parts = self.done + self.unfinished + self.suspended + self.closed_other
        if parts != self.total:
            raise CountsDisagree(
                f"Số liệu không khớp{f' ({what})' if what else ''}: tổng số {self.total}, "
                f"cộng các loại {parts}. Báo cáo không được phát hành."
            )
        return self


def check_sum(parts: Iterable[Tally], whole: Tally, what: str) -> None:
    """Raise CountsDisagree unless the rows of a table add up, class by class, to its total row."""
    total = Tally()
    for part in parts:
        total = total + part.check(what)
    if total != whole.check(what):
        raise CountsDisagree(
            f"Số liệu không khớp ({what}): cộng các dòng được {total.total}, dòng tổng là {whole.total}. "
            "Báo cáo không được phát hành."
        )


@dataclass(frozen=True, slots=True)
class Rate:
    """A share with its formula; `percent` is None when there is nothing to divide by."""

    key: str
    label: str
    formula: str
    part: int
    whole: int

    @property
    def percent(self) -> float | None:
        return 100 * self.part / self.whole if self.whole else None

    @property
    def text(self) -> str:
        """The share as officials print it ("12,5%"), a dash when there is none."""
        return "–" if self.percent is None else f"{self.percent:.1f}%".replace(".", ",")

    @property
    def rankable(self) -> bool:
        return self.whole >= MIN_FOR_RANKING


ON_TIME_FORMULA = "Hoàn thành đúng hạn ÷ (hoàn thành có hạn + chưa hoàn thành quá hạn)"
COMPLETION_FORMULA = "Hoàn thành ÷ tổng số giao"
OVERDUE_FORMULA = "Chưa hoàn thành quá hạn ÷ tổng số giao"


def on_time_rate(tally: Tally) -> Rate:
    """Of the tasks whose deadline has been decided one way or the other; undated ones stay outside."""
    due = tally.done_on_time + tally.done_late + tally.overdue
    return Rate("on_time", "Tỷ lệ đúng hạn", ON_TIME_FORMULA, tally.done_on_time, due)


def completion_rate(tally: Tally) -> Rate:
    return Rate("completion", "Tỷ lệ hoàn thành", COMPLETION_FORMULA, tally.done, tally.total)


def overdue_rate(tally: Tally) -> Rate:
    return Rate("overdue", "Tỷ lệ quá hạn", OVERDUE_FORMULA, tally.overdue, tally.total)


def rates(tally: Tally) -> tuple[Rate, Rate, Rate]:
    """All printed rates of one tally, in printing order."""
    return completion_rate(tally), on_time_rate(tally), overdue_rate(tally)
