"""A restricted paper is read by the named people, through every door and from the first moment."""

import pytest
from django.utils import timezone

from tests import factories as make
from tests.api.conftest import client_of
from tracker.models import Directive, Document, ReadAudit, TaskEvent
from tracker.services import intake, papers, reading
from tracker.services.errors import InvalidInput
from tracker.services.intake import AlreadyRegistered, Intake

pytestmark = pytest.mark.django_db
TEXT = "Giao Sở A chủ trì báo cáo CHIM-HẠN-CHẾ trước ngày 30/12/2026."


@pytest.fixture
def office():
    class Office:
        writer, other = make.clerk(), make.clerk()
        agency = make.agency("so-a", name="Sở A")

    return Office


def hand_in(office, restricted=True):
    given = Intake(text=TEXT, title="Tờ trình CHIM-HẠN-CHẾ", restricted=restricted)
    row = intake.receive(given, make.actor(office.writer), now=timezone.now())
    reading.read_document(row.pk, now=timezone.now())
    return row


def close(office, row, *people, restricted=True):
    ids = [one.pk for one in people]
    return papers.set_readers(row.pk, restricted, ids, make.actor(office.writer), now=timezone.now())


def status(user, row):
    return client_of(user).get(f"/api/v1/documents/{row.pk}/").status_code


def test_only_its_writer_reads_a_paper_restricted_at_intake_and_what_was_read_in_it(office):
    row = hand_in(office)
    found = Directive.objects.get(document=row)
    assert found.restricted and [v.user for v in found.viewers.all()] == [office.writer]
    assert (status(office.writer, row), status(office.other, row)) == (200, 404)


DOORS = [
    "/duyet/{}/", "/duyet/{}/thong-tin/", "/admin/tracker/document/{}/change/", "/admin/tracker/document/",
    "/api/v1/documents/", "/api/v1/documents/?q=chim", "/api/v1/documents/{}/proposals/",
    "/api/v1/directives/", "/api/v1/events/", "/nhap-van-ban/",
]  # fmt: skip


@pytest.mark.parametrize("door", DOORS)
def test_no_door_tells_of_it_to_the_rest_of_the_office(client, office, door):
    row = hand_in(office)
    client.force_login(office.other)
    answer = client.get(door.format(row.pk))
    assert answer.status_code in (200, 404) and "CHIM-HẠN-CHẾ" not in answer.content.decode()


def test_a_paper_named_later_is_closed_with_what_is_not_given_out(office):
    row = hand_in(office, restricted=False)
    assert status(office.other, row) == 200
    close(office, row)
    assert status(office.other, row) == 404 and Directive.objects.get(document=row).restricted


def test_named_people_read_it_and_each_look_is_kept(office):
    row = hand_in(office)
    close(office, row, office.other)
    assert status(office.other, row) == 200
    assert ReadAudit.objects.filter(kind="document", user=office.other).count() == 1


def test_the_title_of_a_paper_closed_later_is_not_beside_its_work(client, office):
    row = hand_in(office, restricted=False)
    Document.objects.filter(pk=row.pk).update(number="12-TTr/TU")
    issued = make.directive(document=row)
    task = make.task(office.agency, of=issued)
    close(office, row)
    for user, doors in (
        (make.officer(office.agency), [f"task/{task.pk}/change/", f"directive/{issued.pk}/change/"]),
        (
            office.other,
            [
                f"task/{task.pk}/change/",
                f"directive/{issued.pk}/change/",
                "../../chi-dao/",
                "../../bang-dieu-hanh/theo/van-ban/",
            ],
        ),
    ):
        client.force_login(user)
        for door in doors:
            told = client.get(f"/admin/tracker/{door}".replace("/admin/tracker/../..", "")).content.decode()
            assert (door, "CHIM-HẠN-CHẾ" in told, "12-TTr/TU" in told) == (door, False, True)


def test_work_that_was_given_out_stays_with_its_agency_when_the_paper_closes(office):
    row = hand_in(office, restricted=False)
    issued = make.directive(document=row)
    close(office, row)
    issued.refresh_from_db()
    assert not issued.restricted


def test_opening_the_paper_opens_no_directive(office):
    row = hand_in(office)
    close(office, row, restricted=False)
    assert status(office.other, row) == 200 and Directive.objects.get(document=row).restricted


def test_the_history_tells_who_was_named_to_those_who_may_read_the_paper(office):
    row = hand_in(office)
    close(office, row, office.other)
    event = TaskEvent.objects.get(verb="set_readers")
    assert event.after == {"restricted": True, "readers": sorted([office.writer.pk, office.other.pk])}
    third = make.clerk()
    seen = [client_of(who).get(f"/api/v1/events/{event.seq}/").status_code for who in (office.other, third)]
    assert seen == [200, 404]


def test_whoever_hands_it_in_again_learns_no_title(office):
    hand_in(office)
    with pytest.raises(AlreadyRegistered) as refused:
        intake.receive(Intake(text=TEXT), make.actor(office.other), now=timezone.now())
    assert "CHIM" not in refused.value.message


def test_somebody_without_an_account_is_not_named(office):
    row = hand_in(office)
    version = Document.objects.get(pk=row.pk).version
    with pytest.raises(InvalidInput):
        close(office, row, make.person(is_active=False))
    assert Document.objects.get(pk=row.pk).version == version


def test_the_page_of_the_paper_names_its_readers(client, office):
    row = hand_in(office)
    client.force_login(office.writer)
    version = Document.objects.get(pk=row.pk).version
    sent = {"phan": "nguoi-xem", "version": version, "restricted": "on", "users": [office.other.pk]}
    assert client.post(f"/duyet/{row.pk}/thong-tin/", sent).status_code == 302
    assert status(office.other, row) == 200
