"""Redmine and our site side by side: the same tasks, the same PostgreSQL, one process and one thread each.

    python -m benchmarks.redmine --redmine FOLDER --sizes 100000 1000000
    python -m benchmarks.redmine --redmine FOLDER --server postgres://… --sizes 100000   # keeps the databases

FOLDER is where Redmine 5 is installed (Debian: /usr/share/redmine, with the package puma); without it the script
says so and does nothing. Both sides are asked in turn, so that other work on the machine meets both; the ratios are
of CPU (web and database together), which is what bounds requests per second, and of wall time beside it.
"""

import argparse
import datetime as dt
import http.client
import json
import os
import re
import statistics
import subprocess
import sys
import time
import urllib.parse
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import psycopg  # noqa: E402

from benchmarks import redmine_site, seeding  # noqa: E402
from tests import servers  # noqa: E402

PROMISES = [
    # what, our measure, theirs, how many times theirs must cost ours at least
    ("API: overdue list of an agency", "api_overdue", "rest_overdue", 5.0),
    ("API: entering one directive", "api_create", "rest_create", 3.0),
    ("API: entering and issuing one directive", "api_create_issued", "rest_create", 3.0),
    ("page “việc của tôi”", "page_mine", "page_overdue", 4.0),
    ("page of overdue tasks", "page_list", "page_overdue", 4.0),
    ("page of directives with overdue work", "page_directives", "page_overdue", 4.0),
    ("admin list of tasks", "page_admin", "page_overdue", 1.0),
    ("admin list of tasks, overdue", "page_admin_overdue", "page_overdue", 1.0),
    ("admin list of directives", "page_admin_directives", "page_overdue", 1.0),
]
MAILS = 20.0
DEBIAN = "/usr/share/redmine"
TOKEN = re.compile(r'name="authenticity_token" value="([^"]+)"')


class Browser:
    """One kept connection with cookies or an API key."""

    def __init__(self, port, headers):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=300)
        self.headers = {"Host": "localhost", **headers}
        self.cookies = dict(part.split("=", 1) for part in headers.get("Cookie", "").split("; ") if part)

    def ask(self, method, path, body=None, kind="application/json", expect=(200, 201)):
        headers = self.headers | ({"Content-Type": kind} if body is not None else {})
        try:
            self.connection.request(method, path, body=body, headers=headers)
            answer = self.connection.getresponse()
        except (http.client.RemoteDisconnected, ConnectionResetError):
            self.connection.close()  # left idle while others were asked: a browser would ask again too
            self.connection.request(method, path, body=body, headers=headers)
            answer = self.connection.getresponse()
        text = answer.read().decode(errors="replace")
        for value in answer.headers.get_all("Set-Cookie") or []:
            name, _, rest = value.partition("=")
            self.cookies[name] = rest.split(";")[0]
            self.headers["Cookie"] = "; ".join(f"{key}={word}" for key, word in self.cookies.items())
        assert answer.status in expect, (path, answer.status, answer.getheader("Location"), text[:300])
        return text

    def get(self, path):
        return lambda: self.ask("GET", path)

    def post(self, path, body):
        data = json.dumps(body)
        return lambda: self.ask("POST", path, data)


def cost(site, call, number):
    """CPU and wall milliseconds of one call, over `number` calls."""
    before, start = site.cpu(), time.perf_counter()
    for _ in range(number):
        call()
    wall, after = time.perf_counter() - start, site.cpu()
    web, database = (1000 * (b - a) / number for a, b in zip(before, after, strict=True))
    return {"web_cpu": web, "db_cpu": database, "wall": 1000 * wall / number}


def in_turn(calls, number, rounds):
    """Medians over the rounds; every round asks each page in turn."""
    for _, call in calls.values():
        for _ in range(8):
            call()
    seen = {name: [] for name in calls}
    for _ in range(rounds):
        for name, (site, call) in calls.items():
            seen[name].append(cost(site, call, number))
    return {
        name: {key: round(statistics.median(row[key] for row in rows), 2) for key in rows[0]}
        for name, rows in seen.items()
    }


def sign_in(browser):
    page = browser.ask("GET", "/login")
    form = {"authenticity_token": TOKEN.search(page).group(1), "username": "cq0"}
    form["password"] = redmine_site.PASSWORD
    body = urllib.parse.urlencode(form)
    browser.ask("POST", "/login", body, "application/x-www-form-urlencoded", expect=(302,))


def theirs(site, key, agency):
    """Redmine's calls: its overdue list by REST and as a page, and one new issue."""
    rest, page = Browser(site.port, {"X-Redmine-API-Key": key}), Browser(site.port, {})
    sign_in(page)
    yesterday = (dt.date.today() - dt.timedelta(days=1)).isoformat()
    overdue = {"status_id": "open", "due_date": f"<={yesterday}", "sort": "due_date,id"}
    asked = urllib.parse.urlencode(overdue | {"assigned_to_id": 1000 + agency, "limit": 50})
    listed = urllib.parse.urlencode(overdue | {"set_filter": 1, "per_page": 50})
    issue = {"project_id": "don-doc", "subject": "Giao việc", "assigned_to_id": 1000 + agency,
             "due_date": "2030-01-01"}  # fmt: skip
    return {
        "rest_overdue": (site, rest.get(f"/issues.json?{asked}")),
        "rest_create": (site, rest.post("/issues.json", {"issue": issue})),
        "page_overdue": (site, page.get(f"/issues?{listed}")),
    }


def ours(site, people, agency):
    """Our calls. `people` are headers that sign in: a token of a clerk, sessions of a leader and an officer."""
    api = Browser(site.port, people["token"])
    asked = f"/api/v1/tasks/?agency={agency}&schedule=overdue&ordering=due_date&page_size=50"
    body = {"text": "Giao việc", "lead": [people["code"]], "due_date": "2030-01-01"}
    leader, officer, clerk = (Browser(site.port, people[who]) for who in ("leader", "officer", "clerk"))
    return {
        "api_overdue": (site, api.get(asked)),
        "api_create": (site, api.post("/api/v1/directives/", body)),
        "api_create_issued": (site, api.post("/api/v1/directives/", body | {"issue": True})),
        "page_mine": (site, officer.get("/nhiem-vu/")),
        "page_list": (site, leader.get("/nhiem-vu/?lop=qua-han")),
        "page_directives": (site, leader.get("/chi-dao/?lop=qua-han")),
        "page_admin": (site, clerk.get("/admin/tracker/task/")),
        "page_admin_overdue": (site, clerk.get("/admin/tracker/task/?nhom=qua-han")),
        "page_admin_directives": (site, clerk.get("/admin/tracker/directive/")),
    }


def same_rows(calls):
    """Both lists must name the same overdue tasks, otherwise nothing is compared."""
    left = json.loads(calls["api_overdue"][1]())["results"]
    right = json.loads(calls["rest_overdue"][1]())["issues"]
    odd = {row["id"] for row in left} ^ {row["id"] for row in right}
    assert not odd, f"the two lists differ: {len(left)} and {len(right)} rows, only in one: {sorted(odd)}"
    return len(left)


def one_size(installed, server, tasks, options):
    """Everything at one size; ours is a copy of the generated database, dropped at the end."""
    source, _ = seeding.filled(server, tasks)
    copy = source.rsplit("/", 1)[0] + f"/beside_redmine_{tasks}"
    _recreate(server, copy.rsplit("/", 1)[1], source.rsplit("/", 1)[1])
    environment = seeding.environment(copy) | {"SECRET_KEY": "only-for-measuring" * 3, "ALLOWED_HOSTS": "*"}
    environment |= {"DATABASE_POOL": "1", "API_WRITE_RATE": "1000000000"}
    subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], cwd=ROOT, env=environment, check=True)
    people = _ours_says(environment)
    redmine = redmine_site.Redmine(installed, server, source, tasks)
    running = []
    try:
        running = [redmine.serve(), redmine_site.serve_ours(copy, environment)]
        calls = ours(running[1], people, people["agency"]) | theirs(running[0], redmine.key, people["agency"])
        rows = same_rows(calls)
        found = in_turn(calls, options.requests, options.rounds)
        print(json.dumps(found), file=sys.stderr, flush=True)
    finally:
        for site in running:
            site.end()
        redmine.remove()
        _drop(server, copy.rsplit("/", 1)[1])
    return {"tasks": tasks, "rows_listed": rows, "ms": found, "ratios": judged(found)}


def mails():
    """What `benchmarks.mails --redmine` found: both send the same mails of the same tasks."""
    command = [sys.executable, "-m", "benchmarks.mails", "--redmine"]
    done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    rows = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    return [row | {"at_least": MAILS, "kept": row["times_faster_by_the_clock"] >= MAILS} for row in rows]


def judged(found):
    rows = []
    for what, mine, others, wanted in PROMISES:
        if mine not in found or others not in found:
            continue
        left, right = (
            row.get("cpu", row.get("web_cpu", 0) + row.get("db_cpu", 0))
            for row in (found[mine], found[others])
        )
        times = round(right / left, 2)
        rows.append({"what": what, "times_cheaper_in_cpu": times, "at_least": wanted, "kept": times >= wanted,
                     "times_faster_by_the_clock": round(found[others]["wall"] / found[mine]["wall"], 2)})  # fmt: skip
    return rows


def _ours_says(environment):
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.redmine_ours"], cwd=ROOT, env=environment, check=True,
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    return json.loads(done.stdout)


def _recreate(server, name, template):
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name}")
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")


def _drop(server, name):
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def beside(installed, server, sizes, requests=30, rounds=5, with_mails=True):
    """Everything at every size on the PostgreSQL at `server`; None when `installed` holds no Redmine."""
    folder = redmine_site.found(installed)
    if folder is None:
        print("Bỏ qua phần so với Redmine: máy này không cài (--redmine THƯ-MỤC, kèm puma).", file=sys.stderr)
        return None
    options = argparse.Namespace(requests=requests, rounds=rounds)
    found = [one_size(folder, server, tasks, options) for tasks in sizes]
    return [*found, {"ratios": mails()}] if with_mails else found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--redmine", default=os.environ.get("REDMINE_DIR", DEBIAN), help="its folder")
    parser.add_argument("--server", help="a running PostgreSQL whose databases are kept")
    parser.add_argument("--sizes", type=int, nargs="+", default=[100_000])
    parser.add_argument("--requests", type=int, default=30)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--mails", action=argparse.BooleanOptionalAction, default=True)
    options = parser.parse_args()
    server = None if options.server else servers.start_postgres("-c shared_buffers=512MB")
    if not options.server and server is None:
        sys.exit("thiếu PostgreSQL (initdb, pg_ctl)")
    try:
        url = options.server or server.url
        found = beside(options.redmine, url, options.sizes, options.requests, options.rounds, options.mails)
    finally:
        if server is not None:
            server.remove()
    if found:
        print(json.dumps(found, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
