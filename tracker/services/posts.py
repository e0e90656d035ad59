"""Posts: given, changed, moved with their agency. Rights follow the post and its days, day by day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import F

from tracker.models import Membership, Task
from tracker.models.querysets import TaskQuerySet
from tracker.rules.statuses import Role
from tracker.rules.zone import ZONE

from .accounts import require_sysadmin
from .administrators import keep_one
from .errors import InvalidInput, NotFound
from .history import Entry, append, record
from .locks import hold_rows
from .policy import Actor, require_office

_FACTS = ("user_id", "role", "agency_id", "valid_from", "valid_to")


def keep_post(post: Membership, actor: Actor, *, now: dt.datetime) -> Membership:
    """Store a new or changed post as it is filled in; work assigned to who no longer serves is released.

    System administrator only. Nothing is written when nothing changed. Raises WrongState when nobody would be
    left to administer the system.
    """
    require_sysadmin(actor)
    with transaction.atomic(), keep_one(now.astimezone(ZONE).date()):
        old = (
            Membership.objects.select_for_update(no_key=True).filter(pk=post.pk).first() if post.pk else None
        )
        before = _facts(old) if old else {}
        after = _facts(post)
        if before == after:
            return post
        post.save()
        if old is not None:
            _release_officer(old, actor, now)
        record("membership", post.pk, "edit_record" if old else "add_record", before, after, actor, now)
    return post


def _facts(post: Membership) -> dict[str, Any]:
    return {name: getattr(post, name) for name in _FACTS}


def move_people(from_id: int, to_id: int, on: dt.date, actor: Actor, *, now: dt.datetime) -> int:
    """Every post valid on `on` moves from one agency to the other, all or none. Returns how many."""
    with transaction.atomic():
        posts = Membership.objects.filter(agency_id=from_id).valid_on(on)
        people = dict(posts.order_by("pk").values_list("pk", "user_id"))
        hold_rows(Membership, people)
        hold_rows(Task, _held(from_id, people.values()).values_list("pk", flat=True))
        return sum(move_post(pk, to_id, on, actor, now=now) for pk in people)


def move_post(post_id: int, to_id: int, on: dt.date, actor: Actor, *, now: dt.datetime) -> int:
    """The old post's last day is the one before `on`, the new one's first is `on`; tasks stay where they are.

    No day belongs to both. Returns 1, or 0 when the person held the new post already. Raises InvalidInput
    when the post is over by then.
    """
    if not actor.scope.roles & {Role.SYSADMIN, Role.OFFICE_LEADERSHIP}:
        require_office(actor, Role.OFFICE_LEADERSHIP)
    with transaction.atomic():
        post = Membership.objects.select_for_update(no_key=True).filter(pk=post_id).first()
        if post is None:
            raise NotFound("Không tìm thấy vai trò.")
        if post.valid_to and post.valid_to < on:
            raise InvalidInput("post_over", f"{post} đã kết thúc trước ngày {on:%d/%m/%Y}.", field="moved_on")
        before = _facts(post)
        opened = _open_at(post, to_id, on)
        if post.valid_from and post.valid_from >= on:
            # Not one day of it is left, and a row cannot say that: the history keeps what it said.
            post.delete()
        else:
            Membership.objects.filter(pk=post.pk).update(valid_to=on - dt.timedelta(days=1))
        post.pk = post_id
        _release_officer(post, actor, now)
        after = {"agency_id": to_id, "on": on, "opened": opened.pk if opened else None}
        record("membership", post_id, "move_post", before, after, actor, now)
    return 1 if opened else 0


def _open_at(post: Membership, agency_id: int, on: dt.date) -> Membership | None:
    """The same post at the other agency from `on` or its own later first day; None when held already."""
    held = Membership.objects.filter(user=post.user_id, role=post.role, agency_id=agency_id)
    if held.valid_on(on).exists():
        return None
    since = max(on, post.valid_from or on)
    return Membership.objects.create(
        user_id=post.user_id, role=post.role, agency_id=agency_id, valid_from=since, valid_to=post.valid_to
    )


def _held(agency_id: int, user_ids: Iterable[int]) -> TaskQuerySet:
    """Open tasks of the agency assigned to these people."""
    rows: TaskQuerySet = Task.objects.open()
    return rows.filter(agency_id=agency_id, officer_id__in=user_ids)


def _release_officer(post: Membership, actor: Actor, now: dt.datetime) -> None:
    """Open tasks assigned to who serves the agency no more wait for another officer."""
    if post.agency_id is None:
        return
    today = now.astimezone(ZONE).date()
    serving = Membership.objects.filter(user=post.user_id, agency=post.agency_id).valid_on(today)
    if serving.exists():
        return
    entries = []
    for task in _held(post.agency_id, [post.user_id]).select_for_update(no_key=True).order_by("pk"):
        Task.objects.filter(pk=task.pk).update(officer=None, version=F("version") + 1)
        task.officer_id = None
        entries.append(
            Entry(
                "release_officer", task=task, before={"officer_id": post.user_id}, after={"officer_id": None}
            )
        )
    append(entries, actor, now)
