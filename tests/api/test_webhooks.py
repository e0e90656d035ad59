"""Partners are told all they may see: signed, in order, again after failures, and only where allowed."""

import datetime as dt
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.utils import timezone

from tests import factories as make
from tests.api.conftest import client_of
from tests.partner import consumer, differences
from tracker.api.shapes import TaskShape
from tracker.models import Task, WebhookDelivery
from tracker.rules.transitions import Verb
from tracker.services import outbound, webhooks
from tracker.services.errors import InvalidInput
from tracker.services.lifecycle import perform

pytestmark = pytest.mark.django_db


class Partner:
    """A partner on this machine: the documented example behind a switch that can refuse."""

    def __init__(self, secret):
        self.copy, self.refuse, self.seen = consumer.Copy(), False, []
        base, partner = consumer.handler_for(self.copy, secret), self

        class Handler(base):
            def do_POST(self):
                partner.seen.append(int(self.headers["X-Dondoc-Event"]))
                if partner.refuse:
                    self.send_response(503)
                    self.end_headers()
                else:
                    super().do_POST()

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def local(settings):
    settings.WEBHOOK_ALLOWED_HOSTS = ["127.0.0.1"]
    settings.WEBHOOK_ALLOW_HTTP = settings.WEBHOOK_ALLOW_PRIVATE = True


@pytest.fixture
def partner(world, local):
    row = webhooks.subscribe(world.clerk, "Đối tác", "http://127.0.0.1:9/", [], now=timezone.now(), after=0)
    with Partner(row.secret) as running:
        row.url = f"http://127.0.0.1:{running.server.server_port}/nhan"
        row.save()
        running.row = row
        yield running


def push(later=0):
    def clock():
        return timezone.now() + dt.timedelta(seconds=later)

    webhooks.plan(clock())
    return webhooks.deliver_due(clock)


def live(world, today):
    """A short life of task A."""
    who = make.actor(world.officer_a, on=today)
    now = timezone.now()
    perform(world.task_a.pk, Verb.ACCEPT, who, now=now)
    perform(world.task_a.pk, Verb.REPORT, who, now=now, report={"done": "Đã làm", "percent": 40})
    perform(
        world.task_a.pk, Verb.SUBMIT, who, now=now, report={"done": "Xong"}, delivered_on=today,
        product_number="1-BC",
    )  # fmt: skip
    perform(world.task_a.pk, Verb.CONFIRM, make.actor(world.clerk, on=today), now=now)


def test_a_partner_rebuilds_the_state_of_every_task_from_webhooks(world, today, partner):
    live(world, today)
    push()
    assert set(partner.copy.tasks) == {world.task_a.pk, world.task_b.pk}
    assert partner.copy.tasks[world.task_a.pk]["status"] == "completed"
    for task in Task.objects.filter(restricted=False):
        assert differences(partner.copy, task) == {}


def test_a_partner_rebuilds_the_same_state_from_the_feed(world, today):
    live(world, today)
    copy, client, after = consumer.Copy(), client_of(world.clerk), 0
    while True:
        page = client.get(f"/api/v1/events/?after={after}&page_size=2").json()
        if not page["results"]:
            break
        after = page["after"]
        [copy.apply(event) for event in page["results"]]
    assert copy.tasks[world.task_a.pk]["status"] == "completed"
    for task in Task.objects.filter(restricted=False):
        assert differences(copy, task) == {}


def test_a_refused_message_is_sent_again_later_and_holds_up_its_task(world, today, partner):
    live(world, today)
    partner.refuse = True
    push()
    refused = list(partner.seen)
    partner.refuse = False
    assert len(refused) == 1 and WebhookDelivery.objects.get(seq=refused[0]).attempts == 1
    push(later=40)
    assert partner.copy.tasks[world.task_a.pk]["status"] == "completed"
    own = [d.seq for d in WebhookDelivery.objects.filter(task_key=world.task_a.pk).order_by("sent_at", "seq")]
    assert own == sorted(own)


def test_waiting_doubles_and_ends_at_an_hour():
    waits = [webhooks.wait_after(n).total_seconds() for n in (1, 2, 3, 20)]
    assert waits == [30, 60, 120, 3600]


def test_after_three_days_of_failures_the_subscription_pauses_with_a_reason(world, today, partner):
    partner.refuse = True
    push()
    push(later=4 * 24 * 3600)
    partner.row.refresh_from_db()
    assert not partner.row.active and "72 giờ" in partner.row.paused_reason


def test_a_replay_sends_everything_again_in_order(world, today, partner):
    push()
    first = list(partner.seen)
    webhooks.replay(partner.row, 0)
    push()
    assert partner.seen == first * 2


def test_events_the_owner_may_not_see_are_never_planned(world, partner):
    push()
    assert world.secret_task.pk not in set(WebhookDelivery.objects.values_list("task_key", flat=True))


def test_a_right_lost_after_planning_stops_the_message(world, partner):
    webhooks.plan(timezone.now())
    world.clerk.memberships.all().delete()
    webhooks.deliver_due(timezone.now)
    assert partner.seen == [] and set(WebhookDelivery.objects.values_list("state", flat=True)) == {"skipped"}


def test_a_forged_or_old_signature_is_refused_by_the_example():
    from tracker.services.signing import sign

    good = sign("s", 1000, b"{}")
    assert consumer.genuine("s", "1000", b"{}", good, now=1001)
    assert not consumer.genuine("s", "1000", b"{ }", good, now=1001)
    assert not consumer.genuine("s", "1000", b"{}", good, now=2000)


@pytest.mark.parametrize("url", [
    "http://partner.example/", "https://other.example/", "https://user:pw@partner.example/",
    "https://partner.example.evil.test/", "ftp://partner.example/", "https://127.0.0.1/", "https:///x",
    "https://partner.example:99999/", "https://[::1/", "https://partner.example/#x", "https://đối.tác/",
    "https://partner.example/a b\r\nX: y",
])  # fmt: skip
def test_addresses_outside_the_list_are_refused(settings, url):
    settings.WEBHOOK_ALLOWED_HOSTS = ["partner.example"]
    with pytest.raises(InvalidInput):
        outbound.target_of(url)


def test_a_named_host_and_those_below_a_domain_are_accepted(settings):
    settings.WEBHOOK_ALLOWED_HOSTS = ["partner.example", ".gov.example"]
    assert outbound.target_of("https://partner.example/x?y=1").path == "/x?y=1"
    assert outbound.target_of("https://a.gov.example/").host == "a.gov.example"


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "10.0.0.5", "169.254.169.254", "::1", "::ffff:10.0.0.1", "0.0.0.0"]
)
def test_inner_addresses_are_refused_unless_the_site_allows_them(settings, host):
    settings.WEBHOOK_ALLOW_PRIVATE = False
    with pytest.raises(InvalidInput):
        outbound.address_of(outbound.Target("https", host, 443, "/"))


def test_a_redirect_is_a_failure_and_is_not_followed(world, local):
    class Away(BaseHTTPRequestHandler):
        asked = 0

        def do_POST(self):
            Away.asked += 1
            self.send_response(302)
            self.send_header("Location", "/")
            self.end_headers()

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Away)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    outcome = outbound.post(f"http://127.0.0.1:{server.server_port}/", b"{}", {})
    server.shutdown()
    assert (outcome.status, outcome.ok, Away.asked) == (302, False, 1)


def test_a_subscription_is_made_over_http_and_its_secret_shown_once(world, local):
    client = client_of(world.clerk)
    made = client.post("/api/v1/webhooks/", {"name": "x", "url": "http://127.0.0.1/"}, format="json")
    assert made.status_code == 201 and made.json()["secret"]
    assert "secret" not in client.get(f"/api/v1/webhooks/{made.json()['handle']}/").json()
    assert client_of(world.boss).get(f"/api/v1/webhooks/{made.json()['handle']}/").status_code == 404


def test_the_example_keeps_every_column_of_a_task_that_the_api_shows():
    columns = {field.name for field in Task._meta.concrete_fields}
    named = {"officer_id": "officer", "merged_into_id": "merged_into"}
    kept = {*consumer.COLUMNS.values(), *(named.get(name, name) for name in consumer.FIELDS)}
    # The event itself names the directive and the moment; these say nothing about the state of the work.
    beside = {"id", "directive", "issued_on", "issued_at", "version", "restricted", "historical"}
    assert set(TaskShape.Meta.fields) & columns <= kept | beside
    assert kept <= columns
