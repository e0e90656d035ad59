"""Outside sources of identity, both off by default: an OpenID Connect provider and an LDAP directory."""

from collections.abc import Callable
from typing import Any

import environ


def oidc(env: environ.Env, secret: Callable[[str], str]) -> dict[str, Any]:
    """The provider of single sign-on; empty when OIDC_ISSUER is not set."""
    issuer = env.str("OIDC_ISSUER", default="")
    if not issuer:
        return {}
    return {
        "issuer": issuer,
        "client_id": env.str("OIDC_CLIENT_ID"),
        "client_secret": secret("OIDC_CLIENT_SECRET"),
        "name": env.str("OIDC_NAME", default="Đăng nhập một lần"),
        "scope": env.str("OIDC_SCOPE", default="openid profile email"),
        "username_claim": env.str("OIDC_USERNAME_CLAIM", default="preferred_username"),
        "prompt": env.str("OIDC_PROMPT", default=""),
        "ca_file": env.str("OIDC_CA_FILE", default=""),
        "timeout": env.int("OIDC_TIMEOUT", default=10),  # seconds for one answer of the provider
    }


def ldap(env: environ.Env, secret: Callable[[str], str]) -> dict[str, Any]:
    """The directory that knows passwords; empty when LDAP_URL is not set."""
    url = env.str("LDAP_URL", default="")
    if not url:
        return {}
    return {
        "url": url,
        "bind_dn": env.str("LDAP_BIND_DN", default=""),
        "bind_password": secret("LDAP_BIND_PASSWORD"),
        "base": env.str("LDAP_BASE"),
        "filter": env.str("LDAP_FILTER", default="(&(objectClass=person)(uid={username}))"),
        "id_attribute": env.str("LDAP_ID_ATTRIBUTE", default="entryUUID"),
        "ca_file": env.str("LDAP_CA_FILE", default=""),
        "timeout": env.int("LDAP_TIMEOUT", default=5),  # seconds for one answer of the directory
    }


def backends(by_oidc: dict[str, Any], by_ldap: dict[str, Any]) -> list[str]:
    """What is added to AUTHENTICATION_BACKENDS, always behind the counter of guesses and the lockout."""
    found = []
    if by_ldap:
        found.append("tracker.admin.backends.DirectoryBackend")
    if by_oidc:
        found.append("tracker.admin.backends.SingleSignOnBackend")
    return found
