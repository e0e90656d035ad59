"""Accounts at the door: first password, lockout, session limits, second factor, signing out everywhere."""

import pytest
import time_machine
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from tests import factories as make
from tracker.models import TaskEvent, User
from tracker.rules.statuses import Role
from tracker.services import accounts, history

pytestmark = pytest.mark.django_db
PASSWORD = "mat-khau-kiem-thu-1"


def sign_in(client, user, password=PASSWORD):
    return client.post("/admin/login/", {"username": user.username, "password": password})


def test_a_person_with_a_post_signs_in_and_lands_on_the_home_page(client):
    answer = sign_in(client, make.clerk())
    assert (answer.status_code, answer.url) == (302, "/admin/")


def test_a_person_without_a_post_is_told_so(client):
    assert "không có vai trò" in sign_in(client, make.person()).content.decode()


def test_five_wrong_passwords_lock_with_a_vietnamese_page(client):
    user = make.clerk()
    for _ in range(5):
        answer = sign_in(client, user, "sai")
    assert answer.status_code == 429
    assert "Tạm khóa đăng nhập" in answer.content.decode()
    assert sign_in(client, user).status_code == 429


def test_a_new_password_opens_the_lock_of_its_owner_and_of_nobody_else(client):
    user, other, admin = make.clerk(), make.clerk(), make.person(Role.SYSADMIN)
    for locked in (user, other):
        for _ in range(6):
            sign_in(client, locked, "sai")
    password = accounts.reset_password(user.pk, make.actor(admin), now=make.NOW)
    assert sign_in(client, user, password).status_code == 302
    assert sign_in(Client(), other).status_code == 429


def test_a_given_password_must_be_changed_first(client):
    user = make.clerk(must_change_password=True)
    client.force_login(user)
    assert client.get("/admin/tracker/task/").url == "/admin/password_change/"
    new = "mua-xuan-nam-2027-ve"
    client.post(
        "/admin/password_change/",
        {"old_password": PASSWORD, "new_password1": new, "new_password2": new},
    )
    assert client.get("/admin/tracker/task/").status_code == 200
    assert history.verify() is None


def test_a_password_has_twelve_letters_at_least():
    validate_password("tre-xanh-rao")
    with pytest.raises(ValidationError, match="12"):
        validate_password("tre-xanh-ra")


def test_the_api_is_closed_too_until_the_password_is_changed(client):
    client.force_login(make.clerk(must_change_password=True))
    assert client.get("/api/v1/tasks/").status_code == 403


def test_signing_out_everywhere_ends_the_other_sessions(client):
    user, other = make.clerk(), Client()
    client.force_login(user)
    other.force_login(user)
    client.get("/admin/")
    other.get("/admin/")
    client.post("/admin/tai-khoan/dang-xuat/")
    assert other.get("/admin/").status_code == 302


def test_a_session_left_alone_for_half_an_hour_ends(client):
    with time_machine.travel(make.NOW, tick=False) as clock:
        client.force_login(make.clerk())
        client.get("/admin/")
        clock.shift(1790)
        assert client.get("/admin/").status_code == 200
        clock.shift(1810)
        assert client.get("/admin/").status_code == 302


def test_a_session_in_use_ends_after_twelve_hours(client):
    seen = []
    with time_machine.travel(make.NOW, tick=False) as clock:
        client.force_login(make.clerk())
        for _ in range(51):
            seen.append(client.get("/admin/").status_code)
            clock.shift(900)
    assert (seen[48], seen[49]) == (200, 302)


@pytest.fixture
def guarded():
    user = make.clerk()
    return user, TOTPDevice.objects.create(user=user, confirmed=True)


def test_the_second_factor_stands_before_every_page(client, guarded):
    client.force_login(guarded[0])
    assert client.get("/admin/tracker/task/").url == "/admin/tai-khoan/ma/"


def test_a_right_code_opens_and_a_used_one_does_not(client, guarded):
    user, device = guarded
    code = f"{totp(device.bin_key):06d}"
    client.force_login(user)
    assert client.post("/admin/tai-khoan/ma/", {"code": code}).url == "/admin/"
    assert client.get("/admin/").status_code == 200
    client.logout()
    client.force_login(user)
    assert "không đúng" in client.post("/admin/tai-khoan/ma/", {"code": code}).content.decode()


def test_turning_the_second_factor_on_takes_a_first_code(client):
    user = make.clerk()
    client.force_login(user)
    assert "<svg" in client.get("/admin/tai-khoan/hai-lop/").content.decode()
    device = TOTPDevice.objects.get(user=user)
    client.post("/admin/tai-khoan/hai-lop/", {"code": f"{totp(device.bin_key):06d}"})
    device.refresh_from_db()
    assert device.confirmed


@pytest.fixture
def sysadmin(client):
    client.force_login(make.person(Role.SYSADMIN))
    return client


INLINE = {
    "memberships-TOTAL_FORMS": 0,
    "memberships-INITIAL_FORMS": 0,
    "memberships-MIN_NUM_FORMS": 0,
    "memberships-MAX_NUM_FORMS": 1000,
}


def test_a_new_account_gets_a_password_shown_once(sysadmin):
    data = {"username": "nguyenvana", "full_name": "Nguyễn Văn A", **INLINE}
    page = sysadmin.post("/admin/tracker/user/add/", data, follow=True).content.decode()
    user = User.objects.get(username="nguyenvana")
    assert user.must_change_password
    assert "chỉ hiện một lần" in page


def test_a_reset_password_ends_the_sessions(sysadmin):
    user = make.clerk()
    sysadmin.post(f"/admin/tracker/user/{user.pk}/viec/dat-lai-mat-khau/")
    user.refresh_from_db()
    assert (user.must_change_password, user.session_epoch) == (True, 1)
    assert not user.check_password(PASSWORD)


def test_a_clerk_cannot_reset_anybody(client):
    user = make.officer(make.agency())
    client.force_login(make.clerk())
    assert client.post(f"/admin/tracker/user/{user.pk}/viec/dat-lai-mat-khau/").status_code == 404


def test_a_change_of_a_post_is_recorded(sysadmin):
    user = make.person()
    data = {"user": user.pk, "role": "clerk", "agency": ""}
    sysadmin.post("/admin/tracker/membership/add/", data)
    event = TaskEvent.objects.last()
    assert (event.verb, event.after["role"]) == ("add_record", "clerk")
    assert history.verify() is None


@pytest.fixture
def keeper(client):
    client.force_login(make.person(Role.SYSADMIN))
    return client


def post_form(user, **more):
    return {"user": user.pk, "role": "officer", "agency": "", "valid_from": "", "valid_to": "", **more}


def test_a_changed_post_tells_the_history_what_it_was_and_frees_the_work(keeper):
    at = make.agency()
    officer = make.officer(at)
    task, post = make.task(at, officer=officer), officer.memberships.get()
    address = f"/admin/tracker/membership/{post.pk}/change/"
    keeper.post(address, post_form(officer, agency=at.pk, valid_to="01/03/2020"))
    event = TaskEvent.objects.get(subject=f"membership:{post.pk}")
    assert (event.verb, event.before["valid_to"], event.after["valid_to"]) == (
        "edit_record",
        None,
        "2020-03-01",
    )
    task.refresh_from_db()
    assert (task.officer, history.verify()) == (None, None)


def test_a_post_saved_unchanged_writes_nothing(keeper):
    at = make.agency()
    officer = make.officer(at)
    post = officer.memberships.get()
    keeper.post(f"/admin/tracker/membership/{post.pk}/change/", post_form(officer, agency=at.pk))
    assert not TaskEvent.objects.filter(subject__startswith="membership:").exists()


def test_a_closed_account_is_signed_out_and_the_history_says_so(keeper):
    user, theirs = make.clerk(), Client()
    theirs.force_login(user)
    theirs.get("/admin/")
    form = {
        "username": user.username,
        "full_name": user.full_name,
        "post": "",
        "email": user.email,
        "phone": "",
    }
    rows = {"memberships-TOTAL_FORMS": 0, "memberships-INITIAL_FORMS": 0}
    keeper.post(f"/admin/tracker/user/{user.pk}/change/", form | rows)
    event = TaskEvent.objects.get(subject=f"user:{user.pk}")
    assert (event.before["is_active"], event.after["is_active"]) == (True, False)
    keeper.post(f"/admin/tracker/user/{user.pk}/change/", form | rows | {"is_active": "on"})
    assert theirs.get("/admin/").status_code == 302


def test_a_post_added_on_the_page_of_the_account_is_told_with_its_agency(keeper):
    user, at = make.person(), make.agency()
    form = {"username": user.username, "full_name": user.full_name, "email": user.email, "is_active": "on"}
    row = {f"memberships-0-{name}": value for name, value in post_form(user, agency=at.pk).items()}
    count = {"memberships-TOTAL_FORMS": 1, "memberships-INITIAL_FORMS": 0}
    keeper.post(f"/admin/tracker/user/{user.pk}/change/", form | row | count)
    event = TaskEvent.objects.get(subject=f"membership:{user.memberships.get().pk}")
    assert (event.verb, event.after["agency_id"]) == ("add_record", at.pk)


def test_a_new_password_ends_the_other_sessions_and_keeps_this_one(client):
    user, other = make.clerk(), Client()
    for one in (client, other):
        one.force_login(user)
        one.get("/admin/")
    new = "mua-xuan-nam-2027-ve"
    form = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    client.post("/admin/password_change/", form)
    assert (client.get("/admin/").status_code, other.get("/admin/").status_code) == (200, 302)


def test_another_telephone_number_leaves_the_owner_signed_in(keeper):
    user, theirs = make.clerk(), Client()
    theirs.force_login(user)
    theirs.get("/admin/")
    form = {"username": user.username, "email": user.email, "phone": "0912", "is_active": "on"}
    keeper.post(f"/admin/tracker/user/{user.pk}/change/", form | INLINE)
    user.refresh_from_db()
    assert (user.phone, theirs.get("/admin/").status_code) == ("0912", 200)


def test_a_wrong_first_code_keeps_the_key_that_was_scanned(client):
    user = make.clerk()
    client.force_login(user)
    client.get("/admin/tai-khoan/hai-lop/")
    key = TOTPDevice.objects.get(user=user).key
    client.post("/admin/tai-khoan/hai-lop/", {"code": "sai"})
    assert TOTPDevice.objects.get(user=user).key == key
