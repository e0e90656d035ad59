"""Single sign-on against a real provider: who gets in, as whom, and every forged identity refused."""

import time

import pytest
import requests
from django.contrib.messages import get_messages
from django.test import Client
from django_otp.plugins.otp_totp.models import TOTPDevice
from joserfc.jwk import RSAKey

from tests import factories as make
from tests.identity.provider import SECRET, Provider
from tracker.admin.backends import SSO_BACKEND
from tracker.models import ExternalIdentity, TaskEvent, User
from tracker.rules.statuses import Role

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def running():
    provider = Provider()
    yield provider
    provider.end()


@pytest.fixture
def provider(running, settings):
    """A fresh person at the keyboard, an honest signature, and the site set up for this provider."""
    running.person = {"sub": "uuid-1", "preferred_username": "canbo"}
    running.spoil, running.sign = (lambda claims: claims), running.signed
    settings.OIDC = running.settings
    settings.SITE_URL = "http://testserver"
    settings.AUTHENTICATION_BACKENDS = [*settings.AUTHENTICATION_BACKENDS, SSO_BACKEND]
    return running


def way_back(client, where=""):
    """From the button to the provider; the address with which the browser comes back."""
    there = client.get("/admin/dang-nhap/mot-lan/", {"next": where} if where else {})
    return requests.get(there.url, allow_redirects=False, timeout=5).headers["Location"]


def sign_in(client, where=""):
    return client.get(way_back(client, where))


def sentences(answer):
    return [str(message) for message in get_messages(answer.wsgi_request)]


def signed_in(client):
    return client.get("/admin/").status_code == 200


def test_without_a_provider_there_is_no_button_and_no_address(client):
    assert "mot-lan" not in client.get("/admin/login/").content.decode()
    assert client.get("/admin/dang-nhap/mot-lan/").status_code == 404
    assert client.get("/admin/dang-nhap/mot-lan/ve/?code=a&state=b").status_code == 404


def test_the_button_keeps_where_the_visitor_wanted_to_go(client, provider):
    page = client.get("/admin/login/?next=/nhiem-vu/").content.decode()
    assert "Đăng nhập bằng tài khoản tỉnh" in page
    assert "/admin/dang-nhap/mot-lan/?next=/nhiem-vu/" in page


def test_a_person_with_a_post_gets_in_and_lands_where_they_wanted(client, provider):
    make.clerk(username="canbo")
    assert sign_in(client, "/nhiem-vu/").url == "/nhiem-vu/"
    assert signed_in(client)
    assert TaskEvent.objects.filter(verb="link_identity").count() == 1


def test_the_request_asks_for_a_code_with_proof_of_key_and_nonce(client, provider):
    sign_in(client)
    asked = provider.asked[-1]
    assert (asked["response_type"], asked["code_challenge_method"]) == ("code", "S256")
    assert asked["nonce"] and asked["state"]


def test_an_outside_address_is_not_followed_after_signing_in(client, provider):
    make.clerk(username="canbo")
    assert sign_in(client, "https://xau.example/").url == "/admin/"


def test_the_session_gets_a_new_number(client, provider):
    make.clerk(username="canbo")
    address = way_back(client)
    before = client.session.session_key
    client.get(address)
    assert client.session.session_key != before


def test_nobody_gets_an_account_by_knocking(client, provider):
    answer = sign_in(client)
    assert "Chưa có tài khoản" in sentences(answer)[0]
    assert not User.objects.exists()


def test_a_person_without_a_post_is_told_so(client, provider):
    make.person(username="canbo")
    assert "không có vai trò" in sentences(sign_in(client))[0]
    assert not signed_in(client)


def test_a_closed_account_stays_closed(client, provider):
    make.clerk(username="canbo", is_active=False)
    assert "Chưa có tài khoản" in sentences(sign_in(client))[0]


def test_an_account_closed_after_the_first_time_stays_closed(client, provider):
    user = make.clerk(username="canbo")
    sign_in(client)
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert "Chưa có tài khoản" in sentences(sign_in(Client()))[0]


def test_a_name_given_to_another_person_does_not_open_the_account(client, provider):
    make.clerk(username="canbo")
    sign_in(client)
    provider.person = {"sub": "uuid-2", "preferred_username": "canbo"}
    other = Client()
    assert "gắn với người khác" in sentences(sign_in(other))[0]
    assert not signed_in(other)


def test_a_person_renamed_at_the_provider_keeps_the_account(client, provider):
    user = make.clerk(username="canbo")
    sign_in(client)
    provider.person = {"sub": "uuid-1", "preferred_username": "ten-moi"}
    again = Client()
    sign_in(again)
    assert again.session["_auth_user_id"] == str(user.pk)


def test_an_unproven_mail_address_names_nobody(client, provider, settings):
    settings.OIDC = provider.settings | {"username_claim": "email"}
    make.clerk(username="canbo@example.org")
    provider.person = {"sub": "uuid-1", "email": "canbo@example.org", "email_verified": False}
    assert "Chưa có tài khoản" in sentences(sign_in(client))[0]
    provider.person["email_verified"] = True
    sign_in(client)
    assert signed_in(client)


def late(claims):
    return claims | {"exp": int(time.time()) - 600}


FORGED = {
    "another audience": lambda p: {"spoil": lambda c: c | {"aud": "trang-khac"}},
    "another audience though we are named": lambda p: {
        "spoil": lambda c: c | {"aud": "trang-khac", "azp": "don-doc"}
    },
    "another issuer": lambda p: {"spoil": lambda c: c | {"iss": "https://xau.example"}},
    "out of date": lambda p: {"spoil": late},
    "another nonce": lambda p: {"spoil": lambda c: c | {"nonce": "cu"}},
    "no nonce": lambda p: {"spoil": lambda c: {k: v for k, v in c.items() if k != "nonce"}},
    "no subject": lambda p: {"spoil": lambda c: {k: v for k, v in c.items() if k != "sub"}},
    "another key": lambda p: {"sign": lambda c: p.signed(c, RSAKey.generate_key(2048))},
    "the secret of the site": lambda p: {"sign": p.signed_with(SECRET)},
    "the public key as a secret": lambda p: {"sign": p.signed_with(p.key.as_pem(private=False).decode())},
    "no signature": lambda p: {"sign": p.unsigned},
    "no token at all": lambda p: {"sign": lambda c: "khong-phai"},
}


@pytest.mark.parametrize("kind", FORGED)
def test_a_forged_identity_is_refused(client, provider, kind):
    make.clerk(username="canbo")
    for name, value in FORGED[kind](provider).items():
        setattr(provider, name, value)
    answer = sign_in(client)
    assert (answer.status_code, answer.url) == (302, "/admin/login/")
    assert not signed_in(client)
    assert not ExternalIdentity.objects.exists()


def test_a_code_brought_by_somebody_else_is_refused(client, provider):
    make.clerk(username="canbo")
    assert "thử lại từ đầu" in sentences(client.get(way_back(Client())))[0]
    assert not signed_in(client)


def test_a_code_serves_once(client, provider):
    make.clerk(username="canbo")
    address = way_back(client)
    client.get(address)
    client.post("/admin/logout/")
    client.get(address)
    assert not signed_in(client)


def test_an_answer_in_the_name_of_another_issuer_is_refused(client, provider):
    make.clerk(username="canbo")
    client.get(way_back(client) + "&iss=https%3A%2F%2Fxau.example")
    assert not signed_in(client)


def test_a_refusal_of_the_provider_is_told(client, provider):
    answer = client.get("/admin/dang-nhap/mot-lan/ve/?error=access_denied&state=x")
    assert "thử lại từ đầu" in sentences(answer)[0]


def test_a_provider_that_does_not_answer_is_told(client, provider, settings):
    settings.OIDC = provider.settings | {"issuer": "http://127.0.0.1:9"}
    answer = client.get("/admin/dang-nhap/mot-lan/")
    assert answer.url == "/admin/login/"
    assert "không trả lời" in sentences(answer)[0]


def test_the_second_factor_is_asked_all_the_same(client, provider):
    TOTPDevice.objects.create(user=make.clerk(username="canbo"), confirmed=True)
    sign_in(client)
    assert client.get("/admin/tracker/task/").url == "/admin/tai-khoan/ma/"


def test_a_temporary_password_need_not_be_changed_by_who_never_typed_it(client, provider):
    user = make.clerk(username="canbo", must_change_password=True)
    sign_in(client)
    assert client.get("/admin/tracker/task/").status_code == 200
    other = Client()
    other.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    assert other.get("/admin/tracker/task/").url == "/admin/password_change/"


def test_unlinking_ends_the_sessions_and_frees_the_account(client, provider):
    user = make.clerk(username="canbo")
    sign_in(client)
    client.get("/admin/")
    keeper = Client()
    keeper.force_login(make.person(Role.SYSADMIN), backend="django.contrib.auth.backends.ModelBackend")
    keeper.post(f"/admin/tracker/user/{user.pk}/viec/go-lien-ket/")
    assert not signed_in(client)
    provider.person["sub"] = "uuid-3"
    again = Client()
    sign_in(again)
    assert signed_in(again)


def test_a_site_that_gives_single_sign_on_up_ends_its_sessions(client, provider, settings):
    make.clerk(username="canbo")
    sign_in(client)
    settings.OIDC = {}
    settings.AUTHENTICATION_BACKENDS = [b for b in settings.AUTHENTICATION_BACKENDS if b != SSO_BACKEND]
    assert not signed_in(client)
