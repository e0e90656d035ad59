"""Passwords of an LDAP directory, against a real slapd that refuses any password sent in the clear."""

import subprocess

import pytest
from django.core.cache import cache
from django.test import Client

from tests import factories as make
from tests.identity.ldap_server import BASE, READER, start_directory
from tracker.admin.backends import DIRECTORY_BACKEND
from tracker.models import ExternalIdentity, User
from tracker.services import directory as asking

pytestmark = pytest.mark.django_db
PASSWORD = "mat-khau-danh-ba-7"


@pytest.fixture(scope="module")
def running():
    directory = start_directory()
    yield directory
    directory.remove()


@pytest.fixture
def directory(running, settings):
    settings.LDAP = running.settings
    settings.AUTHENTICATION_BACKENDS = [*settings.AUTHENTICATION_BACKENDS, DIRECTORY_BACKEND]
    return running


def sign_in(client, username="canbo", password=PASSWORD):
    return client.post("/admin/login/", {"username": username, "password": password})


def test_the_server_itself_refuses_a_password_in_the_clear(directory):
    """Proves that every test below that gets in came by TLS."""
    command = ["ldapwhoami", "-x", "-H", f"ldap://127.0.0.1:{directory.port}", "-D", READER]
    answer = subprocess.run([*command, "-w", "mat-khau-doc-danh-ba"], capture_output=True, text=True)
    assert "onfidentiality required" in answer.stderr


def test_a_password_of_the_directory_opens_the_account_of_the_same_name(client, directory):
    user = make.clerk(username="canbo")
    assert sign_in(client).url == "/admin/"
    assert client.session["_auth_user_id"] == str(user.pk)
    assert len(ExternalIdentity.objects.get().subject) == 36


def test_tls_from_the_first_byte_serves_as_well(client, directory, settings):
    settings.LDAP = directory.settings | {"url": f"ldaps://localhost:{directory.tls_port}"}
    make.clerk(username="canbo")
    assert sign_in(client).status_code == 302


def test_the_password_kept_here_goes_on_working(client, directory):
    make.clerk(username="canbo")
    assert sign_in(client, password="mat-khau-kiem-thu-1").status_code == 302


@pytest.mark.parametrize("password", ["sai", "", " "])
def test_another_password_does_not(client, directory, password):
    make.clerk(username="canbo")
    assert sign_in(client, password=password).status_code == 200


@pytest.mark.parametrize("username", ["*", "can*", "canbo)(uid=*", "canbo\x00", "uid=canbo", "haiten"])
def test_a_name_is_a_name_and_must_be_the_only_one(directory, username):
    assert asking.person_of(username, PASSWORD) is None


def test_nobody_gets_an_account_by_knowing_a_password_of_the_directory(client, directory):
    assert sign_in(client).status_code == 200
    assert not User.objects.exists()


def test_a_name_given_anew_in_the_directory_does_not_open_the_old_account(client, directory):
    user = make.clerk(username="canbo")
    sign_in(client)
    ExternalIdentity.objects.filter(user=user).update(subject="ma-cua-nguoi-truoc")
    assert sign_in(Client()).status_code == 200


@pytest.mark.parametrize(
    "change",
    [{"ca_file": "other.pem"}, {"url": "ldap://127.0.0.1:{port}"}, {"url": "ldaps://127.0.0.1:{tls_port}"}],
    ids=["unknown authority", "certificate of another name", "the same without STARTTLS"],
)
def test_a_server_that_cannot_prove_itself_is_sent_no_password(directory, settings, change):
    places = {"port": directory.port, "tls_port": directory.tls_port}
    change = {
        k: str(directory.folder / v) if k == "ca_file" else v.format(**places) for k, v in change.items()
    }
    settings.LDAP = directory.settings | change
    with pytest.raises(asking.DirectoryAway):
        asking.person_of("canbo", PASSWORD)


def test_a_directory_that_is_away_is_told_and_local_passwords_work(client, directory, settings):
    settings.LDAP = directory.settings | {"url": "ldap://localhost:9", "timeout": 1}
    make.clerk(username="canbo")
    assert "danh bạ không trả lời" in sign_in(client).content.decode()
    assert sign_in(client, password="mat-khau-kiem-thu-1").status_code == 302


def test_a_wrong_password_of_our_own_at_the_directory_tells_who_keeps_the_site(directory, settings):
    settings.LDAP = directory.settings | {"bind_password": "sai"}
    with pytest.raises(asking.DirectoryAway):
        asking.person_of("canbo", PASSWORD)


def test_guesses_are_counted_before_the_directory_is_asked(client, directory):
    make.clerk(username="canbo")
    for number in range(5):
        sign_in(client, password=f"doan-{number}")
    cache.clear()  # the tables alone still refuse
    assert sign_in(client).status_code == 429


def test_the_second_factor_and_the_first_password_follow_the_same_rules(client, directory):
    make.clerk(username="canbo", must_change_password=True)
    sign_in(client)
    assert client.get("/admin/tracker/task/").status_code == 200
    assert "mật khẩu đổi ở nơi quản lý" in client.get("/admin/tai-khoan/").content.decode()


def test_the_base_stands_for_the_directory_in_the_link(client, directory):
    make.clerk(username="canbo")
    sign_in(client)
    assert ExternalIdentity.objects.get().issuer == BASE
