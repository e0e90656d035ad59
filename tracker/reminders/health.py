"""Whether the engine is alive: judged by what it wrote into the database, never by a running process."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q

from tracker.models import CalendarDay, EngineState, OutboxMessage, Reminder, TickRun
from tracker.models.reminder import WAITING
from tracker.rules.reminder_schedule import is_open
from tracker.rules.zone import ZONE
from tracker.services.calendar import office_calendar

from .clock_watch import AHEAD

TICK_LIMIT = dt.timedelta(minutes=5)
MAIL_LIMIT = dt.timedelta(minutes=10)
RECENT = dt.timedelta(days=7)
# What the office presses when the clock is right; the page of the engine shows it.
GO_ON = "Giờ đã đúng, nhắc tiếp"
CALENDAR_FROM = (12, 1)  # month, day: the swapped days of the next year are announced late in the year


@dataclass(frozen=True, slots=True)
class Problem:
    """Something the office should know; `critical` turns /healthz to 503."""

    code: str
    message: str
    critical: bool = False


def problems(now: dt.datetime) -> list[Problem]:
    """Everything that is wrong at `now`, the gravest first; empty when all is well."""
    found = [
        _tick(now),
        _stuck_mail(now),
        _dead_mail(now),
        _calendar(now),
        _nobody(now),
        _caught_up(now),
    ]
    return sorted((problem for problem in found if problem), key=lambda problem: not problem.critical)


def _tick(now: dt.datetime) -> Problem | None:
    state = EngineState.objects.filter(pk=1).first()
    last = state.last_tick_at if state else None
    if state is None or last is None:
        return Problem("tick_missing", "Bộ nhắc việc chưa chạy lần nào.", critical=True)
    if state.hold:
        return Problem("clock_hold", held_words(state), critical=True)
    if last > now + TICK_LIMIT:
        return Problem(
            "clock_back",
            f"Đồng hồ máy chủ chạy lùi: lần chạy cuối ghi {last.astimezone(ZONE):%H:%M %d/%m/%Y}.",
            critical=True,
        )
    if now - last > TICK_LIMIT:
        return Problem(
            "tick_stale",
            f"Bộ nhắc việc không chạy từ {last.astimezone(ZONE):%H:%M %d/%m/%Y}.",
            critical=True,
        )
    return None


def held_words(state: EngineState) -> str:
    """What happened to the clock, that nothing is lost, and what the reader should do now."""
    moved = "tiến" if state.hold == AHEAD else "lùi"
    since, last = state.hold_since, state.last_tick_at
    before = f" từ {last.astimezone(ZONE):%H:%M ngày %d/%m/%Y}" if last else ""
    shown = f" đến {since.astimezone(ZONE):%H:%M ngày %d/%m/%Y}" if since else ""
    return (
        f"Đồng hồ máy chủ bất ngờ nhảy {moved}{before}{shown}. Để không nhắc nhầm, hệ thống tạm ngừng "
        "nhắc việc; không việc nào bị bỏ sót. Nếu đồng hồ máy chủ nay đã đúng, đề nghị mở trang "
        f"“Sẽ nhắc ai, vì sao” và bấm “{GO_ON}”. "
        "Nếu sai, đề nghị quản trị hệ thống chỉnh giờ; chỉnh xong, hệ thống tự nhắc tiếp."
    )


def _stuck_mail(now: dt.datetime) -> Problem | None:
    # Mail that waits for the morning is not stuck: the ten minutes must lie within open hours.
    calendar, limit = office_calendar(), now - MAIL_LIMIT
    if not (is_open(calendar, now) and is_open(calendar, limit)):
        return None
    # A server that cannot be reached moves the next attempt on and on; one that answers "later" is at work.
    unreached = Q(state="retry", first_attempt_at__lt=limit, reply_code=None)
    stuck = OutboxMessage.objects.filter(unreached | Q(state__in=WAITING, next_attempt_at__lt=limit))
    count = stuck.exclude(lease_until__gte=now).count()
    if not count:
        return None
    return Problem("mail_stuck", f"{count} thư quá 10 phút chưa được gửi.", critical=True)


def _dead_mail(now: dt.datetime) -> Problem | None:
    count = OutboxMessage.objects.filter(state="dead", settled_at__gte=now - RECENT).count()
    if not count:
        return None
    return Problem("mail_dead", f"{count} thư trong 7 ngày qua không gửi được, đề nghị kiểm tra địa chỉ.")


def _calendar(now: dt.datetime) -> Problem | None:
    today = now.astimezone(ZONE).date()
    years = [today.year] + ([today.year + 1] if (today.month, today.day) >= CALENDAR_FROM else [])
    missing = [str(year) for year in years if not CalendarDay.objects.filter(date__year=year).exists()]
    if not missing:
        return None
    return Problem("calendar_missing", f"Chưa nhập lịch nghỉ, làm bù năm {' và '.join(missing)}.")


def _nobody(now: dt.datetime) -> Problem | None:
    rows = Reminder.objects.filter(state="no_recipient", created_at__gte=now - RECENT)
    count = rows.values("task__agency_id").distinct().count()
    if not count:
        return None
    return Problem("no_recipient", f"{count} cơ quan có việc cần nhắc nhưng chưa có tài khoản nhận.")


def _caught_up(now: dt.datetime) -> Problem | None:
    run = TickRun.objects.filter(caught_up__gt=0, started_at__gte=now - dt.timedelta(days=1)).first()
    if run is None:
        return None
    return Problem(
        "caught_up",
        f"Bộ nhắc việc đã nghỉ {run.caught_up} đợt và gửi bù lúc "
        f"{run.started_at.astimezone(ZONE):%H:%M %d/%m/%Y}.",
    )
