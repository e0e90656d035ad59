"""Restricted work that no reader in the office is left for: its leadership names one, without reading it.

A keeper is a named reader with a post in the office: only keepers let others in. Whose post ends or whose
account closes stays named and keeps nothing; without this nobody could ever be let in again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet

from tracker.models import Directive, Document, DocumentReader, Membership, RestrictedViewer, Task, User
from tracker.models.querysets import TaskQuerySet
from tracker.rules.statuses import OFFICE, DirectiveState, Role
from tracker.rules.zone import ZONE

from .errors import InvalidInput
from .gate import refuse_secret_text
from .history import Entry, append
from .locks import hold_rows
from .policy import Actor, require_office

NOBODY_LEFT = "lãnh đạo Văn phòng chỉ định người xem ở menu “Hạn chế, không còn người xem”"
Kind = Literal["directive", "document"]


@dataclass(frozen=True, slots=True)
class Unkept:
    """A restricted row nobody in the office may read, told by nothing of what it says.

    `entered` is the moment it came in; `former` are those named who are no longer in the office.
    """

    kind: Kind
    pk: int
    number: str
    entered: dt.datetime
    former: tuple[str, ...]


def keepers(on: dt.date) -> QuerySet[User]:
    """Whoever serves in the office on that day, by name."""
    posts = Membership.objects.valid_on(on).filter(role__in=[role.value for role in OFFICE])
    return User.objects.filter(is_active=True, pk__in=posts.values("user")).order_by("full_name", "pk")


def unkept(actor: Actor, on: dt.date) -> list[Unkept]:
    """Everything restricted without a keeper, the newest first. Office leadership only."""
    require_office(actor, Role.OFFICE_LEADERSHIP)
    directives = _directives(on).prefetch_related("viewers__user").defer("text", "content", "search")
    papers = _papers(on).prefetch_related("readers__user").defer("text", "search")
    found = [
        *(Unkept("directive", d.pk, d.number or "", d.created_at, _names(d.viewers)) for d in directives),
        *(Unkept("document", p.pk, "", p.uploaded_at, _names(p.readers)) for p in papers),
    ]
    return sorted(found, key=lambda row: row.entered, reverse=True)


def _names(named: Any) -> tuple[str, ...]:
    return tuple(sorted(str(row.user) for row in named.all()))


def _directives(on: dt.date) -> QuerySet[Directive]:
    named = RestrictedViewer.objects.filter(directive=OuterRef("pk"), user__in=keepers(on))
    rows = Directive.objects.filter(~Exists(named), restricted=True)
    return rows.exclude(state=DirectiveState.REJECTED.value)


def _papers(on: dt.date) -> QuerySet[Document]:
    named = DocumentReader.objects.filter(document=OuterRef("pk"), user__in=keepers(on))
    return Document.objects.filter(~Exists(named), restricted=True)


def name_keeper(
    directives: Iterable[int],
    papers: Iterable[int],
    user_id: int | None,
    reason: str,
    actor: Actor,
    *,
    now: dt.datetime,
) -> int:
    """Name one person of the office as a reader of these rows, all or none. Returns how many rows.

    Office leadership only, and never for oneself: naming gives no look at what is named. Raises InvalidInput
    for a missing reason, a person outside the office, nothing chosen, or a row that has a keeper.
    """
    require_office(actor, Role.OFFICE_LEADERSHIP)
    on, reason = now.astimezone(ZONE).date(), reason.strip()
    wanted, documents = set(directives), set(papers)
    refuse_secret_text([reason])
    if not reason:
        raise InvalidInput("required", "Đề nghị ghi lý do chỉ định.", field="reason")
    if not wanted and not documents:
        raise InvalidInput("empty", "Đề nghị chọn ít nhất một mục.", field="rows")
    if actor.user is not None and actor.user.pk == user_id:
        raise InvalidInput("own_reader", "Người chỉ định không tự chỉ định mình.", field="user")
    if user_id is None or not keepers(on).filter(pk=user_id).exists():
        told = "Đề nghị chọn một người đang có vai trò ở Văn phòng."
        raise InvalidInput("not_in_office", told, field="user")
    with transaction.atomic():
        hold_rows(Document, documents)
        hold_rows(Directive, wanted)
        rows = list(_directives(on).filter(pk__in=wanted).order_by("pk"))
        titles = list(_papers(on).filter(pk__in=documents).order_by("pk"))
        if len(rows) + len(titles) != len(wanted) + len(documents):
            raise InvalidInput(
                "list_changed", "Danh sách vừa thay đổi; đề nghị xem lại rồi chỉ định.", field="rows"
            )
        _name(rows, titles, user_id, reason, actor, now)
    return len(rows) + len(titles)


def _name(
    rows: Sequence[Directive],
    papers: Sequence[Document],
    user_id: int,
    reason: str,
    actor: Actor,
    now: dt.datetime,
) -> None:
    RestrictedViewer.objects.bulk_create(
        [RestrictedViewer(directive=row, user_id=user_id) for row in rows], ignore_conflicts=True
    )
    DocumentReader.objects.bulk_create(
        [DocumentReader(document=paper, user_id=user_id) for paper in papers], ignore_conflicts=True
    )
    Directive.objects.filter(pk__in=[row.pk for row in rows]).update(version=F("version") + 1)
    Document.objects.filter(pk__in=[paper.pk for paper in papers]).update(version=F("version") + 1)
    told: dict[str, Any] = {"reason": reason, "after": {"reader": user_id}}
    entries = [Entry("name_reader", directive=row, **told) for row in rows]
    entries += [Entry("name_reader", subject=f"document:{paper.pk}", **told) for paper in papers]
    append(entries, actor, now)


def hidden_work(agency_id: int, actor: Actor, on: dt.date) -> str:
    """A sentence about the agency's open tasks that the actor may not read and whom to ask; "" for none."""
    rows: TaskQuerySet = Task.objects.open()
    hidden = rows.filter(agency_id=agency_id, restricted=True)
    hidden = hidden.exclude(pk__in=Task.objects.visible_to(actor.scope).filter(restricted=True).values("pk"))
    count = hidden.count()
    if not count:
        return ""
    named = RestrictedViewer.objects.filter(directive__in=hidden.values("directive"))
    people = [str(user) for user in keepers(on).filter(pk__in=named.values("user"))[:8]]
    ask = f"{', '.join(people)} bàn giao hoặc cho đồng chí xem" if people else NOBODY_LEFT
    return f"Cơ quan này còn {count} nhiệm vụ hạn chế người xem mà đồng chí không được xem; đề nghị {ask}."
