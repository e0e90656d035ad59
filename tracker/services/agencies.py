"""Agencies over time: other names, duplicates, successors, and the reviewed hand-over of open work."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from tracker.extraction.textkit import fold, nfc
from tracker.models import Agency, AgencyAlias, AgencySuccession, CollectiveMember, Membership, Task
from tracker.rules.statuses import CLOSED_OTHER, Role, Status
from tracker.rules.transitions import Verb
from tracker.rules.zone import ZONE

from .errors import InvalidInput, NotFound, WrongState
from .history import record
from .keepers import hidden_work
from .lifecycle import perform
from .locks import hold_rows
from .policy import Actor, require_office
from .posts import move_people

MAX_CHAIN = 8


def agency_or_404(agency_id: int) -> Agency:
    """The agency, or NotFound; the register itself hides nothing."""
    agency = Agency.objects.filter(pk=agency_id).first()
    if agency is None:
        raise NotFound("Không tìm thấy cơ quan.")
    return agency


def successors_of(agency: Agency) -> list[Agency]:
    """Who took over, at the end of every chain; a merged duplicate leads to the agency that was kept."""
    found: dict[int, Agency] = {}
    _follow(agency, found, {agency.pk})
    return sorted(found.values(), key=str)


def _follow(agency: Agency, found: dict[int, Agency], seen: set[int]) -> None:
    heirs = [row.successor for row in agency.successions.select_related("successor")]
    if agency.merged_into is not None:
        heirs.append(agency.merged_into)
    for heir in heirs:
        if heir.pk in seen or len(seen) > MAX_CHAIN * 20:
            continue
        seen.add(heir.pk)
        if heir.merged_into_id or heir.valid_to is not None:
            _follow(heir, found, seen)
        if not heir.merged_into_id and heir.valid_to is None:
            found[heir.pk] = heir


def successor_of(agency: Agency, today: dt.date) -> Agency | None:
    """The one agency that took over and is valid on `today`; None when there is none or a choice to make."""
    heirs = [heir for heir in successors_of(agency) if heir.valid_at(today)]
    return heirs[0] if len(heirs) == 1 else None


def add_alias(agency_id: int, alias: str, actor: Actor, *, now: dt.datetime) -> AgencyAlias:
    """Another name under which texts mention the agency. Raises InvalidInput when blank or already known."""
    require_office(actor)
    agency, alias = agency_or_404(agency_id), nfc(alias).strip()
    if not alias:
        raise InvalidInput("required", "Đề nghị nhập tên gọi khác.", field="alias")
    with transaction.atomic():
        row, fresh = AgencyAlias.objects.get_or_create(
            agency=agency, folded=fold(alias)[:255], defaults={"alias": alias[:255]}
        )
        if not fresh:
            raise InvalidInput("known_alias", "Tên gọi này đã có.", field="alias")
        record("agency", agency.pk, "add_alias", {}, {"alias": alias}, actor, now)
    return row


def succeed(
    predecessor_id: int, successor_id: int, on: dt.date, decision: str, actor: Actor, *, now: dt.datetime
) -> AgencySuccession:
    """`successor` takes over from `on`; the predecessor ends the day before. Work stays until handed over."""
    require_office(actor)
    with transaction.atomic():
        hold_rows(Agency, [predecessor_id, successor_id])
        old, new = agency_or_404(predecessor_id), agency_or_404(successor_id)
        _check_succession(old, new, on)
        row, _ = AgencySuccession.objects.update_or_create(
            predecessor=old, successor=new, defaults={"on": on, "decision": decision[:255]}
        )
        before = {"valid_to": old.valid_to}
        old.valid_to = min(old.valid_to or dt.date.max, on - dt.timedelta(days=1))
        old.save(update_fields=["valid_to"])
        after = {"valid_to": old.valid_to, "successor": new.pk, "on": on}
        record("agency", old.pk, "succeed", before, after, actor, now)
    return row


def _check_succession(old: Agency, new: Agency, on: dt.date) -> None:
    if old.pk == new.pk:
        raise InvalidInput("same_agency", "Cơ quan kế thừa phải khác cơ quan trước.", field="successor")
    if old in successors_of(new):
        raise InvalidInput("circle", f"{old} đang là cơ quan kế thừa của {new}.", field="successor")
    if old.valid_from and on <= old.valid_from:
        raise InvalidInput(
            "too_early", "Ngày kế thừa phải sau ngày cơ quan trước bắt đầu hoạt động.", field="on"
        )


@dataclass(frozen=True, slots=True)
class HandOverLine:
    """One open task of the ending agency and what would become of it."""

    task: Task
    target: Agency | None
    merge_into: Task | None
    # The target was released from this duty already: neither a second task nor a merge is possible.
    released: Task | None = None


def preview_hand_over(
    predecessor_id: int, actor: Actor, today: dt.date, targets: dict[int, int] | None = None
) -> list[HandOverLine]:
    """Every open task with its target: the one in `targets` (task id → agency id) or the only successor."""
    require_office(actor)
    agency = agency_or_404(predecessor_id)
    only = successor_of(agency, today)
    wanted = set((targets or {}).values())
    agencies = {row.pk: row for row in Agency.objects.filter(pk__in=wanted)}
    tasks = list(_open_tasks(agency, actor))
    twins = _twins(tasks)
    lines = []
    for task in tasks:
        target = agencies.get((targets or {}).get(task.pk, 0), only)
        twin = twins.get((task.directive_id, task.period, target.pk)) if target else None
        kept = _kept(twin)
        open_to_merge = kept is not None and kept.pk != task.pk and kept.status not in CLOSED_OTHER
        lines.append(
            HandOverLine(task, target, kept, None)
            if open_to_merge
            else HandOverLine(task, target, None, twin)
        )
    return lines


def _kept(twin: Task | None) -> Task | None:
    """The task that carries the duty of `twin`: itself, or the one it was merged into."""
    while twin is not None and twin.status == Status.MERGED and twin.merged_into is not None:
        twin = twin.merged_into
    return twin


def _open_tasks(agency: Agency, actor: Actor) -> Any:
    rows = Task.objects.visible_to(actor.scope).open().filter(agency=agency)
    return rows.select_related("directive", "agency").order_by("due_date", "id")


def _twins(tasks: list[Task]) -> dict[tuple[int, str, int], Task]:
    """Tasks other agencies already hold under the same directives, by (directive, period, agency)."""
    same = Task.objects.filter(directive_id__in={task.directive_id for task in tasks}).select_related(
        "agency"
    )
    return {(row.directive_id, row.period, row.agency_id): row for row in same}


def hand_over(
    predecessor_id: int,
    seen: dict[int, tuple[int, int]],
    reason: str,
    actor: Actor,
    *,
    now: dt.datetime,
) -> int:
    """Move the reviewed tasks, all or nothing; `seen`: task id → (version seen, agency). Returns how many.

    Raises InvalidInput when a task has no target, or the list is no longer the one that was reviewed.
    """
    today = now.astimezone(ZONE).date()
    with transaction.atomic():
        lines = preview_hand_over(predecessor_id, actor, today, {pk: to for pk, (_, to) in seen.items()})
        if {line.task.pk for line in lines} != set(seen):
            raise InvalidInput(
                "list_changed",
                "Danh sách nhiệm vụ vừa thay đổi; đề nghị xem lại rồi bàn giao.",
                field="reason",
            )
        _refuse_released(lines)
        hold_rows(Task, [row.pk for line in lines for row in (line.task, line.merge_into) if row])
        for line in lines:
            _move(line, seen[line.task.pk][0], reason, actor, now)
        after = {"tasks": len(lines), "reason": reason}
        record("agency", predecessor_id, "hand_over_all", {}, after, actor, now)
    return len(lines)


def _refuse_released(lines: list[HandOverLine]) -> None:
    """Raise InvalidInput naming each task whose target was released from the same duty, and what to do."""
    told = [
        f"mã {line.task.pk} ({line.target}: {line.released.get_status_display()})"
        for line in lines
        if line.released is not None
    ]
    if told:
        raise InvalidInput(
            "target_released",
            f"Cơ quan tiếp nhận đã được kết thúc chính nhiệm vụ ấy: {'; '.join(told[:10])}. "
            "Đề nghị chọn cơ quan khác hoặc kết thúc các nhiệm vụ này trước.",
            field="reason",
        )


def _move(line: HandOverLine, version: int, reason: str, actor: Actor, now: dt.datetime) -> None:
    if line.target is None:
        raise InvalidInput(
            "no_target", f"Chưa chọn cơ quan tiếp nhận cho nhiệm vụ mã {line.task.pk}.", field="reason"
        )
    if line.merge_into is not None:
        perform(
            line.task.pk, Verb.MERGE, actor, now=now, version=version, task=line.merge_into.pk, reason=reason
        )
    else:
        perform(
            line.task.pk,
            Verb.HAND_OVER,
            actor,
            now=now,
            version=version,
            agency=line.target.pk,
            reason=reason,
        )


def merge_duplicate(drop_id: int, keep_id: int, reason: str, actor: Actor, *, now: dt.datetime) -> int:
    """Two entries were one body: names, people, groups and open work go to `keep`; closed work stays.

    Returns how many open tasks moved. Office leadership only. Raises WrongState while restricted work of
    `drop` is hidden from the actor: it would stay behind with an entry nobody uses any more.
    """
    require_office(actor, Role.OFFICE_LEADERSHIP)
    today = now.astimezone(ZONE).date()
    with transaction.atomic():
        hold_rows(Agency, [drop_id, keep_id])
        drop, keep = agency_or_404(drop_id), agency_or_404(keep_id)
        if drop.pk == keep.pk or keep.merged_into_id or drop.merged_into_id:
            raise InvalidInput("bad_merge", "Phải gộp vào một cơ quan khác đang dùng.", field="keep")
        # People before work, and both before the history's head, which the first hand-over takes.
        hold_rows(Membership, Membership.objects.filter(agency=drop).values_list("pk", flat=True))
        hold_rows(Task, Task.objects.open().filter(agency=drop).values_list("pk", flat=True))
        if hidden := hidden_work(drop.pk, actor, today):
            raise WrongState("hidden_work", hidden)
        tasks = list(_open_tasks(drop, actor).values_list("pk", "version"))
        for name in {drop.name, drop.display_name, *drop.aliases.values_list("alias", flat=True)}:
            keep.aliases.get_or_create(folded=fold(name)[:255], defaults={"alias": name})
        moved = hand_over(drop.pk, {pk: (v, keep.pk) for pk, v in tasks}, reason, actor, now=now)
        move_people(drop.pk, keep.pk, today, actor, now=now)
        groups = _move_memberships(drop, keep)
        drop.merged_into = keep
        drop.valid_to = drop.valid_to or today
        drop.save(update_fields=["merged_into", "valid_to"])
        record("agency", drop.pk, "merge_agency", {}, {"merged_into": keep.pk, "groups": groups}, actor, now)
    return moved


def _move_memberships(drop: Agency, keep: Agency) -> list[int]:
    """Groups hold the kept entry in the other's place, else they would still order `drop`; their ids."""
    moved = list(CollectiveMember.objects.filter(agency=drop))
    for row in moved:
        twin = CollectiveMember.objects.filter(
            collective=row.collective_id, agency=keep, valid_from=row.valid_from
        )
        if twin.exists():
            row.delete()
        else:
            row.agency = keep
            row.save(update_fields=["agency"])
    return sorted({row.collective_id for row in moved})
