"""Seeing it: what would be sent and why not, the record of one task, and what a calendar edit would move."""

import datetime as dt

from tests import factories as make
from tests.reminders.conftest import at
from tracker.models import Reminder
from tracker.reminders import preview
from tracker.reminders.calendar_preview import preview_edit
from tracker.rules.workdays import DayRule

D = dt.date


def running(agency, due, **more):
    more = {"status": "in_progress", "last_report_at": make.NOW} | more
    return make.task(agency, due, now=at("2026-02-02 09:00"), **more)


def test_each_rule_about_a_task_says_why_or_why_not(world, agency_team):
    agency, officer, _ = agency_team
    task = running(agency, D(2026, 3, 5))
    world.tick("2026-03-02 07:30")
    lines = {line.rule: line for line in preview.explain_task(task.pk, at("2026-03-02 09:00"))}
    assert lines["truoc-3"].state == "released" and lines["truoc-3"].recipients == (str(officer),)
    assert lines["den-han"].state == "ahead" and lines["den-han"].slot_on == "2026-03-05"
    assert lines["truoc-3-phoi-hop"].reason == "quy tắc không áp dụng cho vai trò này"
    assert lines["chua-xac-nhan"].state == "silent"


def test_a_task_with_the_office_says_so(world, agency_team):
    task = running(agency_team[0], D(2026, 3, 5), status="objected")
    lines = {line.rule: line for line in preview.explain_task(task.pk, at("2026-03-02 09:00"))}
    assert lines["den-han"].reason == "việc đang ở Văn phòng, không nhắc cơ quan"


def test_the_forecast_looks_at_any_moment_ahead(world, agency_team):
    task = running(agency_team[0], D(2026, 3, 5))
    world.tick("2026-03-02 07:30")
    lines = list(preview.forecast(at("2026-03-05 07:30")))
    assert [(line.task_id, line.rule) for line in lines if line.state == "released"] == [(task.pk, "den-han")]
    assert Reminder.objects.filter(rule__code="den-han").count() == 0


def test_the_forecast_tells_what_waits_for_the_step_below(world, agency_team):
    running(agency_team[0], D(2026, 2, 2))
    states = {line.rule: (line.state, line.reason) for line in preview.forecast(at("2026-03-02 07:30"))}
    assert states["qua-han-dau-moi"][0] == "released"
    assert states["qua-han-1"] == (
        "held", "chờ nhắc đầu mối cơ quan chủ trì trước một ngày làm việc",
    )  # fmt: skip


def test_the_record_of_a_task_keeps_every_round(world, agency_team):
    task = running(agency_team[0], D(2026, 3, 5))
    world.days("2026-03-02", "2026-03-05")
    assert [row.rule.code for row in preview.history(task.pk) if row.state == "released"][0] == "den-han"


def test_a_calendar_edit_shows_what_moves_and_tells_nobody(world, agency_team):
    task = running(agency_team[0], D(2026, 3, 11))
    before = Reminder.objects.count()
    effect = preview_edit([DayRule(D(2026, 3, 11), "holiday", "Nghỉ")], [], D(2026, 3, 2))
    assert [(row.task_id, row.working_day_before) for row in effect.deadlines] == [(task.pk, D(2026, 3, 10))]
    moved = {row.rule: (row.old, row.new, row.tasks) for row in effect.reminders}
    assert moved["den-han"] == (D(2026, 3, 11), D(2026, 3, 10), 1)
    assert "qua-han-1" not in moved
    assert Reminder.objects.count() == before


def test_an_edit_far_from_every_deadline_moves_nothing(world, agency_team):
    running(agency_team[0], D(2026, 3, 11))
    effect = preview_edit([DayRule(D(2026, 9, 2), "holiday", "Quốc khánh")], [], D(2026, 3, 2))
    assert effect.deadlines == [] and effect.reminders == []
