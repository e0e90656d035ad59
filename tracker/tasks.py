"""Celery entry points: ids in, one call, small result out. Each may run twice without harm."""

from __future__ import annotations

import datetime as dt
import logging

from celery import shared_task
from django.utils import timezone

from tracker.models import Document
from tracker.services import reading

log = logging.getLogger(__name__)

UNREADABLE = "Hệ thống chưa đọc được văn bản này; đề nghị bấm “Đọc lại” hoặc nhập chỉ đạo bằng tay."
STUCK_AFTER = dt.timedelta(minutes=2)


@shared_task(name="tracker.tasks.read_document")
def read_document(document_id: int) -> int:
    """Read one queued document; the count of new proposals."""
    try:
        return reading.read_document(document_id, now=timezone.now())
    except Exception:
        # The clerk must see a sentence, not a bar that never fills; the cause goes to the log and the worker.
        reading.fail(document_id, UNREADABLE)
        raise


@shared_task(name="tracker.tasks.sweep")
def sweep() -> int:
    """Wake readings whose first wake-up was lost with the broker; the count woken."""
    before = timezone.now() - STUCK_AFTER
    waiting = Document.objects.filter(reading__in=["queued", "reading"], uploaded_at__lt=before)
    ids = list(waiting.values_list("id", flat=True)[:50])
    for document_id in ids:
        read_document.delay(document_id)
    return len(ids)
