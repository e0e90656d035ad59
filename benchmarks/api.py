"""What an API call costs on a province's data, beside the least that the same framework could do.

    python benchmarks/api.py                    # 100,000 and 1,000,000 tasks, on a throw-away PostgreSQL
    python benchmarks/api.py --sizes 100000 --requests 300

Three lists of 50 rows: one agency's overdue tasks by our API, the same rows by a bare Django REST framework
view (ModelSerializer, no rights, no filters), and creation by both. CPU of the web process per request,
in-process, token sign-in included on both sides; the database's CPU is printed beside it.
"""

import argparse
import json
import os
import resource
import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests import servers

SEED = """
INSERT INTO tracker_agency (code, name, display_name, search, kind, note, source)
SELECT 'cq-'||i, 'Cơ quan số '||i, 'Cơ quan số '||i, 'co quan so '||i, 'department', '', ''
FROM generate_series(1, 180) i;
INSERT INTO tracker_directive (number, state, text, content, search, level, tracked, product_kind, product,
  urgency, is_key, deadline_text, due_precision, due_boundary, recurrence, sole_lead, directing_leader,
  on_behalf_of, suggested_owner, confidence, proposal, restricted, historical, external_system, external_id, reject_reason,
  created_at, version)
SELECT 'BM-'||i, 'issued', t, t, lower(t), 'A', true, '', '', 'normal', i % 20 = 0, '', '', '', '', false,
  '', '', '', 0, '{{}}', false, false, '', '', '', now() - (i % 400) * interval '1 day', 1
FROM (SELECT i, 'Đẩy nhanh tiến độ giải ngân vốn đầu tư công, việc số '||i AS t
      FROM generate_series(1, {directives}) i) s;
INSERT INTO tracker_task (directive_id, agency_id, role, sole_lead, period, status, due_original, due_date,
  issued_on, issued_at, close_reason, evidence, product_number, percent, objection, return_count,
  extension_count, urge_count, objective_cause, restricted, historical, cycle, version, delivered_on,
  completed_at, closed_on)
SELECT d, a, CASE WHEN i % 5 = 0 THEN 'support' ELSE 'lead' END, false, i::text,
  CASE WHEN i % 10 < 6 THEN 'completed' WHEN i % 10 < 8 THEN 'in_progress' ELSE 'assigned' END,
  due, due, due - 60, (due - 60)::timestamptz, '', 'none', '', 0, '', 0, 0, 0, '', false, false, 1, 1,
  CASE WHEN i % 10 < 6 THEN due - 2 END, CASE WHEN i % 10 < 6 THEN (due - 1)::timestamptz END,
  CASE WHEN i % 10 < 6 THEN due - 1 END
FROM (SELECT i, (SELECT min(id) FROM tracker_directive) + i / 15 % {directives} AS d,
        (SELECT min(id) FROM tracker_agency) + (i * 7) % 180 AS a,
        current_date + ((i::bigint * 7919) % 480)::int - 400 AS due
      FROM generate_series(1, {tasks}) i) s;
"""


def cpu():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def backend_cpu(pid):
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def measure(call, number, pid):
    """(web CPU ms, database CPU ms, wall ms) per request: medians over five rounds of `number` calls."""
    for _ in range(20):
        call()
    rounds = []
    for _ in range(5):
        web, database, wall = cpu(), backend_cpu(pid), time.perf_counter()
        for _ in range(number):
            call()
        ends = (cpu(), backend_cpu(pid), time.perf_counter())
        starts = (web, database, wall)
        rounds.append([1000 * (end - start) / number for start, end in zip(starts, ends, strict=True)])
    return [round(statistics.median(column), 2) for column in zip(*rounds, strict=True)]


def bare_views():
    """The least: framework views with a ModelSerializer on the same table and the same token."""
    from django.utils import timezone
    from rest_framework import generics, permissions, serializers

    from tracker.models import Directive, Task
    from tracker.reports.schedule_sql import schedule_filter
    from tracker.rules.deadline_state import Schedule

    class Rows(serializers.ModelSerializer):
        class Meta:
            model = Task
            fields = ["id", "directive", "agency", "role", "status", "due_date", "due_original", "issued_on",
                      "delivered_on", "percent", "evidence", "officer", "version"]  # fmt: skip

    class Listing(generics.ListAPIView):
        serializer_class = Rows
        permission_classes = [permissions.IsAuthenticated]
        throttle_classes, filter_backends = [], []
        agency = 0

        def get_queryset(self):
            late = schedule_filter(Schedule.OVERDUE, timezone.localdate())
            return Task.objects.filter(late, agency_id=self.agency).order_by("due_date", "id")[:50]

    class New(serializers.ModelSerializer):
        class Meta:
            model = Directive
            fields = ["id", "text", "content", "level", "due_date", "created_at"]

    class Creating(generics.CreateAPIView):
        serializer_class = New
        permission_classes = [permissions.IsAuthenticated]
        throttle_classes, filter_backends = [], []

    return Listing, Creating


def run(size, number, explain):
    import datetime as dt

    from django.core.management import call_command
    from django.db import connection
    from django.test import override_settings
    from django.urls import path
    from django.utils import timezone
    from rest_framework.test import APIClient

    from tracker.models import Agency, ApiToken, Membership, User

    with connection.cursor() as cursor:
        call_command("flush", interactive=False, verbosity=0)
        for statement in SEED.split(";\n"):
            if statement.strip():
                cursor.execute(statement.format(tasks=size, directives=size // 15))
        cursor.execute("ANALYZE")
        cursor.execute("SELECT pg_backend_pid()")
        pid = cursor.fetchone()[0]
    user = User.objects.create_user("do-tai")
    Membership.objects.create(user=user, role="clerk")
    _, secret = ApiToken.objects.create(
        user, expiry=dt.timedelta(days=1), name="đo", scopes=["read", "write"], rate_per_minute=10**9
    )
    client = APIClient(HTTP_AUTHORIZATION=f"Bearer {secret}")
    agency = Agency.objects.order_by("id")[3]
    listing, creating = bare_views()
    listing.agency = agency.pk
    import config.urls as root

    root.urlpatterns[:0] = [path("bare/list", listing.as_view()), path("bare/new", creating.as_view())]
    ours = f"/api/v1/tasks/?agency={agency.pk}&schedule=overdue&ordering=due_date&page_size=50"
    assert len(client.get(ours).json()["results"]) == len(client.get("/bare/list").json()) == 50
    if explain:
        _explain(client, ours)
    body = {"text": "Giao việc", "lead": [agency.code], "due_date": "2030-01-01"}
    bare = {"text": "Giao việc", "content": "Giao việc", "level": "A", "due_date": "2030-01-01",
            "created_at": timezone.now().isoformat()}  # fmt: skip
    with override_settings(API_WRITE_RATE=10**9):
        found = {
            "list_ours": measure(lambda: client.get(ours), number, pid),
            "list_bare": measure(lambda: client.get("/bare/list"), number, pid),
            "list_office_newest": measure(lambda: client.get("/api/v1/tasks/"), number, pid),
            "list_search": measure(lambda: client.get("/api/v1/tasks/?q=giai+ngan&schedule=overdue"), 5, pid),
            "create_ours": measure(lambda: _made(client.post("/api/v1/directives/", body)), number // 2, pid),
            "create_issue": measure(
                lambda: _made(client.post("/api/v1/directives/", {**body, "issue": True})), number // 2, pid
            ),
            "create_bare": measure(lambda: _made(client.post("/bare/new", bare)), number // 2, pid),
        }
    del root.urlpatterns[:2]
    print(json.dumps({"tasks": size, **{f"{k} (web, db, wall ms)": v for k, v in found.items()},
                      "list ratio": round(found["list_ours"][0] / found["list_bare"][0], 2),
                      "create ratio": round(found["create_ours"][0] / found["create_bare"][0], 2)},
                     ensure_ascii=False, indent=1))  # fmt: skip


def _explain(client, url):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as seen:
        client.get(url)
    statement = next(q["sql"] for q in seen if 'FROM "tracker_task"' in q["sql"])
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN (ANALYZE, BUFFERS) " + statement.replace("%", "%%"))
        print("\n".join(line for (line,) in cursor.fetchall()))


def _made(response):
    assert response.status_code == 201, response.content


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("--sizes", type=int, nargs="+", default=[100_000, 1_000_000])
    arguments.add_argument("--requests", type=int, default=200)
    arguments.add_argument("--explain", action="store_true", help="also print the plan of the list")
    options = arguments.parse_args()
    server = servers.start_postgres("-c shared_buffers=256MB", "-c work_mem=32MB")
    if server is None:
        sys.exit("thiếu PostgreSQL (initdb, pg_ctl)")
    os.environ.update(
        DATABASE_URL=server.url, DATABASE_POOL="2", DJANGO_SETTINGS_MODULE="config.settings",
        ALLOWED_HOSTS="*", LOG_LEVEL="ERROR",
    )  # fmt: skip
    try:
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        for size in options.sizes:
            run(size, options.requests, options.explain)
    finally:
        server.remove()


if __name__ == "__main__":
    main()
