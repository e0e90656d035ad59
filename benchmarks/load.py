"""Many officials at once against real processes: 3 web workers, 2 Celery workers, PostgreSQL, Redis.

    DATABASE_URL=postgres://… SEED_PASSWORD=… python -m benchmarks.load --officials 120 --seconds 120

Each official thinks for about ten seconds, then opens a list (40 %), opens or reports on a task (40 %), calls
the API (10 %) or looks at the dashboard (10 %). Loopback only; always ends after the given seconds.
"""

import argparse
import http.client
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
from collections import Counter, defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests import servers  # noqa: E402

THINK = 10.0
FORM = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
TASK = re.compile(r"/admin/tracker/task/(\d+)/change/")
VERSION = re.compile(r'name="version"[^>]*value="(\d+)"')


class Official:
    """One person with a browser: a connection, cookies, and something to do."""

    def __init__(self, port, username, password, seed):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookies, self.username, self.password = {}, username, password
        self.random, self.tasks = random.Random(seed), []
        self.times, self.errors = defaultdict(list), Counter()

    def ask(self, kind, method, path, body=None):
        headers = {"Host": "localhost", "Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            body = urllib.parse.urlencode(body)
        start = time.perf_counter()
        try:
            try:
                self.connection.request(method, path, body=body, headers=headers)
                answer = self.connection.getresponse()
            except (http.client.RemoteDisconnected, ConnectionResetError):
                # A connection left idle was closed meanwhile: like a browser, ask once more on a new one.
                self.connection.close()
                self.connection.request(method, path, body=body, headers=headers)
                answer = self.connection.getresponse()
            text = answer.read().decode(errors="replace")
        except (OSError, http.client.HTTPException) as error:
            self.connection.close()
            self.errors[f"{kind} {type(error).__name__}"] += 1
            return 0, ""
        self.times[kind].append(time.perf_counter() - start)
        for value in answer.headers.get_all("Set-Cookie") or []:
            name, _, rest = value.partition("=")
            self.cookies[name] = rest.split(";")[0]
        if answer.status >= 400 and not (kind == "write" and answer.status in (409, 412)):
            self.errors[f"{kind} {answer.status}"] += 1
        return answer.status, text

    def sign_in(self):
        _, page = self.ask("login page", "GET", "/admin/login/")
        token = FORM.search(page)
        body = {"username": self.username, "password": self.password}
        body["csrfmiddlewaretoken"] = token.group(1) if token else ""
        status, _ = self.ask("login", "POST", "/admin/login/", body)
        if status != 302:
            self.errors[f"login {status}"] += 1

    def once(self):
        """One thing an official does."""
        dice = self.random.random()
        if dice < 0.4:
            _, page = self.ask("list", "GET", self.random.choice(LISTS))
            self.tasks = TASK.findall(page)[:50] or self.tasks
        elif dice < 0.8 and self.tasks:
            task = self.random.choice(self.tasks)
            self.ask("open", "GET", f"/admin/tracker/task/{task}/change/")
            if self.random.random() < 0.5:
                self.write(task)
        elif dice < 0.9:
            self.ask("api", "GET", "/api/v1/tasks/")
        else:
            self.ask("dashboard", "GET", "/bang-dieu-hanh/")

    def write(self, task):
        """Accept the task, or report on it; a task that has moved on answers with its form again."""
        for verb, fields in (
            ("accept", {}),
            ("report", {"done": "Đang triển khai theo kế hoạch.", "percent": "40"}),
        ):
            status, page = self.ask("form", "GET", f"/admin/tracker/task/{task}/viec/{verb}/")
            token = FORM.search(page)
            if status != 200 or token is None:
                continue
            version = VERSION.search(page)
            body = {**fields, "csrfmiddlewaretoken": token.group(1)}
            body["version"] = version.group(1) if version else ""
            self.ask("write", "POST", f"/admin/tracker/task/{task}/viec/{verb}/", body)
            return

    def live(self, until, start_after):
        time.sleep(start_after)
        self.sign_in()
        while time.monotonic() < until:
            self.once()
            time.sleep(min(self.random.expovariate(1 / THINK), 40, max(0.0, until - time.monotonic())))


LISTS = [
    "/admin/tracker/task/",
    "/admin/tracker/task/?nhom=qua-han",
    "/nhiem-vu/?lop=qua-han",
    "/admin/",
    "/nhiem-vu/",
]


class Processes:
    """The site as in deploy/: gunicorn with three workers, two Celery workers, beat."""

    def __init__(self, database, redis):
        self.port, self.folder = servers.free_port(), Path(tempfile.mkdtemp(prefix="dondoc-load-"))
        environment = os.environ | {
            "DATABASE_URL": database,
            "CELERY_BROKER_URL": f"redis://127.0.0.1:{redis.port}/0",
            "CACHE_URL": f"rediscache://127.0.0.1:{redis.port}/1",
            "DATA_DIR": str(self.folder),
            "LOG_LEVEL": "ERROR",
            "PORT": str(self.port),
            "WEB_WORKERS": "3",
        }
        python, celery = sys.executable, [sys.executable, "-m", "celery", "-A", "config", "--quiet"]
        lines = {
            "web": [python, "-m", "gunicorn", "-c", "deploy/gunicorn.conf.py", "config.wsgi:application"],
            "quick": [*celery, "worker", "-Q", "default,mail", "-c", "1", "-n", "quick@%h", "-l", "error"],
            "heavy": [*celery, "worker", "-Q", "reading,exports", "-c", "1", "-n", "heavy@%h", "-l", "error"],
            "beat": [*celery, "beat", "-s", str(self.folder / "beat"), "--pidfile", "", "-l", "error"],
        }
        self.running = {
            name: subprocess.Popen(line, cwd=ROOT, env=environment) for name, line in lines.items()
        }
        servers.wait_for(self.port, 90)
        time.sleep(10)  # until the workers have loaded the program, so that memory compares like with like

    def memory(self):
        """Resident megabytes of every process and its children."""
        found = {}
        for name, process in self.running.items():
            children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
            found[name] = [_megabytes(pid) for pid in (process.pid, *children)]
        return found

    def end(self):
        for process in self.running.values():
            process.terminate()
        for process in self.running.values():
            process.wait(60)


def _megabytes(pid):
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return round(int(line.split()[1]) / 1024)
    return 0


def run(database, redis, password, officials, seconds, usernames):
    """One load of `officials` people for `seconds`; waits, errors, memory before and after."""
    processes = Processes(database, redis)
    try:
        ramp = min(60.0, seconds / 3)
        people = [
            Official(processes.port, usernames[i % len(usernames)], password, i) for i in range(officials)
        ]
        before, until = processes.memory(), time.monotonic() + seconds
        threads = [
            threading.Thread(target=person.live, args=(until, ramp * i / officials), daemon=True)
            for i, person in enumerate(people)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(seconds + 120)
        return {"officials": officials, **summary(people, seconds), "memory_mb": [before, processes.memory()]}
    finally:
        processes.end()


def summary(people, seconds):
    kinds = defaultdict(list)
    errors = Counter()
    for person in people:
        errors.update(person.errors)
        for kind, times in person.times.items():
            kinds[kind] += times
    every = [t for kind, times in kinds.items() if not kind.startswith("login") for t in times]
    return {
        "requests": len(every),
        "per_second": round(len(every) / seconds, 1),
        "p50_ms": quantile(every, 0.5),
        "p95_ms": quantile(every, 0.95),
        "p99_ms": quantile(every, 0.99),
        "p95_by_kind_ms": {kind: quantile(times, 0.95) for kind, times in sorted(kinds.items())},
        "errors": dict(errors),
        "load_average": os.getloadavg()[0],
    }


def quantile(values, share):
    """In milliseconds."""
    ordered = sorted(values)
    return round(ordered[min(len(ordered) - 1, int(share * len(ordered)))] * 1000) if ordered else None


def usernames_in(database):
    """Officers first, then the office and leaders, as on a Monday morning."""
    import psycopg

    with psycopg.connect(database) as connection:
        rows = connection.execute(
            "SELECT u.username FROM tracker_user u JOIN tracker_membership m ON m.user_id = u.id "
            "WHERE m.role IN ('officer', 'clerk', 'leader') ORDER BY m.role <> 'officer', u.id"
        ).fetchall()
    officers, others = rows[:-50], rows[-50:]
    mixed = [row[0] for pair in zip(officers, others * 10, strict=False) for row in pair]
    return list(dict.fromkeys(mixed))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--officials", type=int, nargs="+", default=[120, 240])
    parser.add_argument("--seconds", type=int, default=120)
    options = parser.parse_args()
    database = os.environ["DATABASE_URL"]
    redis = servers.start_redis()
    if redis is None:
        sys.exit("thiếu redis-server")
    try:
        for number in options.officials:
            names = usernames_in(database)
            found = run(database, redis, os.environ["SEED_PASSWORD"], number, options.seconds, names)
            print(json.dumps(found, indent=1, ensure_ascii=False), flush=True)
    finally:
        redis.remove()


if __name__ == "__main__":
    main()
