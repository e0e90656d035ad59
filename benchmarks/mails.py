"""Mails per second through a real local SMTP server, and how many come twice when everything runs again.

    python -m benchmarks.mails                       # mails of 20 and of 140 lines, one sender and two
    python -m benchmarks.mails --lines 20 --senders 1
    python -m benchmarks.mails --redmine             # beside Redmine: same people, same lines, planning included

Planning is done before the clock of the first part starts: the figure is claiming, building, sending, journal and
settling, each sender a process of its own as in a Celery worker. PostgreSQL waits for the disk at every commit.
The second run plans the same slot and sends again: whatever then reaches the server is a duplicate.
Beside Redmine, 240 agencies with one officer each get one mail each of the same tasks; CPU is that of the program
and its database connections, Redmine's start of the program taken off. Both run a second time.
"""

import argparse
import datetime as dt
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from multiprocessing import get_context
from pathlib import Path

from benchmarks import reminders as engine_bench

LEAST = 100.0


def start_sink(log):
    """A mail server in a process of its own that writes down every message it takes; (process, port)."""
    command = [sys.executable, "-m", "tests.faults.sink", "--log", str(log)]
    process = subprocess.Popen(command, cwd=engine_bench.ROOT, stdout=subprocess.PIPE, text=True)
    return process, process.stdout.readline().strip()


def work(ready, queue):
    """Send everything that may go now; puts (began, ended, seconds of one core)."""
    import django

    django.setup()
    from tracker.reminders.dispatch import Sender
    from tracker.services.calendar import office_calendar

    sender = Sender(lambda: engine_bench.NOW, office_calendar())
    ready.wait()
    began, before = time.time(), time.process_time()
    sender.drain(3600)
    queue.put((began, time.time(), time.process_time() - before))


def send_all(senders):
    """Run `senders` processes until nothing is left; (wall seconds, core seconds) without their start."""
    # Fresh processes: none may share a connection of this one.
    context = get_context("spawn")
    ready, queue = context.Barrier(senders), context.Queue()
    workers = [context.Process(target=work, args=(ready, queue)) for _ in range(senders)]
    for worker in workers:
        worker.start()
    began, ended, spent = zip(*(queue.get() for _ in workers), strict=True)
    for worker in workers:
        worker.join()
    return max(ended) - min(began), sum(spent)


def taken(log):
    """Message ids as the mail server took them."""
    return [json.loads(line)[0] for line in log.read_text().splitlines()] if log.exists() else []


def seed(lines):
    """Every agency with `lines` tasks, all due this morning; the morning before, on which nothing is due."""
    directive, first = engine_bench.seed_people()
    _, due, spread, planned_at = engine_bench.CASES[2]
    engine_bench.add_tasks(directive, first, 0, lines * engine_bench.AGENCIES, due, spread)
    return planned_at


def clear():
    """Only the tables: the next part begins on the same server."""
    from django.core.management import call_command

    call_command("flush", interactive=False, verbosity=0)
    shutil.rmtree(Path(os.environ["DATA_DIR"]) / "sent-journal", ignore_errors=True)


def prepare(lines):
    """Plan everything that is due, send nothing; the number of mails."""
    from django.db import connection

    from tracker.models import OutboxMessage
    from tracker.reminders import engine

    clear()
    planned_at = seed(lines)
    engine.plan(lambda: planned_at)
    engine.plan(lambda: engine_bench.NOW)
    # The tick before left its own mails, which the same morning sends as well.
    with connection.cursor() as cursor:
        # What the server's own maintenance does within a minute of such a load.
        cursor.execute("ANALYZE")
    OutboxMessage.objects.update(next_attempt_at=engine_bench.NOW - dt.timedelta(minutes=1))
    return OutboxMessage.objects.count()


def measure(lines, senders, log):
    """One run and its repetition; mails a second by the clock."""
    from tracker.models import OutboxMessage
    from tracker.reminders import engine

    mails = prepare(lines)
    log.unlink(missing_ok=True)
    wall, spent = send_all(senders)
    first = Counter(taken(log))
    engine.plan(lambda: engine_bench.NOW)
    send_all(senders)
    more = len(taken(log)) - first.total()
    held = sorted(OutboxMessage.objects.values_list("items", flat=True))
    print(
        f"{mails} mails of {held[0]} to {held[-1]} lines, {senders} sender(s): {wall:.1f} s, "
        f"{len(first) / wall:.0f} mails/s, {len(first) / spent:.0f} per core second of the senders; "
        f"lost {mails - len(first)}, taken twice {first.total() - len(first)}, run again {more} more",
        flush=True,
    )
    return len(first) / wall


def beside(lines, installed, server, port, log):
    """One morning of ours and one of Redmine over the same tasks, each run twice; CPU and wall of one mail."""
    from benchmarks import redmine_site
    from tracker.models import Membership, OutboxMessage, ReminderRule
    from tracker.reminders import engine

    clear()
    planned_at = seed(lines)
    # Redmine tells the assignee once; so do we here, without heads, leaders and the office.
    ReminderRule.objects.exclude(audience="officer").update(active=False)
    Membership.objects.exclude(role="officer").delete()
    engine.plan(lambda: planned_at)
    OutboxMessage.objects.all().delete()
    redmine = redmine_site.Redmine(installed, server.url, server.url, f"mails_{lines}", port)
    try:
        idle = _timed(lambda: redmine.rake("redmine:send_reminders", "users=0"))
        rows = []
        for name, run in (
            ("ours", _our_morning),
            ("ours again", _our_morning),
            ("Redmine", lambda: redmine.rake("redmine:send_reminders", "days=0")),
            ("Redmine again", lambda: redmine.rake("redmine:send_reminders", "days=0")),
        ):
            log.unlink(missing_ok=True)
            cpu, wall = _timed(run)
            if name.startswith("Redmine"):
                cpu, wall = cpu - idle[0], wall - idle[1]
            rows.append((len(taken(log)), cpu, wall))
            print(f"{lines} lines, {name:<13} {_each(*rows[-1])}", flush=True)
    finally:
        redmine.remove()
    (mine, cpu, wall), again, (theirs, their_cpu, their_wall), their_again = rows
    found = {
        "what": f"reminder mails of {lines} lines",
        "mails": [mine, theirs],
        "again": [again[0], their_again[0]],
        "mails_per_second": [round(mine / wall), round(theirs / their_wall)],
        "times_cheaper_in_cpu": round(their_cpu / theirs / (cpu / mine), 2),
        "times_faster_by_the_clock": round(their_wall / theirs / (wall / mine), 2),
    }
    print(json.dumps(found), flush=True)
    return found


def _each(mails, cpu, wall):
    if not mails:
        return f"   0 mails in {cpu * 1000:.0f} ms of CPU"
    return (
        f"{mails:>4} mails, of one: {cpu * 1000 / mails:6.1f} ms of CPU, "
        f"{wall * 1000 / mails:6.1f} ms by the clock, {mails / wall:5.0f} mails/s"
    )


def _our_morning():
    """Planning, digests and sending; seconds of CPU."""
    from tracker.reminders import engine
    from tracker.reminders.dispatch import Sender
    from tracker.services.calendar import office_calendar

    began = engine_bench.cpu_seconds()
    engine.tick(lambda: engine_bench.NOW, Sender(lambda: engine_bench.NOW, office_calendar()), budget=3600)
    return engine_bench.cpu_seconds() - began


def _timed(call):
    start = time.perf_counter()
    return call(), time.perf_counter() - start


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--lines", type=int, nargs="+", default=[20, 140])
    parser.add_argument("--senders", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--rounds", type=int, default=3, help="the best counts: other work only slows")
    parser.add_argument("--redmine", action="store_true")
    options = parser.parse_args()
    log = Path(tempfile.mkdtemp(prefix="dondoc-mails-")) / "taken"
    sink, port = start_sink(log)
    os.environ |= {
        "EMAIL_HOST": "127.0.0.1",
        "EMAIL_PORT": port,
        "EMAIL_USE_TLS": "false",
        "MAIL_PER_SECOND": "0",
    }
    server = engine_bench.start_database(durable=True)
    try:
        if options.redmine:
            from benchmarks import redmine_site

            installed = redmine_site.found(os.environ.get("REDMINE_DIR", "/usr/share/redmine"))
            if installed is None:
                sys.exit("Redmine is not installed")
            for lines in options.lines:
                beside(lines, installed, server, port, log)
            return
        rates = [
            max(measure(lines, senders, log) for _ in range(options.rounds))
            for lines in options.lines
            for senders in options.senders
        ]
        print(f"limit {LEAST:.0f} mails/s: {'kept' if min(rates) >= LEAST else 'MISSED'}")
    finally:
        sink.kill()
        server.remove()


if __name__ == "__main__":
    main()
