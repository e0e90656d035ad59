"""One page each of ours, of bare Django and of raw SQL, on the same rows: CPU and time per call, as JSON.

    DATABASE_URL=postgres://… python -m benchmarks.limits --runs 20

CPU is that of this process and of its database connection together; unlike wall time it stays the same
on a machine with other work. The site must have been filled by `manage.py seed`.
"""

import argparse
import json
import os
import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ.setdefault("LOG_LEVEL", "ERROR")
os.environ["DATABASE_POOL"] = "1"

import django

django.setup()

from django.core.cache import cache  # noqa: E402
from django.db import connection  # noqa: E402
from django.http import HttpResponse  # noqa: E402
from django.template import Context, Engine  # noqa: E402
from django.test import Client, override_settings  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import path  # noqa: E402
from django.utils import timezone  # noqa: E402

from tracker.models import Membership, Task, User  # noqa: E402

TICK = os.sysconf("SC_CLK_TCK")
RAW = """
SELECT t.id, t.status, t.due_date, a.display_name, d.number, d.content
FROM tracker_task t
JOIN tracker_agency a ON a.id = t.agency_id
JOIN tracker_directive d ON d.id = t.directive_id
WHERE t.status IN ('assigned', 'in_progress', 'objected', 'pending_confirmation')
  AND t.due_date < CURRENT_DATE AND t.delivered_on IS NULL
ORDER BY t.due_date, t.id LIMIT 50
"""
BARE = Engine().from_string(
    "<table>{% for t in rows %}<tr><td>{{ t.directive.number }}</td><td>{{ t.directive.content }}</td>"
    "<td>{{ t.agency.display_name }}</td><td>{{ t.status }}</td><td>{{ t.due_date }}</td></tr>"
    "{% endfor %}</table>"
)


def bare_list(request):
    """What Django itself costs: the same fifty overdue rows, one query, the smallest template."""
    rows = Task.objects.overdue(timezone.localdate()).select_related("agency", "directive")
    return HttpResponse(BARE.render(Context({"rows": rows.order_by("due_date", "id")[:50]})))


urlpatterns = [path("bare/", bare_list)]


def backend_cpu():
    """CPU seconds used so far by the database process behind our connection; 0 where it cannot be seen."""
    if connection.vendor != "postgresql":
        return 0.0
    connection.ensure_connection()
    pid = connection.connection.info.backend_pid
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / TICK


def measure(call, runs):
    """Median wall time and mean CPU of `call`, in milliseconds, after two warm-up calls."""
    for _ in range(2):
        call()
    walls, database, own = [], backend_cpu(), time.process_time()
    for _ in range(runs):
        start = time.perf_counter()
        call()
        walls.append(time.perf_counter() - start)
    spent = time.process_time() - own + backend_cpu() - database
    return {"wall_ms": round(statistics.median(walls) * 1000, 1), "cpu_ms": round(spent * 1000 / runs, 1)}


def client_of(username):
    client = Client(SERVER_NAME="localhost")
    client.force_login(User.objects.get(username=username))
    return client


def page(client, address, fresh=False):
    def call():
        if fresh:
            cache.clear()
        answer = client.get(address)
        assert answer.status_code == 200, (address, answer.status_code)

    return call


def queries_of(call):
    """The SQL of one call, to be run again by hand: the least that page needs from the database."""
    with CaptureQueriesContext(
        connection,
    ) as captured:
        call()
    reads = [query["sql"] for query in captured.captured_queries if query["sql"].startswith("SELECT")]

    def again():
        with connection.cursor() as cursor:
            for sql in reads:
                cursor.execute(sql)
                cursor.fetchall()

    return again, len(captured.captured_queries)


def raw_list():
    with connection.cursor() as cursor:
        cursor.execute(RAW)
        cursor.fetchall()


def run(runs):
    leader, clerk = client_of("ld01"), client_of("cv01")
    officer = Membership.objects.filter(role="officer", user__is_active=True).order_by("-agency_id").first()
    own = client_of(officer.user.username)
    with override_settings(ROOT_URLCONF="benchmarks.limits", MIDDLEWARE=[]):
        bare = measure(page(Client(SERVER_NAME="localhost"), "/bare/"), runs)
    found = {
        "tasks": Task.objects.count(),
        "raw_list": measure(raw_list, runs),
        "bare_list": bare,
        "my_work": measure(page(own, "/nhiem-vu/"), runs),
        "overdue_list": measure(page(leader, "/nhiem-vu/?lop=qua-han"), runs),
        "directives": measure(page(leader, "/chi-dao/?lop=qua-han"), runs),
        "admin_list": measure(page(clerk, "/admin/tracker/task/"), runs),
        "admin_list_overdue": measure(page(clerk, "/admin/tracker/task/?nhom=qua-han"), runs),
        "api_list": measure(page(leader, "/api/v1/tasks/"), runs),
        "dashboard_cold": measure(page(leader, "/bang-dieu-hanh/", fresh=True), max(3, runs // 4)),
        "dashboard_kept": measure(page(leader, "/bang-dieu-hanh/"), runs),
    }
    cache.clear()
    again, number = queries_of(page(leader, "/bang-dieu-hanh/"))
    found["dashboard_raw_sql"] = measure(again, max(3, runs // 4)) | {"queries": number}
    return found


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--runs", type=int, default=20)
    print(json.dumps(run(parser.parse_args().runs), indent=1))
