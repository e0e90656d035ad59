"""Webhook and gateway against a local server: signature, retries, refusals, redirects, one address only."""

import datetime as dt
import hashlib
import hmac
import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from tests import factories as make
from tests.reminders.conftest import at
from tracker.models import OutboxMessage, ReminderRule
from tracker.reminders.http_channels import Webhook

MORNING = "2026-03-02 07:30"


class Receiver:
    """A local HTTP server that answers a chosen status and keeps what it got."""

    def __init__(self):
        self.status, self.got, receiver = 200, [], self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                receiver.got.append((dict(self.headers), body))
                self.send_response(receiver.status)
                if receiver.status == 302:
                    self.send_header("Location", "http://127.0.0.1:1/elsewhere")
                self.end_headers()

            def log_message(self, *args):
                return

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/hook"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


@pytest.fixture
def receiver():
    server = Receiver()
    yield server
    server.server.shutdown()
    server.server.server_close()


@pytest.fixture
def webhook(world, agency_team, settings, receiver):
    """The policy sends overdue reminders by webhook only."""
    settings.REMINDER_WEBHOOK_URL, settings.REMINDER_WEBHOOK_SECRET = receiver.url, "khoa-bi-mat"
    ReminderRule.objects.filter(clock="due").update(by_email=False, by_webhook=True)
    make.task(
        agency_team[0], dt.date(2026, 2, 27), now=at("2026-02-02 09:00"), status="in_progress",
        last_report_at=make.NOW,
    )  # fmt: skip
    return receiver


def test_the_webhook_is_signed_over_time_and_body(world, webhook):
    assert world.tick(MORNING).sent == 1
    headers, body = webhook.got[0]
    expected = hmac.new(
        b"khoa-bi-mat", headers["X-Dondoc-Timestamp"].encode() + b"." + body, hashlib.sha256
    ).hexdigest()
    assert headers["X-Dondoc-Signature"] == f"sha256={expected}"
    assert json.loads(body)["count"] == 1


@pytest.mark.parametrize(("status", "state"), [(503, "retry"), (429, "retry"), (410, "dead"), (302, "dead")])
def test_an_answer_decides_between_trying_again_and_giving_up(world, webhook, status, state):
    webhook.status = status
    world.tick(MORNING)
    assert OutboxMessage.objects.get().state == state
    assert len(webhook.got) == 1


def test_a_retry_carries_the_same_key(world, webhook):
    webhook.status = 503
    world.tick(MORNING)
    webhook.status = 200
    assert world.tick("2026-03-02 07:32").sent == 1
    assert len({headers["Idempotency-Key"] for headers, _ in webhook.got}) == 1


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://a/b", "http://", "http://u:p@host/x"])
def test_only_plain_http_addresses_of_the_settings_are_taken(url):
    with pytest.raises(ValueError, match="địa chỉ"):
        Webhook(url, "x")


def test_the_gateway_gets_the_count_and_no_content(world, agency_team, settings, receiver):
    agency, officer, _ = agency_team
    officer.phone = "0912345678"
    officer.save()
    settings.REMINDER_GATEWAY_URL, settings.REMINDER_GATEWAY_TOKEN = receiver.url, "the-bai"
    ReminderRule.objects.filter(clock="due").update(by_email=False, by_gateway=True)
    make.task(
        agency, dt.date(2026, 2, 27), now=at("2026-02-02 09:00"), status="in_progress",
        last_report_at=make.NOW,
    )  # fmt: skip
    assert world.tick(MORNING).sent == 1
    headers, body = receiver.got[0]
    message = json.loads(body)
    assert headers["Authorization"] == "Bearer the-bai"
    assert message["to"] == "0912345678" and "1 quá hạn" in message["text"]
    assert "tổng kết" not in message["text"]


def test_a_channel_that_is_not_set_up_makes_no_messages(world, agency_team):
    ReminderRule.objects.filter(clock="due").update(by_email=False, by_webhook=True)
    make.task(agency_team[0], dt.date(2026, 2, 27), now=at("2026-02-02 09:00"), status="in_progress")
    assert world.tick(MORNING).digests == 0
