"""Fifty callers with one Idempotency-Key at once, against a real database. Prints what they got."""

import datetime as dt
import json
import os
import threading

os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings_test"
import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from rest_framework.test import APIClient  # noqa: E402

from tracker.models import Agency, ApiToken, Directive, Membership, User  # noqa: E402

CALLERS = 50


def call(secret, body, barrier, answers):
    client = APIClient(HTTP_AUTHORIZATION=f"Bearer {secret}", raise_request_exception=False)
    barrier.wait()
    response = client.post("/api/v1/directives/", body, format="json", headers={"Idempotency-Key": "one"})
    answers.append((response.status_code, response.content.decode()))
    connection.close()


def main():
    call_command("migrate", verbosity=0)
    Agency.objects.create(code="so-a", name="Sở A", display_name="Sở A", kind="department")
    user = User.objects.create_user("may")
    Membership.objects.create(user=user, role="clerk")
    _, secret = ApiToken.objects.create(
        user, expiry=dt.timedelta(days=1), name="x", scopes=["write"], rate_per_minute=10**6
    )
    barrier, answers = threading.Barrier(CALLERS), []
    body = {"text": "Giao việc", "lead": ["so-a"], "issue": True}
    threads = [threading.Thread(target=call, args=(secret, body, barrier, answers)) for _ in range(CALLERS)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    after, other = [], []
    call(secret, body, threading.Barrier(1), after)
    call(secret, {**body, "text": "Khác"}, threading.Barrier(1), other)
    made = [text for status, text in answers + after if status == 201]
    print(json.dumps({
        "statuses": sorted({status for status, _ in answers}), "answers": len(set(made)), "last": after[0][0],
        "other": other[0][0], "directives": Directive.objects.count(),
    }))  # fmt: skip


if __name__ == "__main__":
    main()
