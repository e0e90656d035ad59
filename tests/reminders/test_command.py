"""The command and the job entry points: what they print, and that a dry run leaves no trace."""

import datetime as dt
import json

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from tests import factories as make
from tests.reminders.conftest import at
from tracker import tasks
from tracker.models import EngineState, OutboxMessage, Reminder, TickRun

OVERDUE = dt.date(2026, 2, 27)


def overdue(agency):
    return make.task(
        agency, OVERDUE, now=at("2026-02-02 09:00"), status="in_progress", last_report_at=make.NOW
    )


def test_the_tick_prints_its_counts_as_json(world, agency_team, capsys):
    overdue(agency_team[0])
    call_command("tick", "--now", "2026-03-02T07:30", "--json")
    counts = json.loads(capsys.readouterr().out)
    assert counts["digests"] == counts["sent"] == 1
    assert counts["dead"] == counts["retried"] == 0


def test_a_dry_run_names_the_person_and_writes_nothing(world, agency_team, capsys):
    agency, officer, _ = agency_team
    overdue(agency)
    call_command("tick", "--now", "2026-03-02T07:30", "--dry-run", "--json")
    lines = json.loads(capsys.readouterr().out)["lines"]
    assert str(officer) in lines[0]["recipients"] or any(str(officer) in line["recipients"] for line in lines)
    assert not Reminder.objects.exists() and not OutboxMessage.objects.exists()
    assert not EngineState.objects.exists() and not TickRun.objects.exists()


def test_the_dry_run_foretells_what_the_run_releases(world, agency_team, capsys):
    overdue(agency_team[0])
    call_command("tick", "--now", "2026-03-02T07:30", "--dry-run", "--json")
    foretold = {
        (line["task_id"], line["rule"], line["state"])
        for line in json.loads(capsys.readouterr().out)["lines"]
    }
    world.tick("2026-03-02 07:30")
    done = {(row.task_id, row.rule.code, row.state) for row in Reminder.objects.exclude(rule__clock="event")}
    assert foretold == done


def test_a_moment_that_is_no_date_is_refused_in_words(world):
    with pytest.raises(CommandError, match="Thời điểm không hợp lệ"):
        call_command("tick", "--now", "hôm qua")


def test_a_moment_ahead_is_only_looked_at_unless_forced(world, agency_team):
    agency = agency_team[0]
    far = timezone.localtime() + dt.timedelta(days=400)
    with pytest.raises(CommandError, match="còn ở tương lai"):
        call_command("tick", "--now", f"{far:%Y-%m-%dT%H:%M}")
    assert not EngineState.objects.exists()
    make.task(agency, far.date(), status="in_progress")
    call_command("tick", "--now", f"{far:%Y-%m-%dT%H:%M}", "--force")
    assert EngineState.objects.get().last_tick_at.date() >= far.date() - dt.timedelta(days=1)


def test_the_job_plans_and_wakes_the_sender(world, agency_team, time_machine):
    overdue(agency_team[0])
    time_machine.move_to(at("2026-03-02 07:30"))
    tasks.tick()
    tasks.send_mail()
    assert len(world.mails(agency_team[1])) == 1
