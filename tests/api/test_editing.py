"""What other systems correct before a directive is given out."""

import pytest

from tests import factories as make
from tests.api.conftest import client_of
from tracker.models import Collective, CollectiveMember, Directive, DirectiveAssignee, Document, TaskEvent

pytestmark = pytest.mark.django_db


@pytest.fixture
def proposal(world):
    return make.directive(state="proposed", number=None, document=world.document)


def patch(client, row, body):
    return client.patch(f"/api/v1/directives/{row.pk}/", body, format="json")


def test_the_four_parts_of_a_deadline_and_a_repeat_are_changed_like_on_the_screen(world, proposal):
    body = {"recurrence": "monthly", "due_precision": "month", "due_boundary": "before",
            "repeat_of": world.directive_a.pk}  # fmt: skip
    got = patch(client_of(world.clerk), proposal, body)
    assert got.status_code == 200 and {name: got.json()[name] for name in body} == body
    assert TaskEvent.objects.get(verb="edit_proposal").after["recurrence"] == "monthly"


def test_the_parts_can_be_emptied_again(world, proposal):
    client, parts = client_of(world.clerk), ("recurrence", "due_precision", "due_boundary")
    patch(client, proposal, {"recurrence": "weekly", "due_boundary": "on", "repeat_of": world.directive_a.pk})
    got = patch(client, proposal, {**dict.fromkeys(parts, ""), "repeat_of": None}).json()
    assert [got[name] for name in (*parts, "repeat_of")] == ["", "", "", None]


def test_a_date_without_a_precision_is_a_day(world, proposal):
    assert (
        patch(client_of(world.clerk), proposal, {"due_date": "2027-01-15"}).json()["due_precision"] == "day"
    )


@pytest.mark.parametrize("which", ["secret_directive", "itself", "not issued", "absent"])
def test_only_an_earlier_directive_in_sight_can_be_repeated(world, proposal, which):
    """A hidden one and a missing one are answered alike."""
    other = {
        "secret_directive": world.secret_directive.pk,
        "itself": proposal.pk,
        "not issued": make.directive(state="confirmed", number=None).pk,
        "absent": 10**9,
    }[which]
    got = patch(client_of(world.clerk), proposal, {"repeat_of": other})
    assert (got.status_code, got.json()["code"], got.json()["field"]) == (422, "does_not_exist", "repeat_of")


def test_a_heading_without_a_paper_takes_directives(world):
    client = client_of(world.clerk)
    made = client.post("/api/v1/documents/register_manual/", {"title": "Giao ban tuần 47"}, format="json")
    assert (made.status_code, made.json()["quality"]) == (201, "manual")
    body = {"text": "Giao Sở A báo cáo", "lead": ["so-a"], "document": made.json()["id"], "level": "C"}
    entered = client.post("/api/v1/directives/", body, format="json").json()
    assert (entered["tracked"], entered["restricted"]) == (False, False)


def test_what_is_entered_under_a_paper_kept_outside_is_restricted_to_its_writer(world):
    client = client_of(world.clerk)
    stub = client.post("/api/v1/documents/register_stub/", {"number": "03-NQ/TU"}, format="json").json()["id"]
    body = {"text": "Việc theo văn bản 03", "lead": ["so-a"], "document": stub}
    made = client.post("/api/v1/directives/", body, format="json").json()
    assert made["restricted"] is True
    assert client_of(world.boss).get(f"/api/v1/directives/{made['id']}/").status_code == 404


def test_a_doubtful_sentence_is_said_to_be_no_directive(world):
    Document.objects.filter(pk=world.document.pk).update(undecided=[[0, 5], [6, 9]])
    address = f"/api/v1/documents/{world.document.pk}/dismiss/"
    got = client_of(world.clerk).post(address, {"start": 0, "end": 5}, format="json")
    assert got.json()["undecided"] == [[6, 9]] and TaskEvent.objects.filter(verb="dismiss_sentence").exists()


def test_the_office_sees_who_may_read_a_restricted_directive(world):
    row = make.directive(restricted=True, state="confirmed", number=None)
    row.viewers.create(user=world.clerk)
    found = client_of(world.clerk).get(f"/api/v1/directives/{row.pk}/readers/").json()
    assert {one["user"]: one["named"] for one in found}[world.clerk.pk] is True
    assert not {one["user"]: one["named"] for one in found}[world.boss.pk]


def test_the_members_of_a_group_are_told(world, proposal):
    group = Collective.objects.create(code="cac-so", name="các sở")
    for agency in (world.a, world.b):
        CollectiveMember.objects.create(collective=group, agency=agency)
    Document.objects.filter(pk=world.document.pk).update(reference_date=make.TODAY)
    row = DirectiveAssignee.objects.create(directive=proposal, mention="các sở", collective=group)
    found = client_of(world.clerk).get(f"/api/v1/addressees/{row.pk}/offered/").json()
    assert {one["code"] for one in found} == {"so-a", "so-b"}
    assert Directive.objects.filter(pk=proposal.pk, version=1).exists()
