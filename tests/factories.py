"""Small makers of rows for tests: agencies, people with their posts, directives, tasks."""

import datetime as dt
import itertools
from zoneinfo import ZoneInfo

from tracker.models import Agency, CalendarDay, Directive, Document, Meeting, Membership, Task, User
from tracker.rules.statuses import Door, Role
from tracker.services.history import append
from tracker.services.issue import given
from tracker.services.policy import Actor

VN = ZoneInfo("Asia/Ho_Chi_Minh")
NOW = dt.datetime(2026, 3, 2, 9, 0, tzinfo=VN)  # a Monday
TODAY = NOW.date()
_count = itertools.count(1)


def agency(code="", **more):
    code = code or f"cq-{next(_count)}"
    name = more.pop("name", f"Cơ quan {code}")
    return Agency.objects.create(
        code=code, name=name, display_name=name, kind=more.pop("kind", "department"), **more
    )


def person(role=None, at=None, **more):
    """An account holding `role` (a Role) at agency `at` (None for office-wide roles)."""
    number = next(_count)
    user = User.objects.create_user(
        username=more.pop("username", f"nguoi{number}"),
        password=more.pop("password", "mat-khau-kiem-thu-1"),
        full_name=more.pop("full_name", f"Cán bộ {number}"),
        email=more.pop("email", f"nguoi{number}@example.org"),
        **more,
    )
    if role is not None:
        Membership.objects.create(user=user, role=Role(role).value, agency=at)
    return user


def clerk(**more):
    return person(Role.CLERK, **more)


def office_leader(**more):
    return person(Role.OFFICE_LEADERSHIP, **more)


def leader(**more):
    return person(Role.LEADER, **more)


def inspector(**more):
    return person(Role.INSPECTOR, **more)


def officer(at, **more):
    return person(Role.OFFICER, at, **more)


def head(at, **more):
    return person(Role.HEAD, at, **more)


def actor(user, on=TODAY, door=Door.ADMIN, **more):
    """`user` as the services see them."""
    return Actor(user=user, scope=Membership.objects.scope_of(user, on), door=door, **more)


def meeting(**more):
    return Meeting.objects.create(
        title=more.pop("title", "Hội nghị Ban Thường vụ"),
        date=more.pop("date", TODAY),
        created_at=NOW,
        **more,
    )


def document(**more):
    text = more.pop("text", "Giao Sở Tài chính báo cáo trước ngày 30/4/2026.")
    return Document.objects.create(
        title=more.pop("title", "Thông báo kết luận"), text=text, uploaded_at=NOW, **more
    )


def directive(**more):
    text = more.pop("text", "Hoàn thành việc tổng kết các chương trình, đề án.")
    number = more.pop("number", f"2026-{next(_count):05d}")
    return Directive.objects.create(
        text=text,
        content=more.pop("content", text),
        state=more.pop("state", "issued"),
        number=number,
        created_at=NOW,
        **more,
    )


def task(at=None, due=None, *, of=None, now=NOW, recorded=True, **more):
    """One task of agency `at`, due on `due`; its issue is recorded in the history unless told not to."""
    at = at or agency()
    of = of or directive(due_date=due)
    row = Task.objects.create(
        directive=of,
        agency=at,
        due_original=more.pop("due_original", due),
        due_date=due,
        issued_on=more.pop("issued_on", now.date()),
        issued_at=more.pop("issued_at", now),
        accept_by=more.pop("accept_by", now.date() + dt.timedelta(days=3)),
        restricted=more.pop("restricted", of.restricted),
        **more,
    )
    if recorded:
        from django.db import transaction

        with transaction.atomic():
            append([given(row)], Actor(user=None), now)
    return row


def day_off(day, kind="holiday", name="Nghỉ lễ"):
    return CalendarDay.objects.create(date=day, kind=kind, name=name)
