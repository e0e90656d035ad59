"""A private world for fault runs: real database, real mail server, real processes, one clock."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import ClassVar

import psycopg

from tests import servers
from tests.faults.judge import judge
from tests.faults.sink import Sink

ROOT = Path(__file__).parents[2]
MONDAY_MORNING = "2026-03-02T07:31:00+07:00"


class World:
    """Starts what a scenario needs and stops everything it started."""

    # A server that several runs may share, each in its own database; set by the tests.
    shared = None
    _with_tables: ClassVar[set] = set()

    def __init__(
        self,
        recipients=20,
        tasks=1,
        lease=3,
        delay=0.01,
        start=MONDAY_MORNING,
        database="postgres",
        due_in=-4,
        own_server=False,
        pace=0,
    ):
        self.folder = Path(tempfile.mkdtemp(prefix="dondoc-faults-"))
        self.services = []
        self.gates = 0
        self.redis = None
        self.sink = Sink(delay=delay)
        self.postgres = None
        self.began = time.monotonic()
        url = f"sqlite:///{self.folder / 'db.sqlite3'}"
        if database == "postgres":
            url = self._database(own_server)
        self.env = os.environ | {
            "PYTHONPATH": str(ROOT),
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "SECRET_KEY": "only-for-fault-runs-0123456789abcdefghijklmnop",
            "DATABASE_URL": url,
            "DATABASE_POOL": "4",
            "DATA_DIR": str(self.folder),
            "EMAIL_HOST": "127.0.0.1",
            "EMAIL_PORT": str(self.sink.port),
            "EMAIL_TIMEOUT": "5",
            "OUTBOX_LEASE_SECONDS": str(lease),
            "MAIL_PER_SECOND": str(pace),
            "WATCH_CLOCK": "false",
            "FAULT_STEADY": "0",
            "FAULT_START": start,
            "FAULT_EPOCH": str(time.time()),
            "LOG_LEVEL": "ERROR",
        }
        self.nursery = None
        try:
            self._nursery()
            self.run("prepare", recipients=recipients, tasks=tasks, due_in=due_in)
        except BaseException:
            self.close()
            raise

    def _database(self, own_server):
        if own_server or World.shared is None:
            self.postgres = servers.start_postgres(durable=True) or servers.missing("postgresql")
            return self.postgres.url
        name = f"run{time.monotonic_ns()}"
        template = World.shared.url.rsplit("/", 1)[0] + "/faults_template"
        with psycopg.connect(World.shared.url, autocommit=True) as link:
            if World.shared.url not in World._with_tables:
                link.execute("CREATE DATABASE faults_template")
                env = os.environ | {"DATABASE_URL": template, "DATA_DIR": str(self.folder), "SECRET_KEY": "x"}
                command = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
                subprocess.run(
                    command, cwd=ROOT, env=env | {"DJANGO_SETTINGS_MODULE": "config.settings"}, check=True
                )
                World._with_tables.add(World.shared.url)
            link.execute(f"CREATE DATABASE {name} TEMPLATE faults_template")
        return World.shared.url.rsplit("/", 1)[0] + f"/{name}"

    def _nursery(self):
        """A process that has loaded everything and forks the others; a new one reads a changed clock."""
        if self.nursery:
            self.nursery.stdin.close()
            self.nursery.wait(timeout=60)
        self.nursery = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.child", str(self.folder)],
            cwd=ROOT,
            env=self.env,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.nursery.stdout.readline()

    def skip(self, seconds):
        """Let time pass, for instance over a back-off: the shared clock and the steady one agree."""
        self.env["FAULT_STEADY"] = str(float(self.env["FAULT_STEADY"]) + seconds)
        self.set_clock(seconds)

    def set_clock(self, seconds):
        """Set the shared clock ahead (or back) though no time has passed."""
        self.env["FAULT_EPOCH"] = str(float(self.env["FAULT_EPOCH"]) - seconds)
        self._nursery()

    def start(self, role, gate=None, **options):
        """Start a child; its process id."""
        order = {"role": role, "options": options, "gate": str(gate) if gate else None}
        self.nursery.stdin.write(json.dumps(order) + "\n")
        self.nursery.stdin.flush()
        return int(self.nursery.stdout.readline())

    def start_together(self, orders):
        """Start children that begin at the same moment, so that they really compete."""
        self.gates += 1
        gate = self.folder / f"gate-{self.gates}"
        pids = [self.start(role, gate, **options) for role, options in orders]
        gate.touch()
        return pids

    def running(self, pid):
        return not (self.folder / f"exit-{pid}").exists()

    def wait(self, pid, seconds=120):
        """Wait for a child's end; its raw wait status."""
        end = time.monotonic() + seconds
        while self.running(pid):
            if time.monotonic() > end:
                raise TimeoutError(f"child {pid} does not end")
            time.sleep(0.01)
        return int((self.folder / f"exit-{pid}").read_text())

    def run(self, role, **options):
        """Run a child to its end; raises with its own words when it fails."""
        pid = self.start(role, **options)
        if self.wait(pid):
            raise RuntimeError((self.folder / f"errors-{pid}").read_text())

    def kill(self, pid, how=signal.SIGKILL):
        """Signal a child and wait for its end."""
        if self.running(pid):
            os.kill(pid, how)
        self.wait(pid)

    def start_redis(self, *options):
        self.redis = servers.start_redis(*options) or servers.missing("redis-server")
        self.env["CELERY_BROKER_URL"] = self.redis.url

    def celery(self, kind, *options, tick="1"):
        command = [
            sys.executable,
            "-m",
            "celery",
            "-A",
            "tests.faults.shifted",
            kind,
            "-l",
            "ERROR",
            *options,
        ]
        errors = (self.folder / f"{kind}-{len(self.services)}").open("w")
        service = subprocess.Popen(
            command,
            cwd=ROOT,
            env=self.env | {"FAULT_TICK": tick},
            stdout=errors,
            stderr=errors,
            start_new_session=True,
        )
        self.services.append(service)
        return service

    def worker(self, concurrency=2):
        name = f"w{len(self.services)}@%h"
        return self.celery("worker", "-Q", "default,mail", "-c", str(concurrency), "-n", name)

    def beat(self, tick="1"):
        return self.celery("beat", "-s", str(self.folder / f"beat-file-{len(self.services)}"), tick=tick)

    def kill_group(self, service, how=signal.SIGKILL):
        """Signal a whole worker group at once."""
        if service.poll() is None:
            os.killpg(service.pid, how)
        service.wait(timeout=90)

    def wait_sent(self, number, seconds=60):
        """Wait until the server has taken `number` different messages; False when it never did."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if len(self.sink.copies()) >= number:
                return True
            time.sleep(0.02)
        return False

    def finish(self, seconds=60.0):
        """Let one healthy sender do what is left."""
        self.run("send", seconds=seconds)

    def verdict(self, name, forgiven=0):
        path = self.folder / "facts.json"
        self.run("facts", path=str(path))
        self.facts = facts = json.loads(path.read_text())
        return judge(
            name,
            facts["rows"],
            self.sink.copies(),
            [tuple(key) for key in facts["notices"]],
            [tuple(key) for key in facts["expected"]],
            forgiven,
            time.monotonic() - self.began,
        )

    def close(self):
        for service in self.services:
            self.kill_group(service)
        if self.nursery:
            self.nursery.terminate()
            self.nursery.wait(timeout=60)
        self.sink.close()
        if self.redis:
            self.redis.remove()
        if self.postgres:
            self.postgres.remove()
        shutil.rmtree(self.folder, ignore_errors=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
