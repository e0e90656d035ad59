"""Who gets into the admin, what they find there, and that hidden rows answer 404 at every object door."""

import pytest

from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def two_agencies():
    ours, theirs = make.agency(), make.agency()
    return make.officer(ours), make.task(ours), make.task(theirs)


def test_an_account_without_a_post_is_not_let_in(client):
    client.force_login(make.person())
    assert client.get("/admin/").status_code == 302


def test_an_officer_finds_the_own_work_on_the_home_page(client, two_agencies):
    officer, own, _ = two_agencies
    client.force_login(officer)
    page = client.get("/admin/").content.decode()
    assert f"/admin/tracker/task/{own.pk}/change/" in page


@pytest.mark.parametrize("door", ["change/", "history/", "delete/", "viec/accept/"])
def test_another_agencys_task_answers_404(client, two_agencies, door):
    officer, _, other = two_agencies
    client.force_login(officer)
    assert client.get(f"/admin/tracker/task/{other.pk}/{door}").status_code == 404


def test_the_list_shows_only_the_own_agency(client, two_agencies):
    officer, own, other = two_agencies
    client.force_login(officer)
    page = client.get("/admin/tracker/task/").content.decode()
    assert f"/task/{own.pk}/" in page
    assert f"/task/{other.pk}/" not in page


@pytest.mark.parametrize(
    "name", ["task", "directive", "document", "meeting", "agency", "calendarday", "field"]
)
def test_every_list_opens_for_a_clerk(client, name):
    client.force_login(make.clerk())
    make.task(of=make.directive(document=make.document(), meeting=make.meeting()))
    assert client.get(f"/admin/tracker/{name}/").status_code == 200
    assert client.get(f"/admin/tracker/{name}/?q=quy+hoach").status_code == 200


@pytest.mark.parametrize("name", ["user", "membership", "agency", "collective", "calendarday", "field"])
def test_the_system_administrator_keeps_the_registers(client, name):
    from tracker.rules.statuses import Role

    client.force_login(make.person(Role.SYSADMIN))
    assert client.get(f"/admin/tracker/{name}/").status_code == 200
    assert client.get(f"/admin/tracker/{name}/add/").status_code == 200


@pytest.mark.parametrize("name", ["task", "directive", "document", "meeting"])
def test_the_system_administrator_has_no_content(client, name):
    from tracker.rules.statuses import Role

    client.force_login(make.person(Role.SYSADMIN))
    assert client.get(f"/admin/tracker/{name}/").status_code == 403


def test_a_button_does_its_verb(client, two_agencies):
    officer, own, _ = two_agencies
    client.force_login(officer)
    client.post(f"/admin/tracker/task/{own.pk}/viec/accept/", {"version": own.version})
    own.refresh_from_db()
    assert own.status == "in_progress"


def test_the_second_editor_keeps_the_text_and_reads_who_was_first(client, two_agencies):
    officer, own, _ = two_agencies
    client.force_login(officer)
    door = f"/admin/tracker/task/{own.pk}/viec/"
    client.post(door + "accept/", {"version": 1})
    answer = client.post(door + "report/", {"version": 1, "done": "Đã họp ba lần"})
    page = answer.content.decode()
    assert answer.status_code == 412
    assert "Đã họp ba lần" in page
    assert str(officer) in page


def test_the_clerk_names_the_new_reader_of_restricted_work_on_the_directives_page(client):
    at, office = make.agency(), make.clerk()
    of = make.directive(restricted=True)
    make.task(at, of=of)
    of.viewers.create(user=office)
    new = make.officer(at)
    client.force_login(office)
    address = f"/admin/tracker/directive/{of.pk}/nguoi-xem/"
    assert address in client.get(f"/admin/tracker/directive/{of.pk}/change/").content.decode()
    assert str(new) in client.get(address).content.decode()
    answer = client.post(address, {"viewers": [new.pk], "version": of.version}, follow=True)
    assert "Đã lưu người được xem" in answer.content.decode()
    assert set(of.viewers.values_list("user", flat=True)) == {office.pk, new.pk}


def test_a_list_of_readers_changed_meanwhile_is_not_overwritten(client):
    office = make.clerk()
    of = make.directive(restricted=True, version=4)
    of.viewers.create(user=office)
    client.force_login(office)
    answer = client.post(f"/admin/tracker/directive/{of.pk}/nguoi-xem/", {"version": 3})
    assert answer.status_code == 200 and 'role="alert"' in answer.content.decode()


def test_only_named_readers_are_offered_as_officers_of_restricted_work(client):
    at = make.agency()
    head, named, other = make.head(at), make.officer(at), make.officer(at)
    task = make.task(at, of=make.directive(restricted=True), status="in_progress", accepted_at=make.NOW)
    for user in (head, named):
        task.directive.viewers.create(user=user)
    client.force_login(head)
    text = client.get(f"/admin/tracker/task/{task.pk}/viec/assign_officer/").content.decode()
    assert f'value="{named.pk}"' in text and f'value="{other.pk}"' not in text
