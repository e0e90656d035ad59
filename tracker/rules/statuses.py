"""The words of the workflow: statuses, roles, verbs and closed lists, each paired with its Vietnamese."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any


class Status(StrEnum):
    """Where a task stands in the workflow; says nothing about lateness (see deadline_state)."""

    ASSIGNED = "assigned"
    IN_PROGRESS = "in_progress"
    OBJECTED = "objected"
    PENDING_CONFIRMATION = "pending_confirmation"
    SUSPENDED = "suspended"
    COMPLETED = "completed"
    RECALLED = "recalled"
    SUPERSEDED = "superseded"
    NOT_IMPLEMENTED = "not_implemented"
    MERGED = "merged"


STATUS_VI = {
    Status.ASSIGNED: "Chờ tiếp nhận",
    Status.IN_PROGRESS: "Đang thực hiện",
    Status.OBJECTED: "Đề nghị điều chuyển",
    Status.PENDING_CONFIRMATION: "Chờ xác nhận",
    Status.SUSPENDED: "Tạm dừng",
    Status.COMPLETED: "Hoàn thành",
    Status.RECALLED: "Thu hồi",
    Status.SUPERSEDED: "Được thay thế",
    Status.NOT_IMPLEMENTED: "Kết thúc, không thực hiện",
    Status.MERGED: "Đã gộp",
}

ACTIVE = frozenset({Status.ASSIGNED, Status.IN_PROGRESS, Status.OBJECTED, Status.PENDING_CONFIRMATION})
OPEN = ACTIVE | {Status.SUSPENDED}
CLOSED_OTHER = frozenset({Status.RECALLED, Status.SUPERSEDED, Status.NOT_IMPLEMENTED, Status.MERGED})
TERMINAL = CLOSED_OTHER | {Status.COMPLETED}
# While the office holds the ball the agency is not reminded.
WITH_OFFICE = frozenset({Status.PENDING_CONFIRMATION, Status.OBJECTED, Status.SUSPENDED})


class Role(StrEnum):
    CLERK = "clerk"
    OFFICE_LEADERSHIP = "office_leadership"
    LEADER = "leader"
    INSPECTOR = "inspector"
    OFFICER = "officer"
    HEAD = "head"
    SYSADMIN = "sysadmin"


ROLE_VI = {
    Role.CLERK: "Chuyên viên theo dõi (Văn phòng)",
    Role.OFFICE_LEADERSHIP: "Lãnh đạo Văn phòng",
    Role.LEADER: "Lãnh đạo tỉnh",
    Role.INSPECTOR: "Cán bộ kiểm tra, giám sát",
    Role.OFFICER: "Đầu mối cơ quan, đơn vị",
    Role.HEAD: "Thủ trưởng cơ quan, đơn vị",
    Role.SYSADMIN: "Quản trị hệ thống",
}

OFFICE = frozenset({Role.CLERK, Role.OFFICE_LEADERSHIP})
AGENCY_ROLES = frozenset({Role.OFFICER, Role.HEAD})
SEES_ALL = frozenset({Role.CLERK, Role.OFFICE_LEADERSHIP, Role.LEADER, Role.INSPECTOR})


class TaskRole(StrEnum):
    LEAD = "lead"
    SUPPORT = "support"


TASK_ROLE_VI = {TaskRole.LEAD: "Chủ trì", TaskRole.SUPPORT: "Phối hợp"}


class DirectiveState(StrEnum):
    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    ISSUED = "issued"
    REJECTED = "rejected"


DIRECTIVE_STATE_VI = {
    DirectiveState.PROPOSED: "Đề xuất",
    DirectiveState.CONFIRMED: "Đã duyệt, chưa giao",
    DirectiveState.ISSUED: "Đã giao",
    DirectiveState.REJECTED: "Không phải chỉ đạo",
}


class Level(StrEnum):
    A = "A"
    B = "B"
    C = "C"


LEVEL_VI = {
    Level.A: "A – nhiệm vụ cụ thể",
    Level.B: "B – chỉ đạo cần theo dõi",
    Level.C: "C – nhắc nhở thường xuyên",
}


class Urgency(StrEnum):
    NORMAL = "normal"
    URGENT = "urgent"
    EXPRESS = "express"


URGENCY_VI = {Urgency.NORMAL: "Thường", Urgency.URGENT: "Khẩn", Urgency.EXPRESS: "Hỏa tốc"}


class Evidence(StrEnum):
    NONE = "none"
    REPORT = "report"
    PRODUCT = "product"
    VERIFIED = "verified"


EVIDENCE_VI = {
    Evidence.NONE: "Chưa có minh chứng",
    Evidence.REPORT: "Có báo cáo",
    Evidence.PRODUCT: "Có sản phẩm",
    Evidence.VERIFIED: "Đã kiểm chứng",
}


class Cause(StrEnum):
    OBJECTIVE = "objective"
    SUBJECTIVE = "subjective"


CAUSE_VI = {Cause.OBJECTIVE: "Khách quan", Cause.SUBJECTIVE: "Chủ quan"}


class ExtensionState(StrEnum):
    PENDING = "pending"
    GRANTED = "granted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


EXTENSION_STATE_VI = {
    ExtensionState.PENDING: "Chờ quyết định",
    ExtensionState.GRANTED: "Đồng ý",
    ExtensionState.REFUSED: "Không đồng ý",
    ExtensionState.WITHDRAWN: "Đã rút",
}


class Door(StrEnum):
    """Through which door a change came; kept on every event."""

    ADMIN = "admin"
    API = "api"
    IMPORT = "import"
    COMMAND = "command"
    ENGINE = "engine"


class DayKind(StrEnum):
    HOLIDAY = "holiday"
    SWAP_OFF = "swap_off"
    MAKE_UP = "make_up"


DAY_KIND_VI = {
    DayKind.HOLIDAY: "Nghỉ lễ, nghỉ bù",
    DayKind.SWAP_OFF: "Nghỉ hoán đổi",
    DayKind.MAKE_UP: "Làm bù",
}


def choices(labels: Mapping[Any, str]) -> list[tuple[str, str]]:
    """Plain string pairs for model fields, so that migrations carry no application code."""
    return [(str(key.value), label) for key, label in labels.items()]
