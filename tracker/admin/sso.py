"""Single sign-on with an OpenID Connect provider: the way there and the way back."""

from __future__ import annotations

import functools
import logging
from typing import Any

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.django_client import OAuth
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME, login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from joserfc.errors import JoseError

from tracker.services import identities
from tracker.services.errors import NotPermitted, ServiceError

from .access import now
from .backends import SSO_BACKEND
from .login import refuse_without_post

log = logging.getLogger("dondoc.login")
NEXT = "sso_next"
# A key that the site could know too would let it, or whoever reads its secrets, sign anybody in.
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
AWAY = "Máy chủ đăng nhập một lần không trả lời; đề nghị thử lại sau ít phút hoặc dùng mật khẩu."
REFUSED = "Không đăng nhập được qua máy chủ đăng nhập một lần; đề nghị thử lại từ đầu."


@functools.lru_cache(maxsize=4)
def _provider(chosen: tuple[tuple[str, Any], ...]) -> Any:
    """The client for these settings; it keeps the provider's addresses and keys between requests."""
    of = dict(chosen)
    more = {"verify": of["ca_file"]} if of["ca_file"] else {}
    return OAuth().register(
        "office",
        client_id=of["client_id"],
        client_secret=of["client_secret"] or None,
        server_metadata_url=of["issuer"].rstrip("/") + "/.well-known/openid-configuration",
        client_kwargs={
            "scope": of["scope"],
            "code_challenge_method": "S256",
            "default_timeout": of["timeout"],
            **more,
        },
    )


def provider() -> Any:
    """The client of the configured provider, its metadata checked. Raises JoseError or RequestException."""
    found = _provider(tuple(sorted(settings.OIDC.items())))
    metadata = found.load_server_metadata()
    if metadata.get("issuer") != settings.OIDC["issuer"]:
        found.server_metadata.clear()
        raise JoseError("the provider names another issuer")
    offered = metadata.get("id_token_signing_alg_values_supported") or ["RS256"]
    metadata["id_token_signing_alg_values_supported"] = [name for name in offered if name in ALGORITHMS]
    return found


@never_cache
def begin(request: HttpRequest) -> HttpResponse:
    """Send the visitor to the provider; where they wanted to go is kept in the session."""
    try:
        chosen = provider()
        request.session[NEXT] = _safe(request, request.GET.get(REDIRECT_FIELD_NAME, ""))
        more = {"prompt": settings.OIDC["prompt"]} if settings.OIDC["prompt"] else {}
        answer = chosen.authorize_redirect(request, _return_address(), **more)
    except (AuthlibBaseError, JoseError, requests.RequestException, ValueError, RuntimeError) as error:
        return _back(request, AWAY, error)
    assert isinstance(answer, HttpResponse)
    return answer


@never_cache
def arrive(request: HttpRequest) -> HttpResponse:
    """The visitor comes back with a code: exchange it, check the identity, open the session."""
    try:
        claims = _claims(request)
        user = identities.account_of(_outside(claims), request.META.get("REMOTE_ADDR") or None, now=now())
        refuse_without_post(user)
    except ServiceError as error:
        return _back(request, error.message, error)
    except requests.RequestException as error:
        return _back(request, AWAY, error)
    except (AuthlibBaseError, JoseError, ValueError, RuntimeError) as error:
        return _back(request, REFUSED, error)
    wanted = request.session.get(NEXT) or reverse("admin:index")
    login(request, user, backend=SSO_BACKEND)
    request.session.pop(NEXT, None)
    return redirect(wanted)


def _claims(request: HttpRequest) -> dict[str, Any]:
    """What the provider says of the visitor, signature and all checked. Raises what `arrive` catches."""
    chosen, of = provider(), settings.OIDC
    named = request.GET.get("iss")
    if named is not None and named != of["issuer"]:
        raise JoseError("the answer comes from another issuer")
    wanted = {"iss": {"values": [of["issuer"]]}, "aud": {"values": [of["client_id"]]}}
    claims = chosen.authorize_access_token(request, claims_options=wanted, leeway=60).get("userinfo")
    if not claims:
        raise JoseError("no identity in the answer")
    found: dict[str, Any] = dict(claims)
    return found


def _outside(claims: dict[str, Any]) -> identities.Outside:
    """Raises NotPermitted when the claim that names the account is missing or an unproven address."""
    claim = settings.OIDC["username_claim"]
    username = claims.get(claim)
    if not isinstance(username, str) or (claim == "email" and claims.get("email_verified") is not True):
        raise NotPermitted("no_account", identities.UNKNOWN)
    return identities.Outside("oidc", settings.OIDC["issuer"], str(claims["sub"]), username)


def _return_address() -> str:
    """Built from SITE_URL, never from the Host header: the provider compares it letter by letter."""
    return settings.SITE_URL + reverse("admin:sso_return")


def _safe(request: HttpRequest, address: str) -> str:
    inside = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return address if inside else ""


def _back(request: HttpRequest, sentence: str, error: Exception) -> HttpResponse:
    log.warning("single sign-on refused", extra={"view": type(error).__name__})
    messages.error(request, sentence)
    return redirect("admin:login")
