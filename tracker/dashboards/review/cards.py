"""One card per proposal: what was found, why, what is still unclear (the six clears), what may be done."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from tracker.models import Agency, Directive, DirectiveAssignee
from tracker.rules.products import product_vi
from tracker.rules.statuses import DirectiveState, Level, TaskRole
from tracker.services.addressees import directive_day, offers
from tracker.services.issue import shares_of, unready

from .why import SOURCE_VI, Span, grounds, reasons_vi


@dataclass(frozen=True, slots=True)
class Clear:
    """One of the six clears: whether it is met and, if not, what is missing."""

    name: str
    met: bool
    missing: str = ""


@dataclass(slots=True)
class Addressee:
    """An addressee with the members its group had on the day; `why` says why a group offers none."""

    row: DirectiveAssignee
    offered: list[Agency]
    members: list[Agency]
    carried: str
    why: str = ""

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
    grounds: dict[str, Span]
    unseen: bool = False
    panel: dict[str, object] = field(default_factory=dict)  # filled for the cards that are being edited

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
        return reasons_vi(self.directive)

    @property
    def groups(self) -> int:
        """How many groups wait to be accepted with their members of the day."""
        return sum(bool(person.offered) for person in self.addressees)

    @property
    def plainly_right(self) -> bool:
        """Whether it may be confirmed in bulk: a specific task, six clears, nothing to warn of."""
        clear = all(item.met for item in self.clears)
        return self.open and self.directive.level == Level.A and clear and not self.warnings


def build(directives: list[Directive], today: dt.date, viewed: set[int]) -> list[Card]:
    """Cards in the order of the text; directives must come with assignees, members and tasks prefetched.

    `viewed` are the restricted directives that somebody besides the actor may read.
    """
    wanted = {a.collective_id for row in directives for a in row.assignees.all() if a.collective_id}
    on = directive_day(directives[0]) if directives else None
    offered = offers(wanted, on)
    return [_card(row, today, on, offered, viewed) for row in directives]


def _card(
    row: Directive,
    today: dt.date,
    on: dt.date | None,
    offered: dict[int, list[Agency]],
    viewed: set[int],
) -> Card:
    people = [_addressee(assignee, on, offered) for assignee in row.assignees.all()]
    editable = row.state in (DirectiveState.PROPOSED, DirectiveState.CONFIRMED)
    unseen = editable and row.restricted and row.pk not in viewed
    return Card(
        directive=row,
        addressees=people,
        clears=six_clears(row, people),
        warnings=_warnings(row, people, unseen) if editable else [],
        blockers=unready(row, today) if editable else [],
        tasks=len(row.tasks.all()) if row.state == DirectiveState.ISSUED else 0,
        grounds={} if row.state == DirectiveState.REJECTED else grounds(row),
        unseen=unseen,
    )


def _addressee(
    assignee: DirectiveAssignee, on: dt.date | None, offered: dict[int, list[Agency]]
) -> Addressee:
    members = list(assignee.members.all())
    settled = bool(assignee.agency_id or members)
    own = [] if settled else offered.get(assignee.collective_id or 0, [])
    why = ""
    if not settled and assignee.collective is not None and not own:
        why = (
            "nhóm không liệt kê được: chọn cơ quan trả lời"
            if not assignee.collective.enumerable
            else "chưa rõ ngày văn bản nên chưa mở được nhóm: sửa ngày ở đầu trang"
            if on is None
            else "nhóm không có thành viên vào ngày này: chọn cơ quan trả lời"
        )
    elif not settled and not own:
        why = "chưa có trong danh mục: chọn cơ quan hoặc thêm mới"
    return Addressee(assignee, own, members, SOURCE_VI.get(assignee.source, ""), why)


def six_clears(row: Directive, people: list[Addressee]) -> list[Clear]:
    """Rõ người, việc, thời gian, trách nhiệm, thẩm quyền, sản phẩm: each met or with what is missing."""
    leads = [p for p in people if p.row.role == TaskRole.LEAD]
    unsettled = [p.row.mention for p in leads if not p.settled]
    timed = bool(row.due_date or row.recurrence or row.review_date)
    given_by = bool(row.directing_leader or row.meeting_id or (row.document and row.document.body))
    who = "chưa có cơ quan" if not unsettled else f"chưa xác định “{unsettled[0]}”"
    who += f" và {len(unsettled) - 1} nơi nữa" if len(unsettled) > 1 else ""
    return [
        Clear("người", bool(leads) and not unsettled, who),
        Clear("việc", bool(row.content.strip()), "chưa có nội dung giao"),
        Clear("thời gian", timed, "chưa có thời hạn"),
        Clear("trách nhiệm", bool(leads) and not lead_problem(row), "chưa rõ ai chủ trì"),
        Clear("thẩm quyền", given_by, "chưa rõ ai giao"),
        Clear("sản phẩm", bool(row.product_kind or row.product), "chưa nêu sản phẩm"),
    ]


def lead_problem(row: Directive) -> str:
    """What is wrong with who leads, as a sentence; empty when exactly one leads or each owes its own."""
    shares = shares_of(row)
    leads = [share for share in shares if share.role == TaskRole.LEAD]
    supported = any(assignee.role == TaskRole.SUPPORT for assignee in row.assignees.all())
    named = any(assignee.role == TaskRole.LEAD for assignee in row.assignees.all())
    if supported and not named:
        return "Có cơ quan phối hợp nhưng chưa có cơ quan chủ trì."
    if row.sole_lead and len(leads) > 1:
        return f"Phải có đúng một cơ quan chủ trì, đang có {len(leads)}: đổi vai trò hoặc bỏ bớt."
    if supported and len(leads) > 1:
        return f"Có cơ quan phối hợp mà có {len(leads)} cơ quan chủ trì: kiểm tra lại ai là chủ trì."
    return ""


def _warnings(row: Directive, people: list[Addressee], unseen: bool) -> list[str]:
    found = [lead_problem(row)] if people else []
    if row.deadline_text and not row.due_date and not row.recurrence:
        found.append(
            f"Thời hạn “{row.deadline_text}” chưa tính được ngày: đề nghị chọn ngày hoặc để không hạn."
        )
    if row.due_date and row.due_date.weekday() >= 5:
        found.append("Hạn rơi vào ngày nghỉ cuối tuần.")
    if unseen:
        found.append("Hạn chế người xem nhưng ngoài đồng chí chưa ai được xem: chọn người ở phần Sửa.")
    return [sentence for sentence in found if sentence]
