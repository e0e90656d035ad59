"""Somebody must always be able to give rights: who administers the system, and the guard of the last one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

from django.db.models import QuerySet

from tracker.models import Membership, User
from tracker.rules.statuses import Role

from .errors import WrongState
from .locks import hold_rows


def _posts() -> QuerySet[Membership]:
    return Membership.objects.filter(role=Role.SYSADMIN.value, user__is_active=True)


def administered(on: dt.date) -> bool:
    """Whether somebody with an open account administers the system on that local date."""
    return _posts().filter(pk__in=Membership.objects.valid_on(on).values("pk")).exists()


@contextmanager
def keep_one(today: dt.date) -> Iterator[None]:
    """Around a change of accounts or posts, in its transaction: no day may be left without an administrator.

    Raises WrongState when the change brings such a day or brings it nearer; what it did is then rolled back.
    """
    # Two administrators who close each other at the same moment would both see the other one stay.
    hold_rows(User, _posts().values_list("user_id", flat=True))
    before = _first_gap(today)
    yield
    after = _first_gap(today)
    if after is None or (before is not None and before <= after):
        return
    when = "Sau thay đổi này" if after <= today else f"Từ ngày {after:%d/%m/%Y}"
    raise WrongState(
        "last_administrator",
        f"{when} sẽ không còn ai làm quản trị hệ thống, không ai mở được tài khoản và giao được vai trò. "
        "Đề nghị giao vai trò quản trị hệ thống cho một người nữa trước.",
    )


def _first_gap(today: dt.date) -> dt.date | None:
    """The first day from `today` on that nobody administers: one can only begin today or after an end."""
    posts = [
        (since or dt.date.min, until or dt.date.max)
        for since, until in _posts().exclude(valid_to__lt=today).values_list("valid_from", "valid_to")
    ]
    days = [today, *(until + dt.timedelta(days=1) for _, until in posts if until < dt.date.max)]
    return min((day for day in days if not any(a <= day <= b for a, b in posts)), default=None)
