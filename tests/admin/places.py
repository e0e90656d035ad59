"""The pages of the admin, each with a row of every kind to show."""

import datetime as dt

from tests import factories as make
from tracker.models import DeadlineExtension, ProgressReport
from tracker.rules.transitions import Verb

LISTS = (
    "task",
    "directive",
    "document",
    "meeting",
    "agency",
    "collective",
    "calendarday",
    "field",
    "user",
    "membership",
    "reminderrule",
)


def rows_to_show(at):
    """One of everything, on one task of `at`; returns the task."""
    author = make.officer(at)
    meeting = make.meeting()
    of = make.directive(document=make.document(meeting=meeting), meeting=meeting, is_key=True)
    task = make.task(at, make.TODAY, of=of, status="in_progress", accepted_at=make.NOW)
    ProgressReport.objects.create(
        task=task, done="đã họp", obstacle="thiếu vốn", author=author, created_at=make.NOW, percent=10
    )
    DeadlineExtension.objects.create(
        task=task,
        asked_due=make.TODAY + dt.timedelta(days=9),
        reason="chờ",
        cause="objective",
        requested_by=author,
        requested_at=make.NOW,
    )
    make.day_off(make.TODAY + dt.timedelta(days=1))
    return task


def every_page(at):
    """The addresses of every list, form and page that a person can open by GET."""
    task = rows_to_show(at)
    base = "/admin/tracker"
    yield "/admin/"
    for name in LISTS:
        yield f"{base}/{name}/"
        yield f"{base}/{name}/?q=tai+chinh"
        yield f"{base}/{name}/add/"
    yield f"{base}/task/?nhom=qua-han&vai-tro=lead"
    yield f"{base}/task/{task.pk}/change/"
    yield f"{base}/task/{task.pk}/history/"
    yield from (f"{base}/task/{task.pk}/viec/{verb.value}/" for verb in Verb)
    yield f"{base}/directive/{task.directive_id}/change/"
    yield f"{base}/directive/{task.directive_id}/nguoi-xem/"
    yield f"{base}/document/{task.directive.document_id}/change/"
    yield f"{base}/meeting/{task.directive.meeting_id}/change/"
    yield f"{base}/agency/{at.pk}/change/"
    yield f"{base}/agency/{at.pk}/to-chuc/"
    yield f"{base}/agency/{at.pk}/ban-giao/"
    yield f"{base}/user/{at.memberships.first().user_id}/change/"
    yield f"{base}/membership/{at.memberships.first().pk}/change/"
    yield f"{base}/task/{task.pk}/nhac/"
    yield "/admin/nhac-viec/"
    yield "/admin/cong-van-don-doc/"
    yield "/admin/thong-bao/"
    yield "/admin/lich-nghi/xem-truoc/"
    yield "/admin/nguoi-xem/"
    yield "/admin/excel/"
    yield "/admin/tai-khoan/"
    yield "/admin/tai-khoan/hai-lop/"
    yield "/admin/password_change/"
    yield "/admin/login/"
