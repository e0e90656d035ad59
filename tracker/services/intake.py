"""Documents come in here: checked for secrecy before anything is written, stored once, queued for reading."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from tracker.extraction import secrecy
from tracker.extraction.readers import ReadError, ReadResult, read_bytes
from tracker.extraction.textkit import nfc
from tracker.models import Document, DocumentReader, Meeting
from tracker.rules.zone import ZONE

from . import blobs
from .columns import check_fit
from .errors import InvalidInput, ServiceError
from .history import Entry, append, hold_head
from .policy import Actor, require_office
from .registry import search_text
from .wake import wake

MAX_BYTES = 20 * 1024 * 1024
MAX_TEXT = 2_000_000


class AlreadyRegistered(ServiceError):
    """The same content was registered before; `document` is that row."""

    status = 409

    def __init__(self, document: Document, actor: Actor) -> None:
        day = document.uploaded_at.astimezone(ZONE)
        seen = Document.objects.visible_to(actor.scope).filter(pk=document.pk).exists()
        name = f"“{document.title}”" if seen else "văn bản hạn chế người xem"
        super().__init__("already_registered", f"Văn bản này đã được nhập: {name} ({day:%d/%m/%Y}).")
        self.document = document


@dataclass(frozen=True, slots=True)
class Intake:
    """What the clerk gives: a file (`data` and `name`) or pasted `text`, and what is known about it."""

    data: bytes | None = None
    name: str = ""
    text: str = ""
    title: str = ""
    reference_date: dt.date | None = None
    quality: str = "signed"
    meeting: Meeting | None = None
    declaration: str = ""
    restricted: bool = False


def receive(given: Intake, actor: Actor, *, now: dt.datetime) -> Document:
    """Register one document and queue it for reading.

    Raises InvalidInput for unreadable or classified content (nothing is stored then), AlreadyRegistered
    for a repeat, NotPermitted for anyone outside the office.
    """
    require_office(actor)
    check_fit(Document(), {"quality": given.quality})
    text, digest, warnings = _read(given)
    known = Document.objects.filter(sha256=digest).first()
    if known is not None:
        raise AlreadyRegistered(known, actor)
    if given.data is not None:
        blobs.put(given.data)
    try:
        with transaction.atomic():
            return _store(given, text, digest, warnings, actor, now)
    except IntegrityError as error:
        known = Document.objects.filter(sha256=digest).first()
        if known is None:
            raise
        raise AlreadyRegistered(known, actor) from error


def _read(given: Intake) -> tuple[str, str, tuple[str, ...]]:
    if given.data is None:
        text = nfc(given.text.replace("\r\n", "\n").replace("\x00", "")).strip("\n")
        if not text.strip():
            raise InvalidInput("empty", "Đề nghị chọn tệp hoặc dán nội dung văn bản.", field="text")
        _bounded(text)
        _refuse_secret(text, (given.title,), given.declaration)
        return text, hashlib.sha256(text.encode()).hexdigest(), ()
    if len(given.data) > MAX_BYTES:
        raise InvalidInput(
            "too_large", f"Tệp lớn quá {MAX_BYTES // 2**20} MB; đề nghị tách nhỏ hoặc nén ảnh.", field="file"
        )
    result = _read_file(given)
    _bounded(result.text)
    _refuse_secret(
        result.text, (given.name, given.title, *_hidden(result)), given.declaration, result.needs_declaration
    )
    return result.text, hashlib.sha256(given.data).hexdigest(), tuple(result.warnings)


def _read_file(given: Intake) -> ReadResult:
    assert given.data is not None
    try:
        return read_bytes(given.name, given.data)
    except ReadError as error:
        raise InvalidInput(error.code, error.message, field="file") from error


def _hidden(result: ReadResult) -> tuple[str, ...]:
    hidden = result.hidden_text
    return (hidden,) if isinstance(hidden, str) else tuple(hidden)


def _bounded(text: str) -> None:
    if len(text) > MAX_TEXT:
        raise InvalidInput("too_long", "Văn bản dài quá 2 triệu ký tự; đề nghị tách nhỏ.", field="file")


def _refuse_secret(text: str, extra: tuple[str, ...], declaration: str, unseen: bool = False) -> None:
    finding = secrecy.check(text, extra=extra)
    if finding is not None and finding.strength == "hard":
        raise InvalidInput("classified", finding.sentence)
    if (finding is not None or unseen) and not declaration.strip():
        message = (
            finding.sentence
            if finding is not None
            else "Đây là bản quét, hệ thống không kiểm tra được dấu mật. "
            "Đề nghị ghi cam kết văn bản không thuộc danh mục bí mật nhà nước."
        )
        raise InvalidInput("declaration_needed", message, field="declaration")


def _store(
    given: Intake,
    text: str,
    digest: str,
    warnings: tuple[str, ...],
    actor: Actor,
    now: dt.datetime,
) -> Document:
    title = given.title.strip() or given.name.strip() or text.strip().split("\n", 1)[0]
    document = Document.objects.create(
        meeting=given.meeting,
        title=title[:500],
        text=text,
        sha256=digest,
        file_name=given.name[:255],
        file_size=len(given.data or b""),
        quality=given.quality if given.data is not None or given.quality != "signed" else "pasted",
        reference_date=given.reference_date,
        restricted=given.restricted and actor.user is not None,
        reading="queued",
        reading_note=" ".join(warnings),
        declared_open_by=actor.user if given.declaration.strip() else None,
        declaration=given.declaration.strip(),
        uploaded_by=actor.user,
        uploaded_at=now,
        search=search_text(title, text[:20_000]),
    )
    if document.restricted and actor.user is not None:
        DocumentReader.objects.create(document=document, user=actor.user)
    told = {"sha256": digest} | ({"restricted": True} if document.restricted else {})
    append([Entry("receive", subject=f"document:{document.pk}", after=told)], actor, now)
    wake("tracker.tasks.read_document", document.pk)
    return document


def register_stub(title: str, number: str, actor: Actor, *, now: dt.datetime) -> Document:
    """A line for a paper that is followed outside the system: no text is kept, totals stay honest.

    The line itself is seen by readers of everything; what is entered under it is restricted by name.
    """
    require_office(actor)
    if not number.strip():
        raise InvalidInput("required", "Đề nghị nhập số, ký hiệu của văn bản.", field="number")
    with transaction.atomic():
        hold_head()  # no constraint keeps two clerks from entering the same number at the same moment
        known = Document.objects.filter(stub=True, number=number.strip()[:80]).first()
        if known is not None:
            raise AlreadyRegistered(known, actor)
        stub = Document.objects.create(
            title=title.strip()[:500] or "Văn bản theo dõi ngoài hệ thống",
            number=number.strip()[:80],
            stub=True,
            uploaded_by=actor.user,
            uploaded_at=now,
        )
        append([Entry("register_stub", subject=f"document:{stub.pk}")], actor, now)
    return stub


def register_manual(
    title: str,
    date: dt.date | None,
    meeting_id: int | None,
    actor: Actor,
    *,
    now: dt.datetime,
    number: str = "",
) -> Document:
    """A heading without text under which directives are typed by hand, of a known meeting or of none."""
    require_office(actor)
    meeting = Meeting.objects.visible_to(actor.scope).filter(pk=meeting_id or 0).first()
    name = title.strip() or number.strip() or (f"Chỉ đạo tại {meeting.title}" if meeting else "")
    if not name:
        raise InvalidInput("required", "Đề nghị nhập tên hoặc chọn hội nghị, cuộc họp.", field="title")
    _refuse_secret(name, (number,), "")
    check_fit(Document(), {"title": name, "number": number})
    with transaction.atomic():
        row = Document.objects.create(
            title=name,
            number=number.strip(),
            meeting=meeting,
            quality="manual",
            reference_date=date or (meeting.date if meeting else None),
            uploaded_by=actor.user,
            uploaded_at=now,
            search=search_text(name, number),
        )
        append([Entry("register_manual", subject=f"document:{row.pk}")], actor, now)
    return row
