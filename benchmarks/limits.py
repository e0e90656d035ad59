"""How a page is measured, and the limits it is held against: bare Django and raw SQL on the same rows.

CPU is that of this process and of its database connection together; unlike wall time it stays the same
on a machine with other work. The site must have been filled by `manage.py seed`.
"""

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

LONGEST = 10.0
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
    """Median wall time and mean CPU of `call`, in milliseconds, after two warm-up calls.

    A call that takes seconds is not repeated beyond LONGEST seconds.
    """
    begin = time.perf_counter()
    for _ in range(2):
        call()
    walls, database, own = [], backend_cpu(), time.process_time()
    while len(walls) < runs and (not walls or time.perf_counter() - begin < LONGEST):
        start = time.perf_counter()
        call()
        walls.append(time.perf_counter() - start)
    spent = time.process_time() - own + backend_cpu() - database
    return {
        "wall_ms": round(statistics.median(walls) * 1000, 1),
        "cpu_ms": round(spent * 1000 / len(walls), 1),
    }


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


def people():
    """Signed-in clients of a leader, a clerk and the officer of a busy agency; that agency's id."""
    officer = Membership.objects.filter(role="officer", user__is_active=True).order_by("-agency_id").first()
    names = {"leader": "ld01", "clerk": "cv01", "officer": officer.user.username}
    return {role: client_of(name) for role, name in names.items()}, officer.agency_id


def bare(runs):
    with override_settings(ROOT_URLCONF="benchmarks.limits", MIDDLEWARE=[]):
        return measure(page(Client(SERVER_NAME="localhost"), "/bare/"), runs)
