"""Who may read a restricted directive: the named people and nobody else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import F, Q, QuerySet

from tracker.models import Agency, Directive, Document, Membership, RestrictedViewer, User
from tracker.rules.statuses import CLOSED_OTHER, SEES_ALL, DirectiveState

from .errors import InvalidInput, VersionConflict
from .history import Entry, append
from .issue import shares_of
from .policy import Actor, require_office, visible_directive


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody with a reason to read, by the posts that give it, and whether the directive names them."""

    user: User
    posts: tuple[str, ...]
    named: bool


def readers(directive: Directive, on: dt.date) -> list[Reader]:
    """Everybody with a reason to read on that day, each once."""
    named = set(directive.viewers.values_list("user_id", flat=True))
    return _by_person(_candidates(directive, on), named)


def _by_person(posts: Iterable[Membership], named: set[int]) -> list[Reader]:
    found: dict[int, tuple[User, list[str]]] = {}
    for post in posts:
        found.setdefault(post.user_id, (post.user, []))[1].append(str(post.agency or post.get_role_display()))
    return [Reader(user, tuple(held), pk in named) for pk, (user, held) in found.items()]


def _candidates(directive: Directive, on: dt.date) -> list[Membership]:
    """Posts held on that day that may have a reason to read: office, leaders, the agencies concerned."""
    rows = Membership.objects.valid_on(on).filter(
        Q(role__in=[role.value for role in SEES_ALL]) | Q(agency_id__in=_concerned(directive)),
        user__is_active=True,
    )
    return list(rows.select_related("user", "agency").order_by("agency__display_name", "role", "user_id"))


def _concerned(directive: Directive) -> dict[int, Agency]:
    """The agencies that owe the work, or would owe it once it is given out, by id."""
    if directive.state == DirectiveState.ISSUED:
        # Reassigned and handed-over work counts where it is now.
        tasks = directive.tasks.exclude(status__in=[s.value for s in CLOSED_OTHER]).select_related("agency")
        return {task.agency_id: task.agency for task in tasks}
    return {share.agency.pk: share.agency for share in shares_of(directive)}


def unseen_agencies(directive: Directive, on: dt.date) -> list[str]:
    """Agencies that owe a restricted directive although nobody of theirs may read it."""
    named = Membership.objects.valid_on(on).filter(
        user__in=directive.viewers.values("user"), user__is_active=True
    )
    reached = set(named.values_list("agency_id", flat=True))
    return [str(agency) for pk, agency in _concerned(directive).items() if pk not in reached]


def ensure_viewer(directive: Directive, user: User | None) -> None:
    """Whoever restricts a directive keeps reading it: otherwise it would vanish for everybody."""
    if user is not None:
        RestrictedViewer.objects.get_or_create(directive=directive, user=user)


def follow_paper(directive: Directive) -> None:
    """What stands in a restricted paper is read by whoever may read the paper."""
    paper = directive.document
    if paper is None or not paper.restricted:
        return
    people = paper.readers.values_list("user_id", flat=True)
    RestrictedViewer.objects.bulk_create(
        [RestrictedViewer(directive=directive, user_id=pk) for pk in people], ignore_conflicts=True
    )


def paper_readers(document: Document, on: dt.date) -> list[Reader]:
    """The office and the leaders of that day, each once, with whether the paper names them."""
    named = set(document.readers.values_list("user_id", flat=True))
    posts = Membership.objects.valid_on(on).filter(
        Q(role__in=[role.value for role in SEES_ALL]) | Q(user__in=named), user__is_active=True
    )
    return _by_person(posts.select_related("user", "agency").order_by("role", "user_id"), named)


def share_viewers(source: Directive, target: Directive) -> None:
    """Whoever may read `source` may read `target`, which holds words of it."""
    known = set(target.viewers.values_list("user_id", flat=True))
    people = source.viewers.exclude(user_id__in=known).values_list("user_id", flat=True)
    RestrictedViewer.objects.bulk_create([RestrictedViewer(directive=target, user_id=pk) for pk in people])


def name_exactly(
    named: QuerySet[Any], people: set[int], make: Callable[[int], Any], *, field: str
) -> list[int]:
    """Make the people of `named` (rows with a `user`) exactly these; returns the former ones, in order.

    Raises InvalidInput on `field` when one of them has no open account.
    """
    if User.objects.filter(pk__in=people, is_active=True).count() != len(people):
        raise InvalidInput("unknown_person", "Có người không còn tài khoản.", field=field)
    before = sorted(named.values_list("user_id", flat=True))
    named.exclude(user_id__in=people).delete()
    named.bulk_create([make(pk) for pk in sorted(people - set(before))])
    return before


def set_viewers(
    directive_id: int,
    user_ids: Iterable[int],
    actor: Actor,
    *,
    now: dt.datetime,
    version: int | None = None,
) -> Directive:
    """Exactly these people (and the actor) may read the directive and its tasks while it is restricted.

    Also once it is issued, for posts change hands. Raises InvalidInput for unknown people, VersionConflict.
    """
    require_office(actor)
    wanted = set(user_ids) | ({actor.user.pk} if actor.user else set())
    with transaction.atomic():
        Directive.objects.select_for_update(no_key=True).filter(pk=directive_id).values_list("pk").first()
        row = visible_directive(actor, directive_id)
        if version is not None and version != row.version:
            raise VersionConflict(row.version, version, str(row.decided_by or ""))
        before = name_exactly(
            row.viewers.all(), wanted, lambda pk: RestrictedViewer(directive=row, user_id=pk), field="viewers"
        )
        Directive.objects.filter(pk=row.pk).update(version=F("version") + 1)
        entry = Entry(
            "set_viewers", directive=row, before={"viewers": before}, after={"viewers": sorted(wanted)}
        )
        append([entry], actor, now)
    row.refresh_from_db()
    return row
