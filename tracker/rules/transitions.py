"""The one table of the task's life: status × verb → status, with who may do it and what it asks for.

Services look verbs up here; screens and the API read labels and needed fields from the same rows.
"""

from dataclasses import dataclass
from enum import StrEnum

from .statuses import ACTIVE, AGENCY_ROLES, OFFICE, OPEN, Role, Status


class Verb(StrEnum):
    ACCEPT = "accept"
    REFUSE = "refuse"
    REQUEST_REASSIGNMENT = "request_reassignment"
    REASSIGN = "reassign"
    KEEP = "keep"
    HAND_OVER = "hand_over"
    ASSIGN_OFFICER = "assign_officer"
    REPORT = "report"
    SUBMIT = "submit"
    WITHDRAW = "withdraw"
    CONFIRM = "confirm"
    RETURN = "return"
    REOPEN = "reopen"
    SUSPEND = "suspend"
    RESUME = "resume"
    RECALL = "recall"
    SUPERSEDE = "supersede"
    CLOSE_NOT_IMPLEMENTED = "close_not_implemented"
    MERGE = "merge"
    REQUEST_EXTENSION = "request_extension"
    WITHDRAW_EXTENSION = "withdraw_extension"
    GRANT_EXTENSION = "grant_extension"
    REFUSE_EXTENSION = "refuse_extension"
    PROPOSE_DEADLINE = "propose_deadline"
    SET_DEADLINE = "set_deadline"
    SET_REVIEW_DATE = "set_review_date"
    ANSWER_OBSTACLE = "answer_obstacle"
    URGE = "urge"
    REQUEST_EXPLANATION = "request_explanation"
    EXPLAIN = "explain"
    CONFIRM_CAUSE = "confirm_cause"


@dataclass(frozen=True, slots=True)
class Transition:
    """One verb: from which statuses, to which (None keeps the status, "back" returns to where work stood)."""

    verb: Verb
    label: str
    sources: frozenset[Status]
    target: Status | str | None
    roles: frozenset[Role]
    needs: tuple[str, ...] = ()


BACK = "back"
_HEAD = frozenset({Role.HEAD})
_LEADERSHIP = frozenset({Role.OFFICE_LEADERSHIP})
_ISSUING = frozenset({Role.OFFICE_LEADERSHIP, Role.LEADER})
_WORKING = frozenset({Status.ASSIGNED, Status.IN_PROGRESS})

_ROWS = [
    Transition(Verb.ACCEPT, "Tiếp nhận", frozenset({Status.ASSIGNED}), Status.IN_PROGRESS, AGENCY_ROLES),
    Transition(
        Verb.REFUSE, "Từ chối thực hiện", frozenset({Status.ASSIGNED}), Status.OBJECTED, _HEAD, ("reason",)
    ),
    Transition(
        Verb.REQUEST_REASSIGNMENT,
        "Đề nghị điều chuyển",
        frozenset({Status.ASSIGNED}),
        Status.OBJECTED,
        _HEAD,
        ("reason",),
    ),
    Transition(
        Verb.REASSIGN,
        "Chuyển cơ quan thực hiện",
        frozenset({Status.ASSIGNED, Status.IN_PROGRESS, Status.OBJECTED}),
        Status.ASSIGNED,
        _LEADERSHIP,
        ("agency", "reason"),
    ),
    Transition(
        Verb.KEEP, "Giữ nguyên phân công", frozenset({Status.OBJECTED}), BACK, _LEADERSHIP, ("reason",)
    ),
    Transition(Verb.HAND_OVER, "Bàn giao cho cơ quan kế thừa", OPEN, None, _LEADERSHIP, ("agency", "reason")),
    Transition(
        Verb.ASSIGN_OFFICER,
        "Giao người thực hiện",
        ACTIVE - {Status.PENDING_CONFIRMATION},
        None,
        _HEAD,
        ("officer",),
    ),
    Transition(
        Verb.REPORT, "Báo cáo tiến độ", frozenset({Status.IN_PROGRESS}), None, AGENCY_ROLES, ("report",)
    ),
    Transition(
        Verb.SUBMIT,
        "Báo cáo hoàn thành",
        frozenset({Status.IN_PROGRESS}),
        Status.PENDING_CONFIRMATION,
        AGENCY_ROLES,
        ("report", "delivered_on", "product"),
    ),
    Transition(
        Verb.WITHDRAW,
        "Rút báo cáo hoàn thành",
        frozenset({Status.PENDING_CONFIRMATION}),
        Status.IN_PROGRESS,
        AGENCY_ROLES,
        ("reason",),
    ),
    Transition(
        Verb.CONFIRM,
        "Xác nhận hoàn thành",
        frozenset({Status.PENDING_CONFIRMATION}),
        Status.COMPLETED,
        OFFICE,
    ),
    Transition(
        Verb.RETURN,
        "Trả lại, yêu cầu làm tiếp",
        frozenset({Status.PENDING_CONFIRMATION}),
        Status.IN_PROGRESS,
        OFFICE,
        ("reason",),
    ),
    Transition(
        Verb.REOPEN,
        "Mở lại",
        frozenset({Status.COMPLETED, Status.NOT_IMPLEMENTED}),
        Status.IN_PROGRESS,
        _LEADERSHIP,
        ("reason",),
    ),
    Transition(Verb.SUSPEND, "Tạm dừng", ACTIVE, Status.SUSPENDED, _LEADERSHIP, ("reason", "review_date")),
    Transition(Verb.RESUME, "Tiếp tục", frozenset({Status.SUSPENDED}), BACK, _LEADERSHIP, ("reason",)),
    Transition(Verb.RECALL, "Thu hồi", OPEN, Status.RECALLED, _LEADERSHIP, ("reason",)),
    Transition(
        Verb.SUPERSEDE,
        "Thay thế bằng chỉ đạo khác",
        OPEN,
        Status.SUPERSEDED,
        _LEADERSHIP,
        ("reason", "directive"),
    ),
    Transition(
        Verb.CLOSE_NOT_IMPLEMENTED,
        "Kết thúc, không thực hiện",
        OPEN,
        Status.NOT_IMPLEMENTED,
        _LEADERSHIP,
        ("reason",),
    ),
    Transition(Verb.MERGE, "Gộp vào nhiệm vụ khác", OPEN, Status.MERGED, _LEADERSHIP, ("reason", "task")),
    Transition(
        Verb.REQUEST_EXTENSION,
        "Đề nghị gia hạn",
        _WORKING,
        None,
        AGENCY_ROLES,
        ("reason", "cause", "progress", "new_date"),
    ),
    Transition(Verb.WITHDRAW_EXTENSION, "Rút đề nghị gia hạn", OPEN, None, AGENCY_ROLES, ()),
    Transition(Verb.GRANT_EXTENSION, "Đồng ý gia hạn", OPEN, None, _ISSUING, ("new_date",)),
    Transition(Verb.REFUSE_EXTENSION, "Không đồng ý gia hạn", OPEN, None, _ISSUING, ("reason",)),
    Transition(
        Verb.PROPOSE_DEADLINE, "Đề xuất thời hạn", _WORKING, None, AGENCY_ROLES, ("new_date", "reason")
    ),
    Transition(Verb.SET_DEADLINE, "Ấn định thời hạn", ACTIVE, None, OFFICE, ("new_date", "reason")),
    Transition(Verb.SET_REVIEW_DATE, "Đặt ngày rà soát", OPEN, None, OFFICE, ("review_date",)),
    Transition(
        Verb.ANSWER_OBSTACLE, "Trả lời khó khăn, kiến nghị", OPEN, None, OFFICE, ("report_id", "answer")
    ),
    Transition(Verb.URGE, "Đôn đốc", _WORKING, None, OFFICE, ("reason",)),
    Transition(Verb.REQUEST_EXPLANATION, "Yêu cầu giải trình", OPEN, None, _LEADERSHIP, ("reason",)),
    Transition(Verb.EXPLAIN, "Giải trình", OPEN, None, AGENCY_ROLES, ("reason",)),
    Transition(
        Verb.CONFIRM_CAUSE,
        "Xác nhận nguyên nhân khách quan",
        OPEN | {Status.COMPLETED},
        None,
        _LEADERSHIP,
        ("reason",),
    ),
]

TRANSITIONS: dict[Verb, Transition] = {row.verb: row for row in _ROWS}
# What else happens to a task: recorded or told beside a verb, never done by itself.
_HAPPENINGS_VI = {
    "assign": "Giao nhiệm vụ",
    "raise_obstacle": "Nêu khó khăn, kiến nghị",
    "release_officer": "Thôi giao người thực hiện",
    "take_lead": "Nhận vai trò chủ trì từ nhiệm vụ được gộp",
}


def label_of(happening: str) -> str:
    """The Vietnamese of a verb or of what is recorded beside one; an unknown code answers itself."""
    row = next((row for row in _ROWS if row.verb.value == happening), None)
    return row.label if row else _HAPPENINGS_VI.get(happening, happening)


def target_of(status: Status, verb: Verb, accepted: bool) -> Status:
    """The status after `verb`; raises KeyError when the table has no such move."""
    row = TRANSITIONS[verb]
    if status not in row.sources:
        raise KeyError((status, verb))
    if row.target is None:
        return status
    if row.target == BACK:
        return Status.IN_PROGRESS if accepted else Status.ASSIGNED
    return Status(row.target)
