"""Asking the office's LDAP directory whether a name and a password belong together. Only over TLS."""

from __future__ import annotations

import ssl
from typing import Any

from django.conf import settings
from ldap3 import NONE, SUBTREE, Connection, Server, Tls
from ldap3.core.exceptions import LDAPException, LDAPInvalidCredentialsResult
from ldap3.utils.conv import escape_filter_chars

from .identities import Outside


class DirectoryAway(Exception):
    """The directory did not answer, or its certificate is not the one expected."""


def person_of(username: str, password: str) -> Outside | None:
    """The person whose name and password these are, or None. Raises DirectoryAway.

    An empty password is refused here: a directory takes it for an anonymous bind and says yes.
    """
    wanted: dict[str, Any] = settings.LDAP
    if not wanted or not username.strip() or not password:
        return None
    try:
        entry = _entry(wanted, username)
        if entry is None or not _binds(wanted, entry["dn"], password):
            return None
    except (LDAPException, OSError) as error:
        raise DirectoryAway(type(error).__name__) from error
    subject = _text(entry["raw_attributes"].get(wanted["id_attribute"], []))
    return Outside("ldap", wanted["base"], subject, username)


def _entry(wanted: dict[str, Any], username: str) -> dict[str, Any] | None:
    """The one entry under the base that the filter names; None for none or several."""
    with _connection(wanted, wanted["bind_dn"], wanted["bind_password"]) as directory:
        directory.search(
            wanted["base"],
            wanted["filter"].replace("{username}", escape_filter_chars(username.strip())),
            search_scope=SUBTREE,
            attributes=[wanted["id_attribute"]],
            size_limit=2,
            time_limit=wanted["timeout"],
        )
        found = [row for row in directory.response or [] if row["type"] == "searchResEntry"]
    return found[0] if len(found) == 1 else None


def _binds(wanted: dict[str, Any], name: str, password: str) -> bool:
    try:
        with _connection(wanted, name, password):
            return True
    except LDAPInvalidCredentialsResult:
        return False


def _connection(wanted: dict[str, Any], name: str, password: str) -> Connection:
    """A bound connection; ldap:// is lifted to TLS before any name or password is sent."""
    tls = Tls(validate=ssl.CERT_REQUIRED, ca_certs_file=wanted["ca_file"] or None)
    server = Server(wanted["url"], tls=tls, get_info=NONE, connect_timeout=wanted["timeout"])
    connection = Connection(
        server,
        user=name or None,
        password=password or None,
        receive_timeout=wanted["timeout"],
        auto_referrals=False,
        read_only=True,
        raise_exceptions=True,
    )
    try:
        connection.open()
        if not server.ssl:
            connection.start_tls()
        connection.bind()
    except BaseException:
        connection.unbind()
        raise
    return connection


def _text(values: list[bytes]) -> str:
    """An id as text; the binary ids of Active Directory in hexadecimal."""
    if not values:
        return ""
    try:
        text = values[0].decode("ascii")
    except UnicodeDecodeError:
        return values[0].hex()
    return text if text.isprintable() else values[0].hex()
