"""People of the load measurement: each with a browser, a post, and pages to read before the next click."""

import http.client
import random
import re
import time
import urllib.parse
from collections import Counter, defaultdict

THINK = 10.0  # seconds between two clicks on the average; nobody reads a list of fifty rows faster
LONGEST = 40.0
FORM = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
TASK = re.compile(r"/admin/tracker/task/(\d+)/change/")
VERSION = re.compile(r'name="version"[^>]*value="(\d+)"')
LISTS = [
    "/admin/",
    "/nhiem-vu/",
    "/nhiem-vu/?lop=qua-han",
    "/admin/tracker/task/",
    "/admin/tracker/task/?nhom=qua-han",
]
# A task is opened, and every second time reported on: form and save are clicks of their own. Of all clicks
# 40 % are lists, 40 % open, form or save, 10 % the API, 10 % the dashboard.
HABITS = {"list": 0.5, "open": 0.25, "api": 0.125, "dashboard": 0.125}
VERBS = (("accept", {}), ("report", {"done": "Đang triển khai theo kế hoạch.", "percent": "40"}))


class Official:
    """One person with a browser: a connection that stays open, cookies, and something to do next."""

    def __init__(self, port, username, password, seed):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookies, self.username, self.password = {}, username, password
        self.random, self.tasks, self.next = random.Random(seed), [], []
        self.times, self.errors, self.measuring = defaultdict(list), Counter(), True

    def ask(self, kind, method, path, body=None):
        """(status, text, Location); 0 when no answer came."""
        headers = {"Host": "localhost", "Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            body = urllib.parse.urlencode(body)
        start = time.perf_counter()
        try:
            answer = self._send(method, path, body, headers)
            text = answer.read().decode(errors="replace")
        except (OSError, http.client.HTTPException) as error:
            self.connection.close()
            self.errors[f"{kind} {type(error).__name__}"] += 1
            return 0, "", ""
        if self.measuring:
            self.times[kind].append(time.perf_counter() - start)
        for value in answer.headers.get_all("Set-Cookie") or []:
            name, _, rest = value.partition("=")
            self.cookies[name] = rest.split(";")[0]
        # Two people at one task: the second is told so, which is the right answer.
        if answer.status >= 400 and not (kind == "save" and answer.status in (409, 412)):
            self.errors[f"{kind} {answer.status}"] += 1
        return answer.status, text, answer.headers.get("Location", "")

    def _send(self, method, path, body, headers):
        try:
            self.connection.request(method, path, body=body, headers=headers)
            return self.connection.getresponse()
        except (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError):
            # A connection left idle was closed meanwhile: like a browser, ask once more on a new one.
            self.connection.close()
            self.connection.request(method, path, body=body, headers=headers)
            return self.connection.getresponse()

    def again(self):
        """The same person at another browser."""
        other = Official(self.connection.port, self.username, self.password, 0)
        other.errors = self.errors
        return other

    def sign_in(self):
        _, page, _ = self.ask("login page", "GET", "/admin/login/")
        token = FORM.search(page)
        body = {"username": self.username, "password": self.password}
        body["csrfmiddlewaretoken"] = token.group(1) if token else ""
        status, _, _ = self.ask("login", "POST", "/admin/login/", body)
        if status != 302:
            self.errors[f"login {status}"] += 1

    def click(self):
        """The next click: what the last one led to, or something new by habit."""
        if self.next:
            step, *values = self.next.pop()
            return getattr(self, step)(*values)
        kind = self.random.choices(list(HABITS), HABITS.values())[0]
        if kind == "open" and not self.tasks:
            kind = "list"
        return getattr(self, kind)()

    def list(self):
        _, page, _ = self.ask("list", "GET", self.random.choice(LISTS))
        self.tasks = TASK.findall(page)[:50] or self.tasks

    def api(self):
        self.ask("api", "GET", "/api/v1/tasks/")

    def dashboard(self):
        self.ask("dashboard", "GET", "/bang-dieu-hanh/")

    def open(self):
        task = self.random.choice(self.tasks)
        _, page, _ = self.ask("open", "GET", f"/admin/tracker/task/{task}/change/")
        # Only what the page offers this person at this task.
        offered = [(verb, fields) for verb, fields in VERBS if f"/viec/{verb}/" in page]
        if offered and self.random.random() < 0.5:
            self.next.append(("form", task, *offered[0]))

    def form(self, task, verb, fields):
        status, page, _ = self.ask("form", "GET", f"/admin/tracker/task/{task}/viec/{verb}/")
        token, version = FORM.search(page), VERSION.search(page)
        if status == 200 and token is not None:
            given = {"csrfmiddlewaretoken": token.group(1), "version": version.group(1) if version else ""}
            self.next.append(("save", task, verb, fields | given))

    def save(self, task, verb, body):
        status, _, where = self.ask("save", "POST", f"/admin/tracker/task/{task}/viec/{verb}/", body)
        if status == 302 and where.startswith("/"):
            self.ask("after save", "GET", where)

    def think(self, until):
        """Read what came; ends at `until` at the latest."""
        pause = min(self.random.expovariate(1 / THINK), LONGEST)
        time.sleep(max(0.0, min(pause, until - time.monotonic())))

    def live(self, sign_in_at, measured_from, until):
        """A morning: come in, work; what happens before `measured_from` is kept apart."""
        time.sleep(max(0.0, sign_in_at - time.monotonic()))
        self.sign_in()
        while time.monotonic() < until:
            self.think(until)
            if time.monotonic() < until:
                self.measuring = time.monotonic() >= measured_from
                self.click()


def names(database, wanted):
    """`wanted` account names in the shares of a province: of 230 accounts 180 agencies, 20 office, 30 leaders."""
    import psycopg

    shares = {("officer", "head"): 0.78, ("clerk", "office_leadership"): 0.09, ("leader", "inspector"): 0.13}
    found = []
    with psycopg.connect(database) as connection:
        for roles, share in shares.items():
            rows = connection.execute(
                "SELECT DISTINCT u.username FROM tracker_user u JOIN tracker_membership m ON m.user_id = u.id "
                "WHERE u.is_active AND m.role = ANY(%s) AND (m.valid_to IS NULL OR m.valid_to >= now()) "
                "ORDER BY u.username",
                [list(roles)],
            ).fetchall()
            number = max(1, round(wanted * share))
            # More people than accounts: some sit at two machines.
            found += [rows[i % len(rows)][0] for i in range(number)] if rows else []
    random.Random(7).shuffle(found)
    return (found * 2)[:wanted]
