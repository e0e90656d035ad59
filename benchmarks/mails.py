"""Mails per second through a real local SMTP server, and how many come twice when everything runs again.

    python -m benchmarks.mails                    # 240 agencies, 20 tasks each, one sender
    python -m benchmarks.mails --senders 2        # several senders on the same rows

Planning is done before the clock starts: the figure is claiming, building, sending, journal and settling.
The second run plans the same slot and sends again: whatever then reaches the server is a duplicate.
"""

import argparse
import datetime as dt
import json
import os
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


def prepare(lines):
    """Every agency with `lines` tasks, all due this morning, planned but not sent; the number of mails."""
    from django.db import connection

    from tracker.models import OutboxMessage
    from tracker.reminders import engine

    directive, first = engine_bench.seed_people()
    _, due, spread, planned_at = engine_bench.CASES[2]
    engine_bench.add_tasks(directive, first, 0, lines * engine_bench.AGENCIES, due, spread)
    engine.plan(lambda: planned_at)
    engine.plan(lambda: engine_bench.NOW)
    # The tick before left its own mails, which the same morning sends as well.
    with connection.cursor() as cursor:
        # What the server's own maintenance does within a minute of such a load.
        cursor.execute("ANALYZE")
    OutboxMessage.objects.update(next_attempt_at=engine_bench.NOW - dt.timedelta(minutes=1))
    return OutboxMessage.objects.count()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--lines", type=int, default=20)
    parser.add_argument("--senders", type=int, default=1)
    options = parser.parse_args()
    log = Path(tempfile.mkdtemp(prefix="dondoc-mails-")) / "taken"
    sink, port = start_sink(log)
    os.environ |= {
        "EMAIL_HOST": "127.0.0.1",
        "EMAIL_PORT": port,
        "EMAIL_USE_TLS": "false",
        "MAIL_PER_SECOND": "0",
    }
    server = engine_bench.start_database()
    try:
        mails = prepare(options.lines)
        wall, spent = send_all(options.senders)
        first = Counter(taken(log))
        from tracker.reminders import engine

        engine.plan(lambda: engine_bench.NOW)
        again, _ = send_all(options.senders)
        second = Counter(taken(log))
        print(
            f"{mails} mails, {options.senders} sender(s): {wall:.1f} s, {len(first) / wall:.0f} mails/s, "
            f"{len(first) / spent:.0f} per core second of the senders"
        )
        print(
            f"lost {mails - len(first)}, taken twice {sum(n - 1 for n in first.values())}; "
            f"run again ({again:.1f} s): {second.total() - first.total()} more"
        )
        print(f"limit {LEAST:.0f} mails/s: {'kept' if len(first) / wall >= LEAST else 'MISSED'}")
    finally:
        sink.kill()
        server.remove()


if __name__ == "__main__":
    main()
