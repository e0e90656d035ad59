"""When a reminder is owed: offsets across days off, the turning point in date space, slots and open hours."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.rules.reminder_schedule import (
    Audience,
    Clock,
    Facts,
    Rule,
    days_off_between,
    is_open,
    last_base_reached,
    latest_slot,
    next_open,
    silent_because,
    slot_after,
    slot_before,
    slot_day,
)
from tracker.rules.statuses import Status, TaskRole
from tracker.rules.workdays import Calendar, DayRule

D = dt.date
VN = ZoneInfo("Asia/Ho_Chi_Minh")
DAYS = st.dates(D(2026, 1, 1), D(2026, 12, 31))
EXCEPTIONS = st.lists(
    st.builds(DayRule, DAYS, st.sampled_from(["holiday", "swap_off", "make_up"])), max_size=25
)


def rule(offset=1, clock=Clock.DUE, audience=Audience.OFFICER, **more):
    return Rule(1, "r", clock, offset, audience, **more)


def facts(status=Status.IN_PROGRESS, role=TaskRole.LEAD, **more):
    return Facts(1, 1, status, role, due=more.pop("due", D(2026, 3, 4)), **more)


def at(text):
    return dt.datetime.fromisoformat(text).replace(tzinfo=VN)


@given(EXCEPTIONS, DAYS, st.integers(-12, 25))
def test_the_turning_point_separates_reached_from_unreached_dates(exceptions, today, offset):
    calendar = Calendar(exceptions)
    bound = last_base_reached(calendar, offset, today)
    assert slot_day(calendar, bound, offset) <= today
    assert slot_day(calendar, bound + dt.timedelta(days=1), offset) > today


@given(EXCEPTIONS, DAYS, st.integers(-12, 25))
def test_a_slot_is_always_a_working_day(exceptions, base, offset):
    calendar = Calendar(exceptions)
    assert calendar.is_working_day(slot_day(calendar, base, offset))


@given(EXCEPTIONS, DAYS, DAYS, st.integers(1, 6), st.integers(1, 7))
def test_a_repeated_rule_speaks_last_within_one_step_of_today(exceptions, base, today, offset, every):
    calendar = Calendar(exceptions)
    slot = latest_slot(calendar, rule(offset, repeat_every=every), base, today)
    if slot is None:
        assert slot_day(calendar, base, offset) > today
        return
    assert slot.on <= today
    assert calendar.working_days_between(slot.on, today) < every


@given(EXCEPTIONS, DAYS, st.integers(1, 20), DAYS)
def test_a_holiday_never_makes_an_overdue_reminder_earlier(exceptions, base, offset, holiday):
    calendar, more = Calendar(exceptions), Calendar([*exceptions, DayRule(holiday, "holiday")])
    assert slot_day(more, base, offset) >= slot_day(calendar, base, offset)


@pytest.mark.parametrize(
    ("base", "offset", "slot"),
    [
        (D(2026, 3, 6), 1, D(2026, 3, 9)),
        (D(2026, 3, 9), -1, D(2026, 3, 6)),
        (D(2026, 3, 7), 0, D(2026, 3, 6)),
        (D(2026, 3, 7), 1, D(2026, 3, 9)),
    ],
)
def test_weekends_are_stepped_over(base, offset, slot):
    assert slot_day(Calendar(), base, offset) == slot


@pytest.mark.parametrize(
    ("moment", "before", "after"),
    [
        ("2026-03-02 07:29", "2026-02-27 13:30", "2026-03-02 07:30"),
        ("2026-03-02 07:30", "2026-03-02 07:30", "2026-03-02 13:30"),
        ("2026-03-02 23:00", "2026-03-02 13:30", "2026-03-03 07:30"),
        ("2026-03-07 10:00", "2026-03-06 13:30", "2026-03-09 07:30"),
    ],
)
def test_slots_lie_on_working_days(moment, before, after):
    assert slot_before(Calendar(), at(moment)) == at(before)
    assert slot_after(Calendar(), at(moment)) == at(after)


@pytest.mark.parametrize(
    ("moment", "opening"),
    [
        ("2026-03-02 09:00", "2026-03-02 09:00"),
        ("2026-03-02 05:59", "2026-03-02 06:00"),
        ("2026-03-06 20:00", "2026-03-09 06:00"),
        ("2026-03-07 10:00", "2026-03-09 06:00"),
    ],
)
def test_messages_wait_for_open_hours(moment, opening):
    assert next_open(Calendar(), at(moment)) == at(opening)
    assert is_open(Calendar(), at(moment)) == (moment == opening)


def test_hours_are_local_whatever_the_zone_of_the_moment():
    assert is_open(Calendar(), dt.datetime(2026, 3, 1, 23, 30, tzinfo=dt.UTC))
    assert not is_open(Calendar(), dt.datetime(2026, 3, 2, 14, 0, tzinfo=dt.UTC))


def test_days_off_are_counted_between_two_moments():
    assert days_off_between(Calendar(), at("2026-03-06 19:00"), at("2026-03-09 06:00")) == 2


@pytest.mark.parametrize(
    ("told", "about", "why"),
    [
        (rule(), facts(historical=True), "lịch sử"),
        (rule(), facts(Status.COMPLETED), "kết thúc"),
        (rule(), facts(Status.PENDING_CONFIRMATION), "Văn phòng"),
        (rule(), facts(Status.SUSPENDED), "Văn phòng"),
        (rule(), facts(due=None), "không có hạn"),
        (rule(), facts(role=TaskRole.SUPPORT), "vai trò"),
        (rule(audience=Audience.SUPPORTERS), facts(), "vai trò"),
        (rule(urgency="express"), facts(), "độ khẩn"),
        (rule(clock=Clock.ACCEPTANCE), facts(accept_by=D(2026, 3, 1)), "trạng thái"),
    ],
)
def test_silence_has_a_reason(told, about, why):
    assert why in silent_because(about, told)


@pytest.mark.parametrize(
    ("told", "about"),
    [
        (rule(), facts()),
        (rule(), facts(Status.ASSIGNED)),
        (rule(audience=Audience.SUPPORTERS), facts(role=TaskRole.SUPPORT)),
        (rule(clock=Clock.ACCEPTANCE), facts(Status.ASSIGNED, accept_by=D(2026, 3, 1))),
        (rule(clock=Clock.CONFIRM), facts(Status.PENDING_CONFIRMATION, confirm_by=D(2026, 3, 1))),
        (rule(clock=Clock.CONFIRM), facts(Status.OBJECTED, confirm_by=D(2026, 3, 1))),
        (rule(clock=Clock.REVIEW), facts(Status.SUSPENDED, review_on=D(2026, 3, 1))),
    ],
)
def test_a_rule_that_applies_may_speak(told, about):
    assert silent_because(about, told) is None
