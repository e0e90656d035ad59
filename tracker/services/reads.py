"""Keeping who looked at restricted content."""

from __future__ import annotations

import datetime as dt

from tracker.models import Attachment, Directive, Document, ReadAudit, Task, User


def record_read(kind: str, object_id: int, user: User, view: str, ip: str | None, now: dt.datetime) -> bool:
    """Write one row when the object is restricted; whether it was. `kind` is one of READ_KINDS."""
    if not _is_restricted(kind, object_id):
        return False
    ReadAudit.objects.create(at=now, user=user, kind=kind, object_id=object_id, view=view[:80], ip=ip)
    return True


def _is_restricted(kind: str, object_id: int) -> bool:
    if kind == "task":
        return Task.objects.filter(pk=object_id, restricted=True).exists()
    if kind == "directive":
        return Directive.objects.filter(pk=object_id, restricted=True).exists()
    if kind == "document":
        document = Document.objects.filter(pk=object_id)
        return (
            document.filter(restricted=True).exists() or document.filter(directives__restricted=True).exists()
        )
    files = Attachment.objects.filter(pk=object_id)
    return files.filter(task__restricted=True).exists() or files.filter(directive__restricted=True).exists()
