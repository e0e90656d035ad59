"""The processes of a fault run: seed, plan or send against the run's database until told to stop."""

import datetime as dt
import json
import os
import random
import select
import signal
import sys
import time
import traceback
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import close_old_connections, connection  # noqa: E402

from tests.faults import clock  # noqa: E402
from tracker.models import (  # noqa: E402
    Agency,
    CalendarDay,
    Directive,
    EngineState,
    Membership,
    OutboxMessage,
    Reminder,
    ReminderRule,
    Task,
    User,
)
from tracker.reminders import engine, outbox  # noqa: E402
from tracker.reminders.clock_watch import Witness  # noqa: E402
from tracker.reminders.dispatch import DATABASE_AWAY, Sender  # noqa: E402
from tracker.services.calendar import office_calendar  # noqa: E402

ROOT = Path(__file__).parents[2]
STOPPING = []


def seed(recipients, tasks_each, due_in):
    """`recipients` agencies with one officer each, every one owing tasks due `due_in` days from the start."""
    today = clock.now().astimezone(dt.timezone(dt.timedelta(hours=7))).date()
    due = today + dt.timedelta(days=due_in)
    ReminderRule.objects.create(
        code="qua-han",
        note="Quá hạn",
        clock="due",
        offset=1,
        audience="officer",
        enforce_from=min(due, today),
    )
    days = json.loads((ROOT / "fixtures" / "calendar.json").read_text())
    CalendarDay.objects.bulk_create(CalendarDay(**day) for day in days)
    agencies = Agency.objects.bulk_create(
        Agency(code=f"a{n}", name=f"Cơ quan {n}", display_name=f"Cơ quan {n}", kind="x")
        for n in range(recipients)
    )
    users = User.objects.bulk_create(
        User(username=f"u{n}", email=f"u{n}@example.org", password="!") for n in range(recipients)
    )
    Membership.objects.bulk_create(
        Membership(user=user, role="officer", agency=agency)
        for user, agency in zip(users, agencies, strict=True)
    )
    directive = Directive.objects.create(
        text="Báo cáo", content="Báo cáo kết quả", state="issued", created_at=clock.now()
    )
    Task.objects.bulk_create(
        Task(
            directive=directive, agency=agency, period=str(n), status="in_progress", due_date=due,
            due_original=due, issued_on=due - dt.timedelta(days=30), issued_at=clock.now(),
        )
        for agency in agencies
        for n in range(tasks_each)
    )  # fmt: skip


def plan(seconds=0.0):
    """Plan again and again, as several schedulers would."""
    end = time.monotonic() + seconds
    while not STOPPING:
        try:
            engine.plan(clock.now)
        except DATABASE_AWAY:
            close_old_connections()
        if time.monotonic() >= end:
            return
        time.sleep(0.1)


def watched():
    """One tick with sending, as a scheduler does that asks the machine's steady clock."""
    steady = Witness("run", time.time() + float(os.environ["FAULT_STEADY"]))
    engine.tick(clock.now, Sender(clock.now, office_calendar()), seen=steady)
    engine.send(Sender(clock.now, office_calendar()), 10.0, steady)


def send(seconds=60.0, crash_at="", naive=False):
    """Send until nothing waits; die at a named point of the dialogue when asked to."""
    if naive:
        outbox.claim = naive_claim
    end = time.monotonic() + seconds
    while not STOPPING and time.monotonic() < end:
        try:
            sender = Sender(clock.now, office_calendar(), stopped=lambda: bool(STOPPING))
            sender.phase = lambda name: os.kill(os.getpid(), signal.SIGKILL) if name == crash_at else None
            sender.drain(seconds)
            if not OutboxMessage.objects.filter(state__in=("pending", "retry", "sending")).exists():
                return
        except DATABASE_AWAY:
            close_old_connections()
        time.sleep(0.2)


def naive_claim(pk, fence, owner, now):
    """What many systems do: look, then mark. The judge must catch it."""
    row = OutboxMessage.objects.get(pk=pk)
    if row.state == "accepted":
        return None
    time.sleep(random.random() / 20)
    OutboxMessage.objects.filter(pk=pk).update(
        state="sending", owner=owner, fence=row.fence + 1, attempts=row.attempts + 1, lease_until=now
    )
    return outbox.Claim(pk, owner, row.fence + 1)


def facts(path):
    """What the database says at the end, for the judge, written to `path`."""
    rows = list(OutboxMessage.objects.values_list("message_id", "state", "attempts"))
    notices = Reminder.objects.filter(state="released").values_list("task_id", "rule_id", "recipient_id")
    expected = Task.objects.values_list("pk", "agency__memberships__user_id")
    rule = ReminderRule.objects.values_list("pk", flat=True).first()
    state = EngineState.objects.filter(pk=1).values("planned_day", "slot_through").first()
    Path(path).write_text(
        json.dumps(
            {
                "rows": rows,
                "notices": [list(key) for key in notices],
                "expected": [[task, rule, user] for task, user in expected],
                "uncertain": sum(OutboxMessage.objects.values_list("uncertain", flat=True)),
                "state": {key: str(value) for key, value in (state or {}).items()},
            }
        )
    )


def prepare(recipients, tasks, due_in):
    """The tables, unless the database came with them, and the seeded tasks."""
    if "tracker_task" not in connection.introspection.table_names():
        call_command("migrate", verbosity=0)
    if recipients:
        seed(recipients, tasks, due_in)


def revive():
    """What the office does with dead letters after the addresses were put right."""
    outbox.revive(OutboxMessage.objects.values_list("pk", flat=True), clock.now())


def run(order):
    """Do one order: a role with its options."""
    signal.signal(signal.SIGTERM, lambda number, _: STOPPING.append(number))
    role, options = order["role"], order["options"]
    if order.get("gate"):
        while not Path(order["gate"]).exists():
            time.sleep(0.005)
    {"prepare": prepare, "plan": plan, "send": send, "watched": watched, "facts": facts, "revive": revive}[
        role
    ](**options)


def nursery(folder):
    """Load everything once, then fork one child per line of orders: children start in milliseconds."""
    print("ready", flush=True)
    while True:
        if select.select([sys.stdin], [], [], 0.02)[0]:
            line = sys.stdin.readline()
            if not line:
                return
            order = json.loads(line)
            pid = os.fork()
            if pid == 0:
                _become_child(order, folder)
            print(pid, flush=True)
        _reap(folder)


def _become_child(order, folder):
    status = 1
    try:
        with (folder / f"errors-{os.getpid()}").open("w") as errors:
            os.dup2(errors.fileno(), 2)
            run(order)
            status = 0
    except Exception:
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(status)


def _reap(folder):
    while True:
        try:
            pid, status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if pid == 0:
            return
        (folder / f"half-{pid}").write_text(str(status))
        (folder / f"half-{pid}").rename(folder / f"exit-{pid}")


if __name__ == "__main__":
    nursery(Path(sys.argv[1]))
