"""How fast the dashboards and reports answer on a big office's data.

    DATABASE_URL=postgres://… python benchmarks/reports.py --seed 300000   # fills an EMPTY migrated database
    DATABASE_URL=postgres://… python benchmarks/reports.py                 # measures

Server time of the whole view (sign-in, queries, template), median of --runs, one process.
"""

import argparse
import datetime as dt
import os
import random
import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.cache import cache  # noqa: E402
from django.db import connection, reset_queries, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402

from tracker.models import (  # noqa: E402
    Agency,
    Directive,
    Document,
    EventHead,
    Field,
    Meeting,
    Membership,
    Task,
    TaskEvent,
    User,
)

PAGES = [
    "/bang-dieu-hanh/",
    "/bang-dieu-hanh/?vai_tro=chu-tri",
    "/bang-dieu-hanh/theo/hoi-nghi/",
    "/bang-dieu-hanh/theo/van-ban/",
    "/bang-dieu-hanh/theo/linh-vuc/",
    "/bang-dieu-hanh/theo/lanh-dao/",
    "/bang-dieu-hanh/xu-huong/",
    "/bang-dieu-hanh/rui-ro/",
    "/bang-dieu-hanh/van-phong/",
    "/nhiem-vu/",
    "/nhiem-vu/?lop=qua-han",
    "/nhiem-vu/?lop=qua-han&tuoi=8-30&co_quan={agency}",
    "/nhiem-vu/?q=giai+ngan",
    "/chi-dao/?lop=qua-han",
]
KINDS = (
    # weight, status, days from today to the deadline (None: undated), delivered relative to the deadline
    (40, "completed", (-400, -5), (-20, 0)),
    (6, "completed", (-400, -20), (1, 15)),
    (6, "completed", None, None),
    (14, "in_progress", (8, 120), None),
    (5, "in_progress", (0, 7), None),
    (8, "in_progress", (-260, -1), None),
    (9, "in_progress", None, None),
    (4, "assigned", (3, 60), None),
    (3, "pending_confirmation", (-10, 20), (-5, 0)),
    (1, "objected", (0, 40), None),
    (2, "suspended", (-90, 30), None),
    (2, "recalled", (-90, 30), None),
)
CHUNK = 5000


def seed(number):
    """`number` tasks under number/15 directives of 180 agencies, with the history of each."""
    rng, now = random.Random(7), timezone.localtime()
    agencies = Agency.objects.bulk_create(
        Agency(
            code=f"bm-{i}", name=f"Cơ quan, đơn vị số {i}", display_name=f"Cơ quan số {i}", kind="department"
        )
        for i in range(180)
    )
    fields = Field.objects.bulk_create(Field(code=f"bm-{i}", name=f"Lĩnh vực {i}") for i in range(12))
    meetings = Meeting.objects.bulk_create(
        Meeting(
            title=f"Hội nghị Ban Thường vụ lần thứ {i}",
            date=now.date() - dt.timedelta(days=15 * i),
            created_at=now,
        )
        for i in range(1, 61)
    )
    documents = Document.objects.bulk_create(
        Document(meeting=meetings[i % 60], number=f"{i}-TB/TU", title=f"Thông báo số {i}", uploaded_at=now)
        for i in range(max(1, number // 400))
    )
    directives = []
    for i in range(max(1, number // 15)):
        document = documents[i % len(documents)]
        directives.append(
            Directive(
                number=f"BM-{i}",
                state="issued",
                text=f"Đẩy nhanh tiến độ giải ngân vốn đầu tư công, việc số {i}",
                content=f"Đẩy nhanh tiến độ giải ngân vốn đầu tư công, việc số {i}",
                search=f"day nhanh tien do giai ngan von dau tu cong, viec so {i}",
                document=document,
                meeting=document.meeting,
                field=fields[i % 12],
                directing_leader=f"Đồng chí {i % 9}",
                created_at=now - dt.timedelta(days=rng.randint(1, 400)),
            )
        )
    directives = Directive.objects.bulk_create(directives, batch_size=CHUNK)
    head = EventHead.objects.get_or_create(pk=1)[0]
    for start in range(0, number, CHUNK):
        with transaction.atomic():
            _chunk(rng, now, agencies, directives, range(start, min(start + CHUNK, number)), head)
    head.save()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def _chunk(rng, now, agencies, directives, numbers, head):
    tasks, kinds = [], rng.choices(KINDS, weights=[k[0] for k in KINDS], k=len(numbers))
    for i, (_, status, span, delivery) in zip(numbers, kinds, strict=True):
        tasks.append(
            _task(
                rng,
                now,
                agencies[(i * 7) % 180],
                directives[i // 15 % len(directives)],
                i,
                status,
                span,
                delivery,
            )
        )
    tasks = Task.objects.bulk_create(tasks)
    events = []
    for task in tasks:
        steps = [("assign", "assigned", task.issued_at, None)]
        if task.status != "assigned":
            steps.append(("accept", "in_progress", task.issued_at + dt.timedelta(days=2), None))
        if task.status not in ("assigned", "in_progress"):
            steps.append(
                (task.status, task.status, task.issued_at + dt.timedelta(days=10), task.delivered_on)
            )
        for verb, status, at, delivered in steps:
            head.seq += 1
            events.append(
                TaskEvent(
                    seq=head.seq,
                    task=task,
                    directive_id=task.directive_id,
                    verb=verb,
                    at=min(at, now),
                    on=min(at, now).date(),
                    door="command",
                    status_after=status,
                    due_after=task.due_date,
                    due_original_after=task.due_original,
                    delivered_after=delivered,
                    agency_after_id=task.agency_id,
                    role_after=task.role,
                    prev_hash=f"{head.seq - 1:064d}",
                    hash=f"{head.seq:064d}",
                )
            )
    TaskEvent.objects.bulk_create(events)


def _task(rng, now, agency, directive, i, status, span, delivery):
    today = now.date()
    due = today + dt.timedelta(days=rng.randint(*span)) if span else None
    delivered = None
    if delivery:
        delivered = min(due + dt.timedelta(days=rng.randint(*delivery)), today)
    elif status == "completed":
        delivered = today - dt.timedelta(days=rng.randint(1, 300))
    issued = min(due or today, delivered or today, today) - dt.timedelta(days=rng.randint(15, 90))
    issued_at = dt.datetime.combine(issued, dt.time(9), now.tzinfo)
    moved = dt.timedelta(days=30 if due and i % 9 == 0 else 0)
    return Task(
        directive=directive,
        agency=agency,
        role="support" if i % 4 == 3 else "lead",
        period=str(i % 15),
        status=status,
        due_date=due,
        due_original=due and due - moved,
        delivered_on=delivered,
        closed_on=min((delivered or today) + dt.timedelta(days=2), today)
        if status in ("completed", "recalled")
        else None,
        issued_on=issued,
        issued_at=issued_at,
        accepted_at=issued_at + dt.timedelta(days=2),
        last_report_at=now - dt.timedelta(days=rng.randint(0, 60)) if i % 5 else None,
        extension_count=1 if moved else 0,
        restricted=i % 200 == 0,
    )


def measure(runs, cold):
    user, made = User.objects.get_or_create(username="do-toc-do")
    if made:
        Membership.objects.create(user=user, role="leader")
    client = Client(SERVER_NAME="localhost")
    client.force_login(user)
    settings.DEBUG = True  # keeps the query log
    agency = Agency.objects.filter(code__startswith="bm-").values_list("pk", flat=True).first()
    print(f"{Task.objects.count()} tasks, {Directive.objects.count()} directives")
    print("| trang | trung vị ms | chậm nhất ms | trong đó CSDL ms | câu hỏi |\n|---|---|---|---|---|")
    for page in PAGES:
        address, times, database, queries = page.format(agency=agency), [], [], 0
        for _ in range(runs + 1):
            if cold:
                cache.clear()
            reset_queries()
            start = time.perf_counter()
            answer = client.get(address)
            times.append((time.perf_counter() - start) * 1000)
            if answer.status_code != 200:
                print(f"| {address} | {answer.status_code} |")
                break
            database.append(sum(float(q["time"]) for q in connection.queries) * 1000)
            queries = len(connection.queries)
        else:
            print(
                f"| {address} | {statistics.median(times[1:]):.0f} | {max(times[1:]):.0f} "
                f"| {statistics.median(database[1:]):.0f} | {queries} |"
            )


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--only")
    parser.add_argument("--cold", action="store_true", help="as after a change: nothing kept")
    options = parser.parse_args()
    if options.only:
        PAGES[:] = [page for page in PAGES if options.only in page]
    if options.seed:
        seed(options.seed)
    else:
        measure(options.runs, options.cold)
