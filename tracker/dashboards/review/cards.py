"""One card per proposal: what was found, why, what is still unclear (the six clears), what may be done."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from tracker.models import Agency, Directive, DirectiveAssignee, Document
from tracker.rules.products import product_vi
from tracker.rules.statuses import DirectiveState, TaskRole
from tracker.services.addressees import directive_day, offers
from tracker.services.issue import blockers


@dataclass(frozen=True, slots=True)
class Clear:
    """One of the six clears: whether it is met and, if not, what is missing."""

    name: str
    met: bool
    missing: str = ""


@dataclass(slots=True)
class Addressee:
    row: DirectiveAssignee
    offered: list[Agency]
    members: list[Agency]
    carried: str

    @property
    def settled(self) -> bool:
        return bool(self.row.agency_id or self.members)


@dataclass(slots=True)
class Card:
    directive: Directive
    addressees: list[Addressee]
    clears: list[Clear]
    warnings: list[str]
    blockers: list[str]
    tasks: int

    @property
    def open(self) -> bool:
        return self.directive.state == DirectiveState.PROPOSED

    @property
    def editable(self) -> bool:
        return self.directive.state in (DirectiveState.PROPOSED, DirectiveState.CONFIRMED)

    @property
    def product(self) -> str:
        return self.directive.product or product_vi(self.directive.product_kind)

    @property
    def reasons(self) -> list[str]:
        return list(self.directive.proposal.get("reasons", []))


SOURCE_VI = {
    "explicit": "",
    "inherited_clause": "từ vế trước",
    "inherited_sentence": "từ câu trước",
    "inherited_paragraph": "từ đoạn trước",
    "inherited_section": "từ đầu mục",
    "anaphor": "theo cách gọi lại",
    "manual": "nhập tay",
}


def build(document: Document, directives: list[Directive], today: dt.date) -> list[Card]:
    """Cards in the order of the text; directives must come with assignees, members and tasks prefetched."""
    wanted = {a.collective_id for row in directives for a in row.assignees.all() if a.collective_id}
    on = directive_day(directives[0]) if directives else None
    offered = offers(wanted, on)
    return [_card(row, today, offered) for row in directives]


def _card(row: Directive, today: dt.date, offered: dict[int, list[Agency]]) -> Card:
    people = [
        Addressee(
            assignee,
            []
            if assignee.agency_id or assignee.members.all()
            else offered.get(assignee.collective_id or 0, []),
            list(assignee.members.all()),
            SOURCE_VI.get(assignee.source, ""),
        )
        for assignee in row.assignees.all()
    ]
    editable = row.state in (DirectiveState.PROPOSED, DirectiveState.CONFIRMED)
    return Card(
        directive=row,
        addressees=people,
        clears=six_clears(row, people),
        warnings=_warnings(row, people) if editable else [],
        blockers=[b for b in blockers(row, today) if "chưa được duyệt" not in b] if editable else [],
        tasks=len(row.tasks.all()) if row.state == DirectiveState.ISSUED else 0,
    )


def six_clears(row: Directive, people: list[Addressee]) -> list[Clear]:
    """Rõ người, việc, thời gian, trách nhiệm, thẩm quyền, sản phẩm: each met or with what is missing."""
    leads = [p for p in people if p.row.role == TaskRole.LEAD]
    unsettled = [p.row.mention for p in leads if not p.settled]
    timed = bool(row.due_date or row.recurrence or row.review_date)
    given_by = bool(row.directing_leader or row.meeting_id or (row.document and row.document.body))
    divided = bool(leads) and not (row.sole_lead and len(leads) != 1)
    return [
        Clear(
            "người", bool(leads) and not unsettled, "chưa xác định: " + "; ".join(unsettled or ["cơ quan"])
        ),
        Clear("việc", bool(row.content.strip()), "chưa có nội dung giao"),
        Clear("thời gian", timed, "chưa có thời hạn, sẽ đặt ngày rà soát"),
        Clear("trách nhiệm", divided, "chưa rõ ai chủ trì"),
        Clear("thẩm quyền", given_by, "chưa rõ người hoặc cơ quan giao"),
        Clear("sản phẩm", bool(row.product_kind or row.product), "chưa nêu sản phẩm"),
    ]


def _warnings(row: Directive, people: list[Addressee]) -> list[str]:
    found = []
    leads = [p for p in people if p.row.role == TaskRole.LEAD]
    supports = [p for p in people if p.row.role == TaskRole.SUPPORT]
    if len(leads) > 1 and supports:
        found.append("Có nhiều cơ quan chủ trì và có cơ quan phối hợp: kiểm tra lại ai là chủ trì.")
    if row.deadline_text and not row.due_date:
        found.append(
            f"Thời hạn “{row.deadline_text}” chưa tính được ngày: đề nghị chọn ngày hoặc để không hạn."
        )
    if row.due_date and row.due_date.weekday() >= 5:
        found.append("Hạn rơi vào ngày nghỉ cuối tuần.")
    return found
