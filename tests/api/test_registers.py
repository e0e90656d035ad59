"""Days of the calendar and agencies are kept through the API as on the screens."""

import pytest

from tests.api.conftest import client_of
from tracker.models import Agency, CalendarDay, TaskEvent

pytestmark = pytest.mark.django_db
DAY = {"date": "2027-01-23", "kind": "make_up", "name": "Làm bù nghỉ Tết"}


@pytest.fixture
def clerk(world):
    return client_of(world.clerk)


def entered(client, **more):
    return client.post("/api/v1/calendar/", DAY | more, format="json")


def test_a_day_is_entered_and_recorded(clerk):
    response = entered(clerk)
    assert response.status_code == 201 and response["Location"].endswith(f"/{response.json()['id']}/")
    assert TaskEvent.objects.filter(subject=f"calendarday:{response.json()['id']}").exists()


def test_a_date_stands_in_the_calendar_once(clerk):
    entered(clerk)
    again = entered(clerk, name="Khác")
    assert (again.status_code, again.json()["code"], CalendarDay.objects.count()) == (409, "known_day", 1)


def test_a_repeated_key_enters_no_second_day(clerk):
    key = {"HTTP_IDEMPOTENCY_KEY": "ngay-1"}
    first, second = (clerk.post("/api/v1/calendar/", DAY, format="json", **key) for _ in range(2))
    assert first.json() == second.json() and second["Idempotency-Replayed"] == "true"


def test_a_day_changed_meanwhile_is_not_overwritten(clerk):
    first = entered(clerk)
    path = f"/api/v1/calendar/{first.json()['id']}/"
    changed = clerk.patch(path, {"name": "Làm bù"}, format="json", HTTP_IF_MATCH=first["ETag"])
    assert changed.status_code == 200 and changed["ETag"] != first["ETag"]
    late = clerk.patch(path, {"name": "Muộn"}, format="json", HTTP_IF_MATCH=first["ETag"])
    assert (late.status_code, CalendarDay.objects.get().name) == (412, "Làm bù")
    assert clerk.delete(path, HTTP_IF_MATCH=first["ETag"]).status_code == 412
    assert clerk.delete(path, HTTP_IF_MATCH=changed["ETag"]).status_code == 204


def test_a_day_moved_onto_another_is_refused(clerk):
    first, _ = entered(clerk), entered(clerk, date="2027-01-24")
    path = f"/api/v1/calendar/{first.json()['id']}/"
    assert clerk.patch(path, {"date": "2027-01-24"}, format="json").status_code == 409


def test_an_agency_is_entered_with_the_name_of_the_texts(clerk):
    body = {"name": "Sở Y tế", "kind": "department", "alias": "SYT"}
    response = clerk.post("/api/v1/agencies/", body, format="json")
    agency = Agency.objects.get(pk=response.json()["id"])
    assert (response.status_code, agency.code) == (201, "so-y-te")
    assert set(agency.aliases.values_list("alias", flat=True)) == {"Sở Y tế", "SYT"}


def test_a_code_of_other_letters_names_the_member_at_fault(clerk):
    body = {"name": "Sở Y tế", "kind": "department", "code": "Sở Y"}
    problem = clerk.post("/api/v1/agencies/", body, format="json").json()
    assert (problem["status"], problem["code"], problem["field"]) == (422, "bad_code", "code")


def test_an_alias_is_added_once(clerk, world):
    path = f"/api/v1/agencies/{world.a.pk}/aliases/"
    assert clerk.post(path, {"alias": "S.A"}, format="json").status_code == 201
    assert clerk.post(path, {"alias": "S.A"}, format="json").json()["code"] == "known_alias"


def test_an_agency_ends_only_after_it_began(clerk, world):
    path = f"/api/v1/agencies/{world.a.pk}/"
    begun = clerk.patch(path, {"valid_from": "2025-07-01", "valid_to": "2030-06-30"}, format="json")
    assert begun.json()["valid_to"] == "2030-06-30"
    wrong = clerk.patch(path, {"valid_to": "2025-06-30"}, format="json")
    assert (wrong.status_code, wrong.json()["field"]) == (422, "valid_to")


def test_a_merged_or_renamed_code_cannot_be_written(clerk, world):
    for member in ({"code": "x"}, {"merged_into": world.b.pk}):
        response = clerk.patch(f"/api/v1/agencies/{world.a.pk}/", member, format="json")
        assert response.json()["code"] == "unknown_field"
