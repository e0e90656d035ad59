"""How long the reminder engine needs: planning with digests, how it grows, and the quiet tick.

    python -m benchmarks.reminders                     # PostgreSQL of its own, 25,000 to 100,000 open tasks
    python -m benchmarks.reminders --quiet 1000000     # the quiet tick, with this many tasks in the table

"ordinary day": deadlines spread over 24 weeks, one task in twelve overdue; "everything due": every open task
speaks at once. "core" counts the seconds of one core spent by the engine and its connections together,
so that a busy machine does not blur it; the others are wall seconds. Memory is the peak of the process.
"""

import argparse
import datetime as dt
import json
import os
import resource
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests import servers  # noqa: E402
from tracker.rules.zone import ZONE  # noqa: E402

NOW = dt.datetime(2026, 3, 2, 7, 30, tzinfo=ZONE)
AGENCIES, PEOPLE = 240, 500
CASES = (
    # name, first deadline, spread of the deadlines in days, the tick before
    ("ordinary day", dt.date(2026, 2, 16), 168, dt.datetime(2026, 2, 27, 7, 30, tzinfo=ZONE)),
    ("three days lost", dt.date(2026, 2, 16), 168, dt.datetime(2026, 2, 24, 7, 30, tzinfo=ZONE)),
    ("everything due", dt.date(2026, 3, 2), 1, dt.datetime(2026, 2, 27, 7, 30, tzinfo=ZONE)),
)
LIMITS = {"plan_seconds": 20.0, "quiet_ms": 50.0}
INSERT = """
INSERT INTO tracker_task (directive_id, agency_id, role, sole_lead, period, status, due_original, due_date,
  issued_on, issued_at, accepted_at, last_report_at, close_reason, evidence, product_number, percent,
  objection, return_count, extension_count, urge_count, objective_cause, restricted, historical, cycle,
  version, closed_on)
SELECT %(directive)s, %(first)s + n %% %(agencies)s, 'lead', false, 'k' || n, %(status)s, d, d,
  %(issued)s, %(now)s, %(now)s, %(now)s, '', 'none', '', 0, '', 0, 0, 0, '', false, false, 1, 1, %(closed)s
FROM (SELECT n, %(due)s::date + (n::bigint * 7919 %% %(spread)s)::int AS d
      FROM generate_series(%(low)s, %(high)s) n) AS s
"""


def start_database(durable=False):
    server = servers.start_postgres(durable=durable)
    if server is None:
        sys.exit("PostgreSQL is not installed: the benchmark needs initdb and pg_ctl")
    os.environ |= {
        "DATABASE_URL": server.url,
        "DATA_DIR": tempfile.mkdtemp(prefix="dondoc-bench-"),
        "SECRET_KEY": "benchmark",
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "LOG_LEVEL": "ERROR",
    }
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    return server


def seed_people():
    """240 agencies with an officer and a head each, and twenty people in the office."""
    from tracker.models import Agency, Directive, Membership, User
    from tracker.reminders.policy import load_defaults

    rows = json.loads((ROOT / "fixtures" / "reminder_policy.json").read_text())
    load_defaults(rows, dt.date(2025, 1, 1))
    agencies = Agency.objects.bulk_create(
        Agency(code=f"a{n}", name=f"Cơ quan {n}", display_name=f"Cơ quan {n}", kind="x")
        for n in range(AGENCIES)
    )
    users = User.objects.bulk_create(
        User(username=f"u{n}", email=f"u{n}@example.org", full_name=f"Cán bộ {n}", password="!")
        for n in range(PEOPLE)
    )
    posts = [("officer", agency) for agency in agencies] + [("head", agency) for agency in agencies]
    posts += [("clerk", None)] * 8 + [("office_leadership", None)] * 4 + [("leader", None)] * 8
    Membership.objects.bulk_create(
        Membership(user=user, role=role, agency=agency)
        for user, (role, agency) in zip(users, posts, strict=True)
    )
    text = (
        "Hoàn thành tổng kết, đánh giá kết quả thực hiện chương trình, đề án và báo cáo Thường trực Tỉnh ủy"
    )
    return Directive.objects.create(
        text=text, content=text, state="issued", number="2026-00001", created_at=NOW
    ), agencies[0].pk


def add_tasks(directive, first, low, high, due, spread, status="in_progress", closed=None):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            INSERT,
            {
                "directive": directive.pk, "first": first, "agencies": AGENCIES, "status": status,
                "due": due, "spread": spread, "low": low, "high": high - 1, "now": NOW,
                "issued": dt.date(2025, 12, 1), "closed": closed,
            },
        )  # fmt: skip
        cursor.execute("ANALYZE tracker_task")


def empty():
    from django.db import connection

    tables = "tracker_task, tracker_reminder, tracker_outboxmessage, tracker_enginestate, tracker_tickrun"
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {tables} RESTART IDENTITY CASCADE")


def measure(name, tasks, directive, first, due, spread, planned_at):
    """One tick over `tasks` open tasks, planned before at `planned_at`, and the words of every digest."""
    from tracker.models import OutboxMessage, Reminder
    from tracker.reminders import engine
    from tracker.reminders.digests import build
    from tracker.reminders.messages import compose
    from tracker.reminders.told import Book

    empty()
    add_tasks(directive, first, 0, tasks, due, spread)
    # The adoption day is not an ordinary one: it is planned before the clock of the measurement starts.
    engine.plan(lambda: planned_at)
    told = Reminder.objects.count()
    began, cpu = time.perf_counter(), cpu_seconds()
    report = engine.plan(lambda: NOW)
    planned = time.perf_counter()
    lines, book = 0, Book()
    for message in (
        OutboxMessage.objects.filter(slot_at=NOW).select_related("recipient").iterator(chunk_size=50)
    ):
        digest = build(message, NOW, book)
        lines += compose(digest).count if digest else 0
    end = time.perf_counter()
    return {
        "case": name,
        "tasks": tasks,
        "plan": planned - began,
        "digest": end - planned,
        "total": end - began,
        "cpu": cpu_seconds() - cpu,
        "reminders": Reminder.objects.count() - told,
        "digests": report.digests,
        "lines": lines,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def cpu_seconds():
    """Seconds of one core used so far by this process and by its database connections."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend'")
        pids = [pid for (pid,) in cursor.fetchall()]
    ticks = 0
    for pid in pids:
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        ticks += int(fields[11]) + int(fields[12])
    return time.process_time() + ticks / os.sysconf("SC_CLK_TCK")


def quiet_tick(tasks, directive, first, runs=60):
    """The tick of an ordinary minute: nothing new, nothing due, `tasks` rows in the table."""
    from tracker.reminders import engine

    empty()
    open_share = tasks // 10
    add_tasks(directive, first, 0, open_share, dt.date(2026, 6, 1), 200)
    for low in range(open_share, tasks, 100_000):
        high = min(low + 100_000, tasks)
        add_tasks(directive, first, low, high, dt.date(2025, 6, 1), 200, "recalled", dt.date(2025, 12, 31))
    engine.tick(lambda: NOW)
    times = []
    for minute in range(1, runs + 1):
        times.append(one_tick(NOW + dt.timedelta(minutes=minute)))
    return statistics.median(times), sorted(times)[int(runs * 0.95)]


def one_tick(moment):
    """Milliseconds of one tick at `moment`."""
    from tracker.reminders import engine

    began = time.perf_counter()
    engine.tick(lambda: moment)
    return (time.perf_counter() - began) * 1000


def show(row):
    print(
        f"{row['case']:<16} {row['tasks']:>8,} tasks  plan {row['plan']:6.1f} s  "
        f"digest {row['digest']:6.1f} s  total {row['total']:6.1f} s  core {row['cpu']:6.1f} s  "
        f"{row['reminders']:>8,} rows  {row['digests']:>4} digests  {row['lines']:>8,} lines  "
        f"peak {row['peak_mb']:.0f} MB",
        flush=True,
    )


def conclude(rows):
    """How the time grows with the number of tasks, and whether the limit is kept."""
    for case in (case[0] for case in CASES):
        same = [row for row in rows if row["case"] == case]
        growth = (same[-1]["cpu"] / same[0]["cpu"]) / (same[-1]["tasks"] / same[0]["tasks"])
        print(f"{case}: time per task at the largest size = {growth:.2f} × that at the smallest")
    worst = max(row["cpu"] for row in rows)
    print(f"limit {LIMITS['plan_seconds']:.0f} s: {'kept' if worst <= LIMITS['plan_seconds'] else 'MISSED'}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="*", default=[25_000, 50_000, 100_000])
    parser.add_argument("--quiet", type=int, default=1_000_000)
    options = parser.parse_args()
    server = start_database()
    try:
        directive, first = seed_people()
        rows = []
        for tasks in options.sizes:
            for case, due, spread, planned_at in CASES:
                rows.append(measure(case, tasks, directive, first, due, spread, planned_at))
                show(rows[-1])
        if rows:
            conclude(rows)
        if options.quiet:
            median, high = quiet_tick(options.quiet, directive, first)
            kept = "kept" if median <= LIMITS["quiet_ms"] else "MISSED"
            words = f"median {median:.1f} ms, p95 {high:.1f} ms, limit 50 ms: {kept}"
            print(f"quiet tick at {options.quiet:,} tasks: {words}")
    finally:
        server.remove()


if __name__ == "__main__":
    main()
