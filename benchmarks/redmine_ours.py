"""Our side of the comparison, in a process of its own: sign-ins for the calls, and one run of the reminders."""

import datetime as dt
import json
import os
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django  # noqa: E402

django.setup()

from django.db.models import Count  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402

from benchmarks.redmine_site import backends  # noqa: E402
from tracker.models import Agency, ApiToken, Membership, OutboxMessage, Task, User  # noqa: E402
from tracker.reminders import engine  # noqa: E402
from tracker.reminders.dispatch import Sender  # noqa: E402
from tracker.reminders.policy import load_defaults  # noqa: E402
from tracker.rules.zone import ZONE  # noqa: E402
from tracker.services.calendar import office_calendar  # noqa: E402


def people():
    """Headers that sign in, and the agency with an account that owes the most overdue tasks."""
    today = timezone.localdate()
    posts = Membership.objects.filter(role="officer", user__is_active=True)
    owing = Task.objects.overdue(today).filter(agency__in=posts.values("agency"))
    agency = Agency.objects.get(
        pk=owing.values("agency").annotate(n=Count("pk")).order_by("-n").first()["agency"]
    )
    _, secret = ApiToken.objects.create(
        User.objects.get(username="cv01"), expiry=dt.timedelta(days=1), name="đo", scopes=["read", "write"],
        rate_per_minute=10**9,
    )  # fmt: skip
    officer = posts.filter(agency=agency).first().user
    return {
        "agency": agency.pk,
        "code": agency.code,
        "token": {"Authorization": f"Bearer {secret}"},
        "leader": session(User.objects.get(username="ld01")),
        "clerk": session(User.objects.get(username="cv01")),
        "officer": session(officer),
    }


def session(user):
    client = Client()
    client.force_login(user)
    return {"Cookie": f"sessionid={client.cookies['sessionid'].value}"}


def mails():
    """One morning: planning, digests and sending; the day before was only planned, so that nothing is caught up."""
    rows = json.loads((ROOT / "fixtures" / "reminder_policy.json").read_text())
    calendar = office_calendar()
    day = timezone.localdate()
    load_defaults(rows, day - dt.timedelta(days=400))
    while not calendar.is_working_day(day):
        day += dt.timedelta(days=1)
    morning = dt.datetime.combine(day, dt.time(7, 31), ZONE)
    before = day - dt.timedelta(days=1)
    engine.plan(lambda: dt.datetime.combine(before, dt.time(7, 31), ZONE))
    OutboxMessage.objects.all().delete()
    url = os.environ["DATABASE_URL"]
    began, used = time.perf_counter(), time.process_time() + sum(backends(url).values())
    report = engine.tick(lambda: morning, Sender(lambda: morning, calendar), budget=3600)
    spent = time.process_time() + sum(backends(url).values()) - used
    lines = sum(OutboxMessage.objects.filter(state="accepted").values_list("items", flat=True))
    return {"mails": report.sent, "lines": lines, "cpu": round(spent, 2), "wall": time.perf_counter() - began}


if __name__ == "__main__":
    print(json.dumps({"people": people, "mails": mails}[sys.argv[1]]()))
