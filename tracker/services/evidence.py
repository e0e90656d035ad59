"""Files as evidence: checked by their first bytes, kept in the store of blobs, handed out by permission."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from django.conf import settings

from tracker.models import Attachment, Task, User
from tracker.rules.scope import Scope

from . import blobs
from .errors import InvalidInput, NotFound
from .gate import DAMAGED, refuse_secret_file

MAX_FILES = 10
_OFFICE_XML = {
    ".docx": ("word/", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ".xlsx": ("xl/", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ".pptx": ("ppt/", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
}
# First bytes that each extension must show; a renamed program is refused whatever it calls itself.
_MAGIC = {
    ".pdf": (b"%PDF-", "application/pdf"),
    ".png": (b"\x89PNG\r\n\x1a\n", "image/png"),
    ".jpg": (b"\xff\xd8\xff", "image/jpeg"),
    ".jpeg": (b"\xff\xd8\xff", "image/jpeg"),
    ".doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/msword"),
    ".xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/vnd.ms-excel"),
}
ACCEPTED = tuple(sorted([*_MAGIC, *_OFFICE_XML, ".txt"]))
_BAD_NAME = re.compile(r"[\x00-\x1f\x7f<>:\"/\\|?*\u202a-\u202e\u2066-\u2069]+")


@dataclass(frozen=True, slots=True)
class Staged:
    """A file whose bytes are already safe in the store; no row points to it yet."""

    sha256: str
    name: str
    size: int
    content_type: str


def stage(name: str, data: bytes, declared: bool = False) -> Staged:
    """Check and store the bytes, and return what a row needs. Raises InvalidInput for a file not accepted.

    `declared`: the sender stated that the file holds no state secret, needed where nobody can look inside.
    Runs before the transaction: a crash leaves an orphan file, never a row without its file.
    """
    name = clean_name(name)
    kind = content_type_of(name, data)
    refuse_secret_file(name, data, declared)
    return Staged(blobs.put(data), name, len(data), kind)


def clean_name(name: str) -> str:
    """The bare file name without folders, control or direction characters, at most 200 characters."""
    bare = _BAD_NAME.sub(" ", name.replace("\\", "/").rsplit("/", 1)[-1]).strip(" .")
    stem, dot, suffix = bare.rpartition(".")
    return f"{stem[:190]}{dot}{suffix[:9]}" if dot else bare[:200]


def content_type_of(name: str, data: bytes) -> str:
    """The type by first bytes and extension together; InvalidInput when empty, too big or not accepted."""
    limit = settings.EVIDENCE_MAX_BYTES
    if not data:
        raise InvalidInput("empty_file", f"Tệp “{name}” không có nội dung.", field="files")
    if len(data) > limit:
        raise InvalidInput("file_too_big", f"Tệp “{name}” lớn hơn {limit // 1024 // 1024} MB.", field="files")
    suffix = Path(name).suffix.lower()
    if suffix in _MAGIC and data.startswith(_MAGIC[suffix][0]):
        return _MAGIC[suffix][1]
    if suffix in _OFFICE_XML and _is_office_xml(data, _OFFICE_XML[suffix][0]):
        return _OFFICE_XML[suffix][1]
    if suffix == ".txt" and _is_text(data):
        return "text/plain"
    raise InvalidInput(
        "file_type",
        f"Không nhận tệp “{name}”: chỉ nhận {', '.join(ACCEPTED)} và nội dung phải đúng với phần mở rộng.",
        field="files",
    )


def _is_office_xml(data: bytes, folder: str) -> bool:
    if not data.startswith(b"PK\x03\x04"):
        return False
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = archive.namelist()
    except DAMAGED:
        return False
    macros = any(name.endswith("vbaProject.bin") for name in names)
    return "[Content_Types].xml" in names and any(n.startswith(folder) for n in names) and not macros


def _is_text(data: bytes) -> bool:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return "\x00" not in text


def attach(files: list[Staged], user: User, now: dt.datetime, **owner: Any) -> list[Attachment]:
    """Rows for staged files, in the caller's transaction; `owner`: task, report, extension or directive."""
    if len(files) > MAX_FILES:
        raise InvalidInput("too_many_files", f"Mỗi lần gửi không quá {MAX_FILES} tệp.", field="files")
    rows = [
        Attachment(
            sha256=item.sha256,
            name=item.name,
            size=item.size,
            content_type=item.content_type,
            uploaded_by=user,
            uploaded_at=now,
            **owner,
        )
        for item in files
    ]
    for row in rows:
        row.save(force_insert=True)
    return rows


def readable(attachment_id: int, scope: Scope) -> Attachment:
    """The attachment, or NotFound unless its task (or directive) is visible to `scope`."""
    row = Attachment.objects.select_related("task", "directive").filter(pk=attachment_id).first()
    if row is None or not _owner_visible(row, scope):
        raise NotFound("Không tìm thấy tệp.")
    return row


def _owner_visible(row: Attachment, scope: Scope) -> bool:
    from tracker.models import Directive

    if row.task_id is not None:
        return Task.objects.visible_to(scope).filter(pk=row.task_id).exists()
    if row.directive_id is not None:
        return Directive.objects.visible_to(scope).filter(pk=row.directive_id).exists()
    return False


def content(row: Attachment) -> bytes:
    """The bytes; raises NotFound when the store lost them or they no longer match the row's hash."""
    return blobs.get(row.sha256)
