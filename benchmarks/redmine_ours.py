"""Our side of the comparison, in a process of its own: sign-ins for the calls."""

import datetime as dt
import json
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django  # noqa: E402

django.setup()

from django.db.models import Count  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402

from tracker.models import Agency, ApiToken, Membership, Task, User  # noqa: E402


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


if __name__ == "__main__":
    print(json.dumps(people()))
