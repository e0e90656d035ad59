"""Somebody is always left who can give rights; who is locked out is let in again from the server."""

import datetime as dt
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django_otp.plugins.otp_totp.models import TOTPDevice

from tests import factories as make
from tracker.models import Membership, User
from tracker.rules.statuses import Role
from tracker.services import accounts, posts
from tracker.services.errors import WrongState

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def admin(**more):
    return make.person(Role.SYSADMIN, **more)


def close(user, by):
    actor, user = make.actor(by), User.objects.get(pk=user.pk)
    user.is_active = False
    accounts.edit_account(user, actor, now=make.NOW)


def end(user, on, by=None):
    post = user.memberships.get()
    post.valid_to = on
    posts.keep_post(post, make.actor(by or user), now=make.NOW)


def test_the_last_administrator_does_not_close_the_own_account():
    last = admin()
    with pytest.raises(WrongState, match="không còn ai làm quản trị hệ thống"):
        close(last, by=last)
    assert User.objects.get().is_active


def test_one_of_two_may_go_and_the_other_may_not_follow():
    first, second = admin(), admin()
    close(first, by=second)
    with pytest.raises(WrongState):
        close(second, by=second)


@pytest.mark.parametrize("on", [make.TODAY - DAY, make.TODAY, make.TODAY + 30 * DAY])
def test_the_last_post_gets_no_end_whatever_its_day(on):
    last = admin()
    with pytest.raises(WrongState, match="quản trị hệ thống"):
        end(last, on)
    assert Membership.objects.get().valid_to is None


def test_the_sentence_names_the_first_day_without_anybody():
    with pytest.raises(WrongState, match="Từ ngày 05/03/2026"):
        end(admin(), dt.date(2026, 3, 4))


def test_a_post_may_end_when_the_next_one_begins_the_day_after():
    last, heir = admin(), make.person()
    begins = make.TODAY + DAY
    Membership.objects.create(user=heir, role=Role.SYSADMIN.value, valid_from=begins)
    end(last, make.TODAY)
    assert Membership.objects.get(user=last).valid_to == make.TODAY


def test_a_day_between_two_posts_is_refused():
    last, heir = admin(), make.person()
    Membership.objects.create(user=heir, role=Role.SYSADMIN.value, valid_from=make.TODAY + 2 * DAY)
    with pytest.raises(WrongState):
        end(last, make.TODAY)


def test_an_end_that_was_set_may_be_moved_further_away():
    last = admin()
    last.memberships.update(valid_to=make.TODAY + DAY)
    end(last, make.TODAY + 9 * DAY)
    assert Membership.objects.get().valid_to == make.TODAY + 9 * DAY


def test_the_last_post_is_not_turned_into_another_one():
    last = admin()
    post = last.memberships.get()
    post.role = Role.CLERK.value
    with pytest.raises(WrongState):
        posts.keep_post(post, make.actor(last), now=make.NOW)


def test_closing_anybody_else_is_nobodys_concern():
    last, clerk = admin(), make.clerk()
    close(clerk, by=last)
    assert not User.objects.get(pk=clerk.pk).is_active


def run(*words):
    out = StringIO()
    call_command("first_admin", *words, stdout=out)
    return out.getvalue().split()[-1]


@pytest.mark.parametrize("gone", ["account", "post"])
def test_a_site_whose_administrators_have_all_left_gets_one_from_the_server(client, gone):
    left = admin()
    if gone == "account":
        User.objects.update(is_active=False)
    else:
        left.memberships.update(valid_from=dt.date(2020, 1, 1), valid_to=dt.date(2020, 2, 1))
    password = run("quantri2")
    assert client.post("/admin/login/", {"username": "quantri2", "password": password}).status_code == 302


def test_the_only_administrator_without_password_and_phone_is_let_in_again(client):
    last = admin(username="quantri")
    TOTPDevice.objects.create(user=last, confirmed=True)
    password = run("quantri", "--reset")
    client.post("/admin/login/", {"username": "quantri", "password": password})
    assert client.get("/admin/").url == "/admin/password_change/"
    assert not TOTPDevice.objects.exists()


@pytest.mark.parametrize("who", ["chuyenvien", "khongco"])
def test_the_server_resets_nobody_but_an_administrator(who):
    make.clerk(username="chuyenvien")
    with pytest.raises(CommandError, match="Không có quản trị hệ thống"):
        run(who, "--reset")


def test_the_page_keeps_what_was_typed_and_says_why(client):
    last = admin(username="quantri")
    client.force_login(last)
    post = last.memberships.get()
    form = {
        "username": "quantri", "full_name": "Tên mới gõ", "post": "", "email": "", "phone": "",
        "memberships-TOTAL_FORMS": 1, "memberships-INITIAL_FORMS": 1, "memberships-MIN_NUM_FORMS": 0,
        "memberships-MAX_NUM_FORMS": 1000, "memberships-0-id": post.pk, "memberships-0-user": last.pk,
        "memberships-0-role": "sysadmin", "memberships-0-valid_to": "1/1/2020",
    }  # fmt: skip
    page = client.post(f"/admin/tracker/user/{last.pk}/change/", form | {"is_active": "on"})
    told = page.content.decode()
    assert page.status_code == 200 and "không còn ai làm quản trị hệ thống" in told and "Tên mới gõ" in told
    page = client.post(f"/admin/tracker/user/{last.pk}/change/", form | {"memberships-0-valid_to": ""})
    assert "không còn ai làm quản trị hệ thống" in page.content.decode()
    assert User.objects.get().is_active and User.objects.get().full_name != "Tên mới gõ"
