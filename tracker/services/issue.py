"""Issuing: a confirmed directive becomes one task per responsible agency, in one transaction, once."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.db.models import F, Max, Prefetch, prefetch_related_objects
from django.db.models.functions import Length

from tracker.models import Agency, Directive, DirectiveAssignee, Task
from tracker.rules.periods import period_code
from tracker.rules.statuses import DirectiveState, TaskRole
from tracker.rules.zone import ZONE

from .addressees import directive_day
from .effects import accept_by
from .errors import InvalidInput, VersionConflict, WrongState
from .history import Entry, append, hold_head
from .policy import Actor, require_office, visible_directive


@dataclass(frozen=True, slots=True)
class Share:
    """What one agency will owe under the directive."""

    agency: Agency
    role: TaskRole
    due_date: dt.date | None


def shares_of(directive: Directive) -> list[Share]:
    """Every agency once: lead wins over support; collectives count through their accepted members."""
    shares: dict[int, Share] = {}
    for assignee in _assignees(directive):
        for agency in _agencies(assignee):
            role = TaskRole(assignee.role)
            known = shares.get(agency.pk)
            if known is None or (known.role == TaskRole.SUPPORT and role == TaskRole.LEAD):
                shares[agency.pk] = Share(agency, role, assignee.due_date or directive.due_date)
    return list(shares.values())


def _assignees(directive: Directive) -> list[DirectiveAssignee]:
    # A page that shows many directives has fetched them all at once.
    if "assignees" in getattr(directive, "_prefetched_objects_cache", {}):
        return list(directive.assignees.all())
    return list(directive.assignees.select_related("agency").prefetch_related("members"))


def _agencies(assignee: DirectiveAssignee) -> list[Agency]:
    members = list(assignee.members.all())
    if members:
        return members
    return [assignee.agency] if assignee.agency else []


_UNDECIDED = {
    DirectiveState.PROPOSED: "Chỉ đạo chưa được duyệt.",
    DirectiveState.REJECTED: "Đoạn này đã bị loại; đề nghị đưa về đề xuất rồi duyệt lại.",
}


def blockers(directive: Directive, today: dt.date) -> list[str]:
    """Everything that still keeps the directive from being issued, each as a Vietnamese sentence."""
    undecided = _UNDECIDED.get(DirectiveState(directive.state))
    return [*([undecided] if undecided else []), *unready(directive, today)]


def unready(directive: Directive, today: dt.date) -> list[str]:
    """What is missing beside the clerk's decision, each as a Vietnamese sentence."""
    found = []
    if not directive.tracked:
        found.append("Chỉ đạo đang ở dạng liệt kê; đánh dấu “theo dõi” nếu muốn giao.")
    unresolved = [a.mention for a in _assignees(directive) if a.role == TaskRole.LEAD and not _agencies(a)]
    if unresolved:
        found.append("Chưa xác định cơ quan cụ thể cho: " + "; ".join(unresolved) + ".")
    shares = shares_of(directive)
    leads = [share for share in shares if share.role == TaskRole.LEAD]
    if not leads:
        found.append("Chưa có cơ quan chủ trì.")
    if directive.sole_lead and len(leads) > 1:
        found.append("Chỉ đạo giao một cơ quan chủ trì nhưng đang có nhiều cơ quan chủ trì.")
    return found + ended(directive, shares, today)


def ended(directive: Directive, shares: list[Share], today: dt.date) -> list[str]:
    """The sentence that names agencies which did not exist on the directive's day, if there are any."""
    # A paper of 2019 may name a district committee that ended in 2025: the day of the directive decides,
    # and open work moves to the successor by a reviewed hand-over.
    day = directive_day(directive) or today
    names = [str(share.agency) for share in shares if not share.agency.valid_at(day)]
    if not names:
        return []
    return [f"Cơ quan không hoạt động vào ngày {day:%d/%m/%Y}, đề nghị chọn lại: " + "; ".join(names) + "."]


def issue(directive_id: int, actor: Actor, *, now: dt.datetime, version: int | None = None) -> list[Task]:
    """Turn a confirmed directive into its tasks. Raises WrongState when it was issued already.

    A directive without a date gets a review date; nothing invents a deadline.
    """
    require_office(actor)
    today = now.astimezone(ZONE).date()
    with transaction.atomic():
        Directive.objects.select_for_update(no_key=True).filter(pk=directive_id).values_list("pk").first()
        directive = visible_directive(actor, directive_id)
        if version is not None and version != directive.version:
            raise VersionConflict(directive.version, version)
        if directive.state == DirectiveState.ISSUED:
            raise WrongState("already_issued", "Chỉ đạo này đã được giao.")
        # Read once: what blocks and what is given out must be judged on the same rows.
        assignees = DirectiveAssignee.objects.select_related("agency").prefetch_related("members")
        prefetch_related_objects([directive], Prefetch("assignees", queryset=assignees))
        problems, shares = blockers(directive, today), shares_of(directive)
        if problems:
            raise InvalidInput("not_ready", " ".join(problems))
        tasks, entries = give_out(directive, shares, actor, now)
        append(entries, actor, now)
        return tasks


def give_out(
    directive: Directive, shares: list[Share], actor: Actor, now: dt.datetime
) -> tuple[list[Task], list[Entry]]:
    """Number the directive and insert its tasks; the caller has judged it and appends the entries."""
    today = now.astimezone(ZONE).date()
    _mark_issued(directive, actor, now, today)
    period = period_code(directive.recurrence, today) if directive.recurrence else ""
    tasks = create_tasks(directive, shares, now, today, period)
    issued = Entry("issue", directive=directive, after={"number": directive.number})
    return tasks, [issued, *(given(task) for task in tasks)]


def _mark_issued(directive: Directive, actor: Actor, now: dt.datetime, today: dt.date) -> None:
    review = directive.review_date
    if directive.due_date is None and review is None:
        review = today + dt.timedelta(days=settings.OFFICE["REVIEW_DAYS"])
    values = {
        "state": DirectiveState.ISSUED.value,
        "number": directive.number or _next_number(today.year),
        "issued_by": actor.user,
        "issued_at": now,
        "on_behalf_of": actor.on_behalf_of or directive.on_behalf_of,
        "review_date": review,
    }
    rows = Directive.objects.filter(pk=directive.pk, version=directive.version)
    if rows.update(**values, version=F("version") + 1) != 1:
        raise VersionConflict(directive.version + 1, directive.version)
    for name, value in values.items():
        setattr(directive, name, value)
    directive.version += 1


def _next_number(year: int) -> str:
    """The next running number of the year, "2026-00042", longer after 99,999; unique by constraint."""
    # Two clerks at the same moment would both read the last number: whoever holds the head is alone.
    hold_head()
    numbers = Directive.objects.filter(number__startswith=f"{year}-")
    last = numbers.aggregate(last=Max("number"))["last"]
    if last and last.startswith(f"{year}-99999"):
        # As text 99999 stands after 100000; the index finds only the former quickly.
        last = numbers.order_by(Length("number").desc(), "-number").values_list("number", flat=True)[0]
    return f"{year}-{int(last.split('-')[1]) + 1 if last else 1:05d}"


def given(task: Task) -> Entry:
    """The first event of a task; with the columns every event carries it says all a partner must know."""
    told = ("due_date", "review_date", "accept_by", "period")
    return Entry("assign", task=task, after={name: getattr(task, name) for name in told})


def create_tasks(
    directive: Directive, shares: list[Share], now: dt.datetime, today: dt.date, period: str = ""
) -> list[Task]:
    """Insert the tasks of `shares`; two leads under a sole lead are refused by the database itself."""
    acceptance = accept_by(directive, today)
    return Task.objects.bulk_create(
        [
            Task(
                directive=directive,
                agency=share.agency,
                role=share.role.value,
                sole_lead=directive.sole_lead,
                period=period,
                due_original=share.due_date,
                due_date=share.due_date,
                review_date=None if share.due_date else directive.review_date,
                accept_by=acceptance,
                issued_on=today,
                issued_at=now,
                restricted=directive.restricted,
                historical=directive.historical,
            )
            for share in shares
        ]
    )
