"""Every look at restricted content leaves a row; looks at ordinary content leave none."""

import pytest

from tests import factories as make
from tests.api import furniture
from tests.api.conftest import client_of
from tracker.models import ReadAudit, RestrictedViewer
from tracker.services import evidence

pytestmark = pytest.mark.django_db


@pytest.fixture
def secret():
    """A restricted task, and a clerk who is named on it."""

    class Secret:
        document = make.document()
        directive = make.directive(restricted=True, document=document)
        task = make.task(of=directive)
        named = make.clerk()

    RestrictedViewer.objects.create(directive=Secret.directive, user=Secret.named)
    return Secret


def looks():
    return list(ReadAudit.objects.order_by("id").values_list("kind", "object_id"))


@pytest.mark.parametrize(
    ("door", "kind"),
    [
        ("/admin/tracker/task/{s.task.pk}/change/", "task"),
        ("/admin/tracker/task/{s.task.pk}/history/", "task"),
        ("/admin/tracker/directive/{s.directive.pk}/change/", "directive"),
        ("/duyet/{s.document.pk}/", "document"),
        ("/api/v1/tasks/{s.task.pk}/", "task"),
    ],
)
def test_a_look_at_restricted_content_is_kept(client, secret, door, kind):
    client.force_login(secret.named)
    assert client.get(door.format(s=secret), REMOTE_ADDR="192.0.2.7").status_code == 200
    row = ReadAudit.objects.get()
    assert (row.kind, row.user, row.ip) == (kind, secret.named, "192.0.2.7")


def test_a_look_by_a_machine_is_kept_under_its_owner(secret):
    client_of(secret.named).get(f"/api/v1/tasks/{secret.task.pk}/")
    assert ReadAudit.objects.get().user == secret.named


@pytest.mark.parametrize("door", ["/admin/tep/{}/", "/api/v1/files/{}/content/", "/api/v1/files/{}/"])
def test_a_fetched_file_is_kept(client, secret, door):
    staged = evidence.stage("a.txt", "nội dung".encode())
    row = evidence.attach([staged], secret.named, make.NOW, task=secret.task)[0]
    client.force_login(secret.named)
    client.get(door.format(row.pk))
    assert looks() == [("file", row.pk)]


def parts(secret):
    """Every kind of row that tells of the restricted task, and where it is read."""
    task, who = secret.task, secret.named
    reminder = furniture.reminder(task, who).pk
    return {
        f"reports/{furniture.report(task, who).pk}": ("task", task.pk),
        f"extensions/{furniture.extension(task, who).pk}": ("task", task.pk),
        f"events/{task.events.get().seq}": ("task", task.pk),
        f"reminders/{reminder}": ("task", task.pk),
        f"notifications/{reminder}": ("task", task.pk),
        f"addressees/{furniture.addressee(secret.directive, task.agency).pk}": (
            "directive",
            secret.directive.pk,
        ),
    }


@pytest.mark.parametrize(
    "what", ["reports", "extensions", "events", "reminders", "notifications", "addressees"]
)
def test_a_look_at_a_part_of_restricted_work_is_a_look_at_it(secret, what):
    address, whole = next((a, w) for a, w in parts(secret).items() if a.startswith(what))
    assert client_of(secret.named).get(f"/api/v1/{address}/").status_code == 200
    assert looks() == [whole]


def test_a_look_at_a_part_of_ordinary_work_leaves_no_row():
    task = make.task()
    row = furniture.report(task, make.clerk())
    assert client_of(make.clerk()).get(f"/api/v1/reports/{row.pk}/").status_code == 200
    assert looks() == []


def test_a_refused_look_is_no_look(client, secret):
    client.force_login(make.clerk())
    assert client.get(f"/admin/tracker/task/{secret.task.pk}/change/").status_code == 404
    assert looks() == []


def test_ordinary_content_leaves_no_row(client):
    task = make.task()
    client.force_login(make.clerk())
    assert client.get(f"/admin/tracker/task/{task.pk}/change/").status_code == 200
    assert looks() == []
