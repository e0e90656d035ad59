"""The first account of a fresh site, made on the server."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests import factories as make
from tracker.models import User
from tracker.rules.statuses import Role
from tracker.services import history

pytestmark = pytest.mark.django_db


def first_admin(name):
    out = StringIO()
    call_command("first_admin", name, stdout=out)
    return out.getvalue()


def test_the_printed_password_opens_the_account_and_must_be_changed(client):
    password = first_admin("quantri").split()[-1]
    answer = client.post("/admin/login/", {"username": "quantri", "password": password})
    assert (answer.status_code, User.objects.get().must_change_password) == (302, True)
    assert history.verify() is None


def test_a_site_with_an_administrator_gets_no_second_one_this_way():
    make.person(Role.SYSADMIN)
    with pytest.raises(CommandError, match="đã có quản trị"):
        first_admin("nguoikhac")


@pytest.mark.parametrize("name", ["", "tên có dấu cách"])
def test_a_bad_name_is_told_and_leaves_nothing(name):
    with pytest.raises(CommandError):
        first_admin(name)
    assert not User.objects.exists()


def test_a_name_in_use_is_told_and_keeps_its_account():
    make.clerk(username="chuyenvien")
    with pytest.raises(CommandError, match="[Tt]ài khoản|tồn tại|đã"):
        first_admin("chuyenvien")
    assert User.objects.count() == 1
