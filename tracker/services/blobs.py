"""Files by content hash, whole or not at all; evidence and finished exports lie in the same kind of store."""

from __future__ import annotations

import hashlib
import re

from .errors import NotFound
from .stores import StoreAway, store

__all__ = ["StoreAway", "drop", "get", "put", "restore", "store_answers", "whole"]
_SHA = re.compile(r"[0-9a-f]{64}")


def put(data: bytes, area: str = "evidence") -> str:
    """Store `data` and return its SHA-256; raises StoreAway. A crash leaves at most an orphan file."""
    digest = hashlib.sha256(data).hexdigest()
    place = store(area)
    if not place.has(digest):
        place.put(digest, data)
    return digest


def restore(data: bytes) -> str:
    """As `put` for evidence, also over a damaged file of the same name."""
    digest = hashlib.sha256(data).hexdigest()
    store("evidence").put(digest, data)
    return digest


def get(digest: str, area: str = "evidence") -> bytes:
    """The bytes, checked against their name; raises NotFound when missing or damaged, StoreAway."""
    data = store(area).get(_checked(digest))
    if data is None:
        raise NotFound("Không tìm thấy tệp trong kho lưu trữ.")
    if hashlib.sha256(data).hexdigest() != digest:
        raise NotFound("Tệp trong kho lưu trữ đã bị hỏng.")
    return data


def whole(digest: str) -> bool:
    """Whether the evidence is there and is what its name says; raises StoreAway."""
    try:
        get(digest)
    except NotFound:
        return False
    return True


def drop(digest: str, area: str) -> None:
    """Remove the file if it is there."""
    store(area).drop(_checked(digest))


def store_answers() -> bool:
    """Whether evidence could be read and written now, as far as the store can tell without doing it."""
    return store("evidence").answers()


def _checked(digest: str) -> str:
    """Raises NotFound for anything that is no SHA-256, so that no name can lead out of the store."""
    if not _SHA.fullmatch(digest):
        raise NotFound("Không tìm thấy tệp.")
    return digest
