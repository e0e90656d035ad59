"""How a message proves who sent it: one formula for every channel that leaves the house."""

from __future__ import annotations

import hashlib
import hmac


def sign(secret: str, at: int, body: bytes) -> str:
    """ "sha256=" + HMAC-SHA256(secret, "<at>." + body); `at` is the Unix time sent beside it."""
    digest = hmac.new(secret.encode(), f"{at}.".encode() + body, hashlib.sha256).hexdigest()
    return f"sha256={digest}"
