"""Who may read a restricted directive: the named people and nobody else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.db.models import F, Q

from tracker.models import Directive, Membership, RestrictedViewer, User
from tracker.rules.statuses import SEES_ALL, DirectiveState

from .errors import InvalidInput, VersionConflict, WrongState
from .history import Entry, append
from .issue import shares_of
from .policy import Actor, require_office, visible_directive


def candidates(directive: Directive, on: dt.date) -> list[Membership]:
    """Posts held on that day that may have a reason to read: office, leaders, the agencies concerned."""
    concerned = [share.agency.pk for share in shares_of(directive)]
    rows = Membership.objects.valid_on(on).filter(
        Q(role__in=[role.value for role in SEES_ALL]) | Q(agency_id__in=concerned), user__is_active=True
    )
    return list(rows.select_related("user", "agency").order_by("agency__display_name", "role", "user_id"))


def unseen_agencies(directive: Directive, on: dt.date) -> list[str]:
    """Agencies that would owe a restricted directive although nobody of theirs may read it."""
    named = Membership.objects.valid_on(on).filter(user__in=directive.viewers.values("user"))
    reached = set(named.values_list("agency_id", flat=True))
    return [str(share.agency) for share in shares_of(directive) if share.agency.pk not in reached]


def ensure_viewer(directive: Directive, user: User | None) -> None:
    """Whoever restricts a directive keeps reading it: otherwise it would vanish for everybody."""
    if user is not None:
        RestrictedViewer.objects.get_or_create(directive=directive, user=user)


def set_viewers(
    directive_id: int,
    user_ids: Iterable[int],
    actor: Actor,
    *,
    now: dt.datetime,
    version: int | None = None,
) -> Directive:
    """Exactly these people (and the actor) may read the directive while it is restricted.

    Raises InvalidInput for unknown people, VersionConflict, WrongState once it is issued.
    """
    require_office(actor)
    wanted = set(user_ids) | ({actor.user.pk} if actor.user else set())
    with transaction.atomic():
        Directive.objects.select_for_update().filter(pk=directive_id).values_list("pk").first()
        row = visible_directive(actor, directive_id)
        if version is not None and version != row.version:
            raise VersionConflict(row.version, version, str(row.decided_by or ""))
        if row.state == DirectiveState.ISSUED:
            raise WrongState("wrong_state", "Chỉ đạo đã giao; danh sách người xem không đổi ở đây.")
        if User.objects.filter(pk__in=wanted, is_active=True).count() != len(wanted):
            raise InvalidInput("unknown_person", "Có người không còn tài khoản.", field="viewers")
        before = sorted(row.viewers.values_list("user_id", flat=True))
        row.viewers.exclude(user_id__in=wanted).delete()
        RestrictedViewer.objects.bulk_create(
            [RestrictedViewer(directive=row, user_id=pk) for pk in wanted - set(before)]
        )
        Directive.objects.filter(pk=row.pk).update(version=F("version") + 1)
        entry = Entry(
            "set_viewers", directive=row, before={"viewers": before}, after={"viewers": sorted(wanted)}
        )
        append([entry], actor, now)
    row.refresh_from_db()
    return row
