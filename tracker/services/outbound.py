"""One POST to an outside address, and the walls around it: named hosts, no inner addresses, no redirects."""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings

from .errors import InvalidInput

ANSWER_READ = 300


@dataclass(frozen=True, slots=True)
class Target:
    scheme: str
    host: str
    port: int
    path: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """`status` is None when no answer came; `ok` only for 2xx."""

    status: int | None
    text: str

    @property
    def ok(self) -> bool:
        return self.status is not None and 200 <= self.status < 300


def target_of(url: str) -> Target:
    """The parts of an address that this site may send to; InvalidInput says why not."""
    try:
        parts = urlsplit(url)
        port, host = parts.port, (parts.hostname or "").lower()
    except ValueError as error:
        raise _refused("Địa chỉ không hợp lệ.") from error
    schemes = {"https", "http"} if settings.WEBHOOK_ALLOW_HTTP else {"https"}
    if parts.scheme not in schemes or not host:
        raise _refused("Địa chỉ phải bắt đầu bằng https://.")
    if parts.username or parts.password or parts.fragment or not url.isascii() or not url.isprintable():
        raise _refused("Địa chỉ không được kèm tài khoản, dấu # hoặc ký tự lạ.")
    if not _named(host):
        raise _refused(f"Máy chủ “{host[:80]}” không có trong danh sách được phép (WEBHOOK_ALLOWED_HOSTS).")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(parts.scheme, host, port or (443 if parts.scheme == "https" else 80), path)


def _named(host: str) -> bool:
    """An entry names one host, or with a leading dot every host below a domain."""
    allowed = [entry.strip().lower() for entry in settings.WEBHOOK_ALLOWED_HOSTS]
    return any(host == entry or (entry.startswith(".") and host.endswith(entry)) for entry in allowed)


def _refused(message: str) -> InvalidInput:
    return InvalidInput("bad_address", message, field="url")


def address_of(target: Target) -> str:
    """One numeric address of the host; InvalidInput when any of its addresses lies inside.

    The connection is then made to this very address: a name that changes its mind after the check
    reaches nothing.
    """
    try:
        found = {info[4][0] for info in socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)}
    except (OSError, UnicodeError) as error:
        raise _refused(f"Không tìm thấy máy chủ “{target.host[:80]}”.") from error
    if not settings.WEBHOOK_ALLOW_PRIVATE and any(_inner(str(address)) for address in found):
        raise _refused("Địa chỉ nằm trong mạng nội bộ; chỉ gửi được khi có cấu hình WEBHOOK_ALLOW_PRIVATE.")
    return str(sorted(found, key=str)[0])


def _inner(address: str) -> bool:
    parsed = ipaddress.ip_address(address.split("%", maxsplit=1)[0])
    mapped = getattr(parsed, "ipv4_mapped", None) or parsed
    return not mapped.is_global or mapped.is_multicast


def post(url: str, body: bytes, headers: dict[str, str]) -> Outcome:
    """Send `body`; never raises for a refusal or a broken line. Redirects are answers, never followed."""
    try:
        target = target_of(url)
        line = _line(target, address_of(target))
    except InvalidInput as error:
        return Outcome(None, error.message)
    host = target.host if target.port in (80, 443) else f"{target.host}:{target.port}"
    try:
        line.request("POST", target.path, body, {"Host": host, "User-Agent": "dondoc-webhook", **headers})
        answer = line.getresponse()
        return Outcome(answer.status, answer.read(ANSWER_READ).decode(errors="replace"))
    except (OSError, http.client.HTTPException) as error:
        return Outcome(None, f"{type(error).__name__}: {error}"[:ANSWER_READ])
    finally:
        line.close()


class _Pinned(http.client.HTTPSConnection):
    """TLS to a fixed address, with the certificate checked against the name."""

    def __init__(self, address: str, name: str, port: int, timeout: float) -> None:
        self._context_of_site = ssl.create_default_context()
        super().__init__(address, port, timeout=timeout, context=self._context_of_site)
        self._name = name

    def connect(self) -> None:
        plain = socket.create_connection((self.host, self.port), self.timeout)
        self.sock = self._context_of_site.wrap_socket(plain, server_hostname=self._name)


def _line(target: Target, address: str) -> http.client.HTTPConnection:
    timeout = float(settings.WEBHOOK_TIMEOUT)
    if target.scheme == "https":
        return _Pinned(address, target.host, target.port, timeout)
    return http.client.HTTPConnection(address, target.port, timeout=timeout)
