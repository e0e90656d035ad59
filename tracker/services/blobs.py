"""The evidence store: files by content hash in a folder outside the web root, whole or not at all."""

from __future__ import annotations

import hashlib
import os
import re
import secrets
from pathlib import Path

from django.conf import settings

from .errors import NotFound

_SHA = re.compile(r"[0-9a-f]{64}")


def put(data: bytes) -> str:
    """Store `data` and return its SHA-256. A crash leaves at most an orphan file, never a row without one."""
    digest = hashlib.sha256(data).hexdigest()
    target = path_of(digest)
    if target.exists():
        return digest
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.parent / f".{digest}.{secrets.token_hex(6)}"
    try:
        with temporary.open("wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
    return digest


def path_of(digest: str) -> Path:
    """Where the file with this SHA-256 lies; raises NotFound for anything that is no SHA-256."""
    if not _SHA.fullmatch(digest):
        raise NotFound("Không tìm thấy tệp.")
    return Path(settings.EVIDENCE_DIR) / digest[:2] / digest


def get(digest: str) -> bytes:
    """The bytes, checked against their name; raises NotFound when missing or damaged."""
    try:
        data = path_of(digest).read_bytes()
    except FileNotFoundError as error:
        raise NotFound("Không tìm thấy tệp trong kho lưu trữ.") from error
    if hashlib.sha256(data).hexdigest() != digest:
        raise NotFound("Tệp trong kho lưu trữ đã bị hỏng.")
    return data
