"""/healthz, /readyz and /metrics: what they answer, and to whom."""

import datetime as dt
import time

import pytest
from django.db import connection
from django.utils import timezone

from tracker.models import Document, EngineState, OutboxMessage

pytestmark = pytest.mark.django_db


@pytest.fixture
def engine():
    now = timezone.now()
    return EngineState.objects.create(pk=1, started_on=now.date(), last_tick_at=now)


def test_healthz_is_well_while_the_engine_advances(client, engine):
    assert client.get("/healthz").status_code == 200


def test_healthz_fails_when_the_engine_stands_still(client, engine):
    EngineState.objects.update(last_tick_at=timezone.now() - dt.timedelta(minutes=6))
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json()["code"] == "tick_stale"


def test_a_site_just_started_may_wait_for_the_first_round(client, monkeypatch):
    monkeypatch.setenv("SITE_STARTED", str(time.monotonic() - 5))
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert [row["code"] for row in answer.json()["problems"]][:1] == ["starting"]


def test_a_site_without_a_round_two_minutes_after_its_start_is_ill(client, monkeypatch):
    monkeypatch.setenv("SITE_STARTED", str(time.monotonic() - 121))
    assert client.get("/healthz").json()["code"] == "tick_missing"


def test_the_start_hides_nothing_but_the_missing_round(client, engine, monkeypatch):
    monkeypatch.setenv("SITE_STARTED", str(time.monotonic() - 5))
    EngineState.objects.update(hold="ahead")
    assert client.get("/healthz").json()["code"] == "clock_hold"


def test_a_stranger_learns_only_whether_it_works(client, engine):
    assert client.get("/healthz", REMOTE_ADDR="203.0.113.9").json() == {"status": "ok"}


def test_readyz_answers_while_the_tables_are_up_to_date(client):
    assert client.get("/readyz").status_code == 200


def test_readyz_fails_while_a_migration_waits(client):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'tracker'")
    assert client.get("/readyz").status_code == 503


def test_readyz_ignores_a_newer_table_than_the_program_knows(client):
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('tracker', '9999_later', %s)",
            [timezone.now().isoformat()],
        )
    assert client.get("/readyz").status_code == 200


def test_metrics_are_hidden_from_other_networks(client):
    assert client.get("/metrics", REMOTE_ADDR="203.0.113.9").status_code == 404


def test_metrics_open_with_the_token(client, settings):
    settings.METRICS_TOKEN = "ma-giam-sat-0123456789"
    headers = {"Authorization": "Bearer ma-giam-sat-0123456789"}
    assert client.get("/metrics", REMOTE_ADDR="203.0.113.9", headers=headers).status_code == 200


def test_a_wrong_token_opens_nothing(client, settings):
    settings.METRICS_TOKEN = "ma-giam-sat-0123456789"
    headers = {"Authorization": "Bearer sai"}
    assert client.get("/metrics", REMOTE_ADDR="203.0.113.9", headers=headers).status_code == 404


def test_a_claimed_inner_address_is_not_believed(client, settings):
    settings.BEHIND_PROXY = True
    headers = {"X-Forwarded-For": "127.0.0.1, 203.0.113.9"}
    assert client.get("/metrics", headers=headers).status_code == 404


def test_a_forwarding_header_without_a_proxy_is_not_believed(client):
    assert client.get("/metrics", headers={"X-Forwarded-For": "127.0.0.1"}).status_code == 404


def test_metrics_tell_ticks_mail_reading_and_requests(client, engine):
    person_id = _person()
    now = timezone.now()
    OutboxMessage.objects.create(
        recipient_id=person_id,
        slot_at=now,
        channel="email",
        address="a@example.org",
        message_id="m1",
        next_attempt_at=now - dt.timedelta(seconds=90),
    )
    Document.objects.create(title="Chờ đọc", reading="queued", uploaded_at=now)
    client.get("/readyz")
    page = client.get("/metrics").content.decode()
    assert 'dondoc_outbox_messages{state="pending"} 1.0' in page
    assert _value(page, "dondoc_outbox_age_seconds") >= 90
    assert _value(page, "dondoc_reading_queue") == 1
    assert _value(page, "dondoc_tick_age_seconds") < 60
    assert 'dondoc_request_seconds_count{method="GET",status="2xx",view="readyz"}' in page


def test_metrics_hold_no_personal_data(client, engine):
    _person()
    page = client.get("/metrics").content.decode()
    assert "@" not in page
    assert "Nguyễn" not in page


def _person():
    from tests.factories import clerk

    return clerk(full_name="Nguyễn Văn Kiểm Thử").pk


def _value(page, name):
    return next(float(line.split()[1]) for line in page.splitlines() if line.startswith(name + " "))


@pytest.mark.parametrize(
    ("behind", "forwarded", "seen"),
    [
        (True, "203.0.113.9", "203.0.113.9"),
        (True, "10.0.0.1, 203.0.113.9", "203.0.113.9"),
        (True, "", "192.0.2.1"),
        (False, "203.0.113.9", "192.0.2.1"),
        (True, "khong-phai-dia-chi", "192.0.2.1"),
    ],
)
def test_the_lockout_counts_by_the_address_the_proxy_vouches_for(rf, settings, behind, forwarded, seen):
    from axes.helpers import get_client_ip_address

    settings.BEHIND_PROXY = behind
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    request = rf.post("/admin/login/", headers=headers, REMOTE_ADDR="192.0.2.1")
    assert get_client_ip_address(request) == seen


def test_the_history_names_the_visitor_and_not_the_proxy(client, settings):
    from tests import factories as make
    from tracker.models import TaskEvent

    settings.BEHIND_PROXY = True
    agency = make.agency()
    task = make.task(agency)
    client.force_login(make.officer(agency))
    client.post(
        f"/api/v1/tasks/{task.pk}/accept/",
        {},
        content_type="application/json",
        headers={"X-Forwarded-For": "203.0.113.9"},
    )
    assert TaskEvent.objects.get(task=task, verb="accept").ip == "203.0.113.9"
