"""Who may do what: the acting person, and the one question `may`, asked by every door."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.models import Directive, Document, Task, User
from tracker.rules.scope import NOBODY, Scope
from tracker.rules.statuses import AGENCY_ROLES, OFFICE, Door, Role, Status
from tracker.rules.transitions import TRANSITIONS, Verb

from .errors import NotFound, NotPermitted

Refusal = tuple[str, str]
# Nobody judges their own agency's work: what only the office may do is left to those who hold no post there,
# but for the verbs that press on with the duty or carry out a decision about the organisation.
JUDGING = frozenset(verb for verb, row in TRANSITIONS.items() if not row.roles & AGENCY_ROLES) - {
    Verb.HAND_OVER,
    Verb.REOPEN,
    Verb.RESUME,
    Verb.URGE,
    Verb.REQUEST_EXPLANATION,
}
ON_PAPER = frozenset({Verb.ACCEPT, Verb.REPORT})
# Codes that speak of the person; every other code speaks of the task as it stands.
PERSONAL = frozenset({"not_permitted", "same_person", "own_agency", "key_task"})


@dataclass(frozen=True, slots=True)
class Actor:
    """The person (or the engine, user None) behind a change, and the door they came through."""

    user: User | None
    scope: Scope = NOBODY
    door: Door = Door.COMMAND
    ip: str | None = None
    on_behalf_of: str = ""

    @property
    def name(self) -> str:
        return str(self.user) if self.user else "Hệ thống"


def may(actor: Actor, verb: Verb, task: Task) -> bool:
    """Whether the table and the separation of duties let `actor` do `verb` on `task` as it stands."""
    return refusal(actor, verb, task) is None


def refusal(actor: Actor, verb: Verb, task: Task) -> Refusal | None:
    """Why not: (code, Vietnamese sentence), or None when permitted. Visibility is checked before this."""
    row = TRANSITIONS[verb]
    roles = actor.scope.roles_for(task.agency_id)
    if not roles & row.roles and not _on_paper(actor, verb):
        return "not_permitted", f"Vai trò của đồng chí không được thực hiện việc “{row.label}”."
    if Status(task.status) not in row.sources:
        return (
            "wrong_state",
            f"Nhiệm vụ đang ở trạng thái “{task.get_status_display()}” nên không thể “{row.label}”.",
        )
    if verb in JUDGING and task.agency_id in actor.scope.agency_roles:
        return "own_agency", f"Cơ quan thực hiện không được tự “{row.label}” với nhiệm vụ của mình."
    if verb == Verb.CONFIRM:
        return _confirm_refusal(actor, task, roles)
    return _deadline_refusal(verb, task) or _request_refusal(verb, task)


def _on_paper(actor: Actor, verb: Verb) -> bool:
    """The office enters what an agency that does not sign in sent as a filled-in sheet."""
    return actor.door == Door.IMPORT and actor.scope.is_office and verb in ON_PAPER


def _confirm_refusal(actor: Actor, task: Task, roles: frozenset[Role]) -> Refusal | None:
    if actor.user is not None and task.submitted_by_id == actor.user.pk:
        return "same_person", "Người báo cáo hoàn thành không được tự xác nhận."
    if task.directive.is_key and Role.OFFICE_LEADERSHIP not in roles:
        return "key_task", "Nhiệm vụ trọng tâm do lãnh đạo Văn phòng xác nhận."
    return None


def _deadline_refusal(verb: Verb, task: Task) -> Refusal | None:
    if verb == Verb.REQUEST_EXTENSION and task.due_date is None:
        return "no_deadline", "Nhiệm vụ chưa có hạn; đề nghị dùng “Đề xuất thời hạn”."
    if verb == Verb.PROPOSE_DEADLINE and task.due_date is not None:
        return "has_deadline", "Nhiệm vụ đã có hạn; đề nghị dùng “Đề nghị gia hạn”."
    if verb == Verb.SET_DEADLINE and task.due_date is not None:
        return "has_deadline", "Nhiệm vụ đã có hạn; thay đổi hạn phải qua thủ tục gia hạn."
    if verb == Verb.EXPLAIN and task.explanation_due is None:
        return "not_asked", "Nhiệm vụ này chưa có yêu cầu giải trình."
    return None


def _request_refusal(verb: Verb, task: Task) -> Refusal | None:
    """Refusals that depend on a waiting request or an unanswered obstacle."""
    if verb in (Verb.REQUEST_EXTENSION, Verb.PROPOSE_DEADLINE) and task.extension_pending:
        return "already_asked", "Đã có một đề nghị đang chờ quyết định."
    decisions = (Verb.WITHDRAW_EXTENSION, Verb.GRANT_EXTENSION, Verb.REFUSE_EXTENSION)
    if verb in decisions and not task.extension_pending:
        return "nothing_pending", "Không có đề nghị nào đang chờ quyết định."
    if verb == Verb.ANSWER_OBSTACLE and not task.obstacle_waiting:
        return "nothing_to_answer", "Không có khó khăn, kiến nghị nào chưa được trả lời."
    return None


def allowed_verbs(actor: Actor, task: Task) -> list[Verb]:
    """The verbs a screen offers as buttons, in the table's order."""
    return [verb for verb in TRANSITIONS if may(actor, verb, task)]


def require_office(actor: Actor, *roles: Role) -> None:
    """Raise NotPermitted unless the actor holds one of `roles` (default: any office role)."""
    if not actor.scope.roles & (frozenset(roles) or OFFICE):
        raise NotPermitted("not_permitted", "Việc này do Văn phòng thực hiện.")


def visible_task(actor: Actor, task_id: int) -> Task:
    """The task, or NotFound when it does not exist or is hidden from the actor: both look the same."""
    task = (
        Task.objects.visible_to(actor.scope).select_related("directive", "agency").filter(pk=task_id).first()
    )
    if task is None:
        raise NotFound("Không tìm thấy nhiệm vụ.")
    return task


def visible_directive(actor: Actor, directive_id: int) -> Directive:
    directive = Directive.objects.visible_to(actor.scope).filter(pk=directive_id).first()
    if directive is None:
        raise NotFound("Không tìm thấy chỉ đạo.")
    return directive


def visible_document(actor: Actor, document_id: int) -> Document:
    document = Document.objects.visible_to(actor.scope).filter(pk=document_id).first()
    if document is None:
        raise NotFound("Không tìm thấy văn bản.")
    return document
