"""HTTP ways out, to configured hosts only: a signed webhook, a gateway for Zalo OA or SMS."""

from __future__ import annotations

import http.client
import json
import ssl
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.conf import settings

from tracker.services.signing import sign

from .outbox import Verdict

if TYPE_CHECKING:
    from .channels import Parcel

TIMEOUT = 20
SHORT = 300


class HttpPost:
    """One POST of JSON to the one address in the settings; redirects are answers, never followed."""

    server = ""

    def __init__(self, url: str, secret: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.username:
            raise ValueError("địa chỉ phải có dạng http(s)://máy-chủ/đường-dẫn, không kèm tài khoản")
        self.parts, self.secret = parts, secret

    def send(self, parcel: Parcel) -> Verdict:
        body = json.dumps(self.payload(parcel), ensure_ascii=False, sort_keys=True).encode()
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "Idempotency-Key": parcel.message_id.strip("<>"),
            **self.headers(body, int(parcel.at.timestamp())),
        }
        line = self._connection()
        try:
            parcel.phase("mail")
            line.connect()
        except OSError as error:
            line.close()
            return Verdict("temporary", None, f"{type(error).__name__}: {error}")
        try:
            parcel.phase("data")
            line.request("POST", self._path(), body, headers)
            answer = line.getresponse()
            text = answer.read(SHORT).decode(errors="replace")
        except (OSError, http.client.HTTPException) as error:
            return Verdict("uncertain", None, f"mất kết nối khi chờ trả lời: {type(error).__name__}")
        finally:
            line.close()
        return _verdict(answer.status, text)

    def close(self) -> None:
        """Nothing is kept open."""

    def payload(self, parcel: Parcel) -> dict[str, Any]:
        raise NotImplementedError

    def headers(self, body: bytes, at: int) -> dict[str, str]:
        raise NotImplementedError

    def _connection(self) -> http.client.HTTPConnection:
        host, port = self.parts.hostname or "", self.parts.port
        if self.parts.scheme == "https":
            return http.client.HTTPSConnection(
                host, port, timeout=TIMEOUT, context=ssl.create_default_context()
            )
        return http.client.HTTPConnection(host, port, timeout=TIMEOUT)

    def _path(self) -> str:
        return (self.parts.path or "/") + (f"?{self.parts.query}" if self.parts.query else "")


class Webhook(HttpPost):
    """The digest as JSON with an HMAC signature over "timestamp.body", for another system of the office."""

    @classmethod
    def from_settings(cls) -> Webhook | None:
        url = settings.REMINDER_WEBHOOK_URL
        return cls(url, settings.REMINDER_WEBHOOK_SECRET) if url else None

    def payload(self, parcel: Parcel) -> dict[str, Any]:
        return {
            "id": parcel.message_id.strip("<>"),
            "recipient": parcel.address,
            "subject": parcel.words.subject,
            "count": parcel.words.count,
            "text": parcel.words.text,
        }

    def headers(self, body: bytes, at: int) -> dict[str, str]:
        return {"X-Dondoc-Timestamp": str(at), "X-Dondoc-Signature": sign(self.secret, at, body)}


class Gateway(HttpPost):
    """A short message to a telephone by the site's gateway: subject and address of the system, no content."""

    @classmethod
    def from_settings(cls) -> Gateway | None:
        url = settings.REMINDER_GATEWAY_URL
        return cls(url, settings.REMINDER_GATEWAY_TOKEN) if url else None

    def payload(self, parcel: Parcel) -> dict[str, Any]:
        text = f"{parcel.words.subject}. Xem tại {settings.SITE_URL}"
        return {"id": parcel.message_id.strip("<>"), "to": parcel.address, "text": text[:SHORT]}

    def headers(self, body: bytes, at: int) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.secret}"}


def _verdict(status: int, text: str) -> Verdict:
    if 200 <= status < 300:
        return Verdict("accepted", status, text)
    if status in (408, 425, 429) or status >= 500:
        return Verdict("temporary", status, text)
    return Verdict("permanent", status, text)
