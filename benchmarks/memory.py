"""The most memory each unit of the deployment takes at 300,000 tasks: what the limits in deploy/ are set by.

    python -m benchmarks.memory --server postgres://bench@127.0.0.1/postgres [--officials 120] [--length 60]

The site as in benchmarks.load with officials at work, while the heavy worker makes the monthly report as DOCX,
PDF and XLSX; then each long command alone. Megabytes are the proportional share (Pss, shared pages divided
among those who map them) of a unit's whole family of processes, read twice a second; the most of any moment.
Holds on a busy machine. The copy of bench_300000 is dropped afterwards.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from pathlib import Path

from benchmarks import load, officials, seeding, shape
from tests import servers

ROOT = Path(__file__).resolve().parent.parent
ORDER = """
import django; django.setup()
from django.utils import timezone
from tracker.models import Membership
from tracker.rules.report_periods import Period
from tracker.services import exports
from tracker.services.policy import Actor
today, now = timezone.localdate(), timezone.now()
user = Membership.objects.valid_on(today).filter(role="leader", user__is_active=True).first().user
month = Period.containing("month", today).previous()
actor = Actor(user=user, scope=Membership.objects.scope_of(user, today))
for made in ("docx", "pdf", "xlsx"):
    exports.order(actor, "period", "Báo cáo", made, {"period": month.code, "style": "party"}, now=now)
"""
LEFT = """
import django; django.setup()
from tracker.models import ExportJob
print(sorted(ExportJob.objects.values_list("format", "state")))
"""


class Watch:
    """Reads the memory of families of processes until `end()`; `most` is {unit: megabytes}."""

    def __init__(self, pids):
        self.pids, self.most, self.largest = pids, defaultdict(float), defaultdict(float)
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self):
        while not self._over.wait(0.5):
            for name, pid in self.pids.items():
                each = [share(one) for one in shape.family(pid)]
                self.most[name] = max(self.most[name], sum(each))
                self.largest[name] = max(self.largest[name], max(each, default=0))

    def end(self):
        self._over.set()
        self._thread.join()
        return {
            name: {"unit": round(self.most[name]), "process": round(self.largest[name])} for name in self.pids
        }


def share(pid):
    """Proportional megabytes of one process, 0 when it is gone."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)


def at_work(database, redis, number, length):
    """The site's units under officials and reports."""
    site = shape.Shape(database, redis, servers.free_port())
    try:
        servers.wait_for(site.port, 90)
        watch = Watch({name: process.pid for name, process in site.running.items()})
        names, start = officials.names(database, number), time.monotonic()
        people = [officials.Official(site.port, n, seeding.PASSWORD, i) for i, n in enumerate(names)]
        end = start + load.SIGN_IN_EVERY * number + length
        threads = [
            threading.Thread(target=p.live, args=(start + load.SIGN_IN_EVERY * i, start, end), daemon=True)
            for i, p in enumerate(people)
        ]
        for thread in threads:
            thread.start()
        django = site.environment | {"DJANGO_SETTINGS_MODULE": "config.settings"}
        subprocess.run([sys.executable, "-c", ORDER], cwd=ROOT, env=django, check=True)
        for thread in threads:
            thread.join(length + 300)
        made = subprocess.run(
            [sys.executable, "-c", LEFT], cwd=ROOT, env=django, check=True, capture_output=True, text=True
        )
        errors = dict(sum((person.errors for person in people), Counter()))
        return {"units": watch.end(), "reports": made.stdout.strip(), "errors": errors}
    finally:
        site.end()


def command(database, *words):
    """One command of the program alone, with its children (pg_dump, pg_restore)."""
    run = subprocess.Popen(
        [sys.executable, "manage.py", *words],
        cwd=ROOT,
        env=seeding.environment(database),
        stdout=subprocess.DEVNULL,
    )
    watch = Watch({words[0]: run.pid})
    run.wait()
    return watch.end()[words[0]] | {"code": run.returncode}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--server", required=True)
    parser.add_argument("--tasks", type=int, default=300_000)
    parser.add_argument("--officials", type=int, default=120)
    parser.add_argument("--length", type=int, default=60, help="seconds after the last sign-in")
    given = parser.parse_args()
    database, redis = load.copied(given.server, given.tasks), servers.start_redis()
    try:
        found = at_work(database, redis, given.officials, given.length)
        with tempfile.TemporaryDirectory() as folder:
            found["commands"] = {
                words[0]: command(database, *words)
                for words in (("tick",), ("backup", "--to", folder), ("verify_history",), ("recount",))
            }
        print(json.dumps({"tasks": given.tasks, **found}, indent=1))
    finally:
        redis.remove()
        load.dropped(given.server, database)


if __name__ == "__main__":
    main()
