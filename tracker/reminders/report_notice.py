"""The short mail that a scheduled report is ready; the file itself stays behind the sign-in."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.utils.html import escape

from tracker.models import ExportJob
from tracker.services import schedules

from .channels import Parcel, channel_for
from .messages import Words


def tell(job_id: int, now: dt.datetime) -> str:
    """Tell the owner once; the channel's answer ("accepted", "temporary", …) or "" when nothing was sent."""
    job = ExportJob.objects.select_related("user").get(pk=job_id)
    channel = channel_for("email")
    if job.note or job.state != "done" or channel is None:
        return ""
    if not job.user.email:
        schedules.told(job_id, "Chưa có địa chỉ thư để báo.")
        return ""
    # The id is made from the job alone: a repeat after a crash can be recognised.
    identity = f"<bao-cao-{job.pk}@{settings.MAIL_DOMAIN}>"
    verdict = channel.send(Parcel(_words(job), job.user.email, identity, now, _ignore))
    channel.close()
    if verdict.kind == "accepted":
        schedules.told(job_id, "Đã báo qua thư.")
    elif verdict.kind == "permanent":
        schedules.told(job_id, "Máy chủ thư từ chối địa chỉ của đồng chí.")
    return verdict.kind


def _words(job: ExportJob) -> Words:
    link = f"{settings.SITE_URL}/tep-cua-toi/"
    text = (
        f"{job.title} đã lập xong.\n\nĐề nghị đồng chí đăng nhập để tải về: {link}\n\n{settings.SITE_NAME}\n"
    )
    body = "".join(f"<p>{escape(line)}</p>" for line in text.split("\n") if line)
    html = f'<!doctype html><html lang="vi"><head><meta charset="utf-8"></head><body>{body}</body></html>'
    return Words(subject=f"{job.title} đã lập xong", text=text, html=html, count=1)


def _ignore(phase: str) -> None:
    """The phases of one notice are of no interest."""
