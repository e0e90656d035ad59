"""Files made on request: ordered, followed, cancelled and handed out only to the person who asked."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import Q

from tracker.models import ExportJob

from . import blobs
from .errors import InvalidInput, NotFound, NotPermitted
from .history import Entry, append
from .policy import Actor
from .wake import wake

AREA = "exports"
WAITING_PER_PERSON = 5
# Longer than the hard time limit of a job: whoever ran it is certainly gone.
ABANDONED_AFTER = dt.timedelta(minutes=16)
KEEP = dt.timedelta(days=30)
_OPEN = ("queued", "running")


class Cancelled(Exception):
    """The person who ordered the file no longer wants it."""


def order(
    actor: Actor, kind: str, title: str, file_format: str, params: dict[str, Any], *, now: dt.datetime
) -> ExportJob:
    """Queue one file for the actor. Raises NotPermitted without a role, InvalidInput when too many wait."""
    if actor.user is None or actor.scope.is_empty:
        raise NotPermitted("not_permitted", "Đồng chí chưa được giao vai trò nên không lập được tệp.")
    with transaction.atomic():
        if ExportJob.objects.filter(user=actor.user, state__in=_OPEN).count() >= WAITING_PER_PERSON:
            raise InvalidInput(
                "too_many_exports",
                f"Đồng chí đang có {WAITING_PER_PERSON} tệp chờ lập; đề nghị đợi hoặc hủy bớt.",
            )
        job = ExportJob.objects.create(
            user=actor.user, kind=kind, title=title[:300], format=file_format, params=params, created_at=now
        )
        entry = Entry("export", subject=f"export:{job.pk}", after={"title": job.title, "format": file_format})
        append([entry], actor, now)
        wake("tracker.tasks.run_export", job.pk)
    return job


def cancel(actor: Actor, job_id: int, *, now: dt.datetime) -> ExportJob:
    """Stop a waiting file at once and a running one at its next step; a finished one stays."""
    job = own(actor, job_id)
    waiting = ExportJob.objects.filter(pk=job.pk, state="queued")
    if not waiting.update(state="cancelled", cancel_asked=True, finished_at=now):
        ExportJob.objects.filter(pk=job.pk, state="running").update(cancel_asked=True)
    job.refresh_from_db()
    return job


def own(actor: Actor, job_id: int) -> ExportJob:
    """The actor's own job, or NotFound: other people's files do not exist for them."""
    job = ExportJob.objects.filter(pk=job_id, user=actor.user).first() if actor.user else None
    if job is None:
        raise NotFound("Không tìm thấy tệp.")
    return job


def begin(job_id: int, *, now: dt.datetime) -> ExportJob | None:
    """Take the job for this worker, or None when somebody else has it or it is finished."""
    abandoned = Q(state="running", started_at__lt=now - ABANDONED_AFTER)
    free = ExportJob.objects.filter(Q(state="queued") | abandoned, pk=job_id)
    if not free.update(state="running", started_at=now, percent=0, note=""):
        return None
    return ExportJob.objects.select_related("user").get(pk=job_id)


def step(job_id: int, percent: int) -> None:
    """Record progress; raises Cancelled when the person has asked to stop."""
    ExportJob.objects.filter(pk=job_id, state="running").update(percent=min(99, percent))
    if ExportJob.objects.filter(pk=job_id, cancel_asked=True).exists():
        raise Cancelled


def finish(job_id: int, data: bytes, file_name: str, *, now: dt.datetime) -> None:
    """Store the bytes by their hash and mark the job done."""
    digest = blobs.put(data, AREA)
    ExportJob.objects.filter(pk=job_id, state="running").update(
        state="done", percent=100, sha256=digest, file_name=file_name, size=len(data), finished_at=now
    )


def stop(job_id: int, state: str, note: str, *, now: dt.datetime) -> None:
    """End a running job as "failed" or "cancelled", with a sentence for its owner."""
    running = ExportJob.objects.filter(pk=job_id, state="running")
    running.update(state=state, note=note[:500], finished_at=now)


def file_of(actor: Actor, job_id: int) -> tuple[ExportJob, bytes]:
    """The finished file for its owner, who must still hold a role. Raises NotFound, StoreAway."""
    job = own(actor, job_id)
    if job.state != "done" or actor.scope.is_empty:
        raise NotFound("Không tìm thấy tệp.")
    try:
        return job, blobs.get(job.sha256, AREA)
    except NotFound as error:
        raise NotFound("Tệp đã được dọn; đề nghị lập lại.") from error


def lost(*, now: dt.datetime) -> list[int]:
    """Jobs to wake again: never taken up, or left by a worker that died."""
    never = Q(state="queued", created_at__lt=now - dt.timedelta(minutes=2))
    left = Q(state="running", started_at__lt=now - ABANDONED_AFTER)
    return list(ExportJob.objects.filter(never | left).values_list("pk", flat=True)[:50])


def clear_old(*, now: dt.datetime) -> int:
    """Remove jobs older than a month and files no job needs any more; the number of jobs removed."""
    old = ExportJob.objects.filter(created_at__lt=now - KEEP).exclude(state__in=_OPEN)
    digests = set(old.exclude(sha256="").values_list("sha256", flat=True))
    removed, _ = old.delete()
    kept = set(ExportJob.objects.filter(sha256__in=digests).values_list("sha256", flat=True))
    for digest in digests - kept:
        blobs.drop(digest, AREA)
    return removed
