"""The deployment as in deploy/: gunicorn with three workers, two Celery workers, beat; and what each uses."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TICK = os.sysconf("SC_CLK_TCK")


class Shape:
    """Running processes of one site; `end()` stops them all."""

    def __init__(self, database, redis, port, workers=3):
        self.port, self.database = port, database
        self.folder = Path(tempfile.mkdtemp(prefix="dondoc-load-"))
        self.environment = environment = os.environ | {
            "DATABASE_URL": database,
            "CELERY_BROKER_URL": f"redis://127.0.0.1:{redis.port}/0",
            "CACHE_URL": f"rediscache://127.0.0.1:{redis.port}/1",
            "DATA_DIR": str(self.folder),
            "LOG_LEVEL": "ERROR",
            "PORT": str(port),
            "WEB_WORKERS": str(workers),
            # The guess gate counts by address, and here everybody comes from one.
            "LOCKOUT_ATTEMPTS": "1000000",
        }
        python, celery = sys.executable, [sys.executable, "-m", "celery", "-A", "config", "--quiet"]
        lines = {
            "web": [python, "-m", "gunicorn", "-c", "deploy/gunicorn.conf.py", "config.wsgi:application"],
            "quick": [*celery, "worker", "-Q", "default,mail", "-c", "1", "-n", "quick@%h", "-l", "error"],
            "heavy": [*celery, "worker", "-Q", "reading,exports", "-c", "1", "-n", "heavy@%h", "-l", "error"],
            "beat": [*celery, "beat", "-s", str(self.folder / "beat"), "--pidfile", "", "-l", "error"],
        }
        self.running = {n: subprocess.Popen(line, cwd=ROOT, env=environment) for n, line in lines.items()}

    def memory(self):
        """Resident megabytes of every process and its children."""
        return {name: [_megabytes(pid) for pid in family(p.pid)] for name, p in self.running.items()}

    def cpu(self):
        """CPU seconds so far: web, background, and the database connections of this site that live now."""
        table = processes()
        web = seconds(table, family(self.running["web"].pid))
        background = [pid for n, p in self.running.items() if n != "web" for pid in family(p.pid)]
        return {"web": web, "background": seconds(table, background), "db": seconds(table, self.backends())}

    def backends(self):
        import psycopg

        with psycopg.connect(self.database) as connection:
            rows = connection.execute(
                "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            ).fetchall()
        return [row[0] for row in rows]

    def end(self):
        for process in self.running.values():
            process.terminate()
        for process in self.running.values():
            try:
                process.wait(60)
            except subprocess.TimeoutExpired:
                process.kill()


def processes():
    """{pid: (parent, own CPU ticks, ticks of reaped children)}"""
    found = {}
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                parts = Path(f"/proc/{entry}/stat").read_text().rsplit(")", 1)[1].split()
            except OSError:
                continue
            own, reaped = int(parts[11]) + int(parts[12]), int(parts[13]) + int(parts[14])
            found[int(entry)] = (int(parts[1]), own, reaped)
    return found


def family(pid):
    """The process and everything below it."""
    table, wanted = processes(), {pid}
    while more := {p for p, row in table.items() if row[0] in wanted} - wanted:
        wanted |= more
    return sorted(wanted)


def seconds(table, pids):
    return sum(table[p][1] + table[p][2] for p in pids if p in table) / TICK


def host():
    """(busy, all) ticks of the machine."""
    values = [int(v) for v in Path("/proc/stat").read_text().splitlines()[0].split()[1:9]]
    return sum(values) - values[3] - values[4], sum(values)


def _megabytes(pid):
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((round(int(line.split()[1]) / 1024) for line in lines if line.startswith("VmRSS")), 0)


def wait_for_machine(limit, threshold=0.15):
    """Wait at most `limit` seconds for five quiet ones; whether they came."""
    quiet, end = 0, time.monotonic() + limit
    while quiet < 5 and time.monotonic() < end:
        busy, every = host()
        time.sleep(1)
        busy_now, every_now = host()
        quiet = quiet + 1 if (busy_now - busy) / max(1, every_now - every) < threshold else 0
    return quiet >= 5
