"""Directives: read, entered by other systems, decided on and given out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from tracker.models import Directive, Field
from tracker.rules.statuses import TaskRole
from tracker.services import addressees, review, review_shape, undo, viewers
from tracker.services.errors import InvalidInput
from tracker.services.issue import issue
from tracker.services.manual import NewDirective, agency_by_code, create_directive, visible_meeting
from tracker.services.policy import Actor, require_office, visible_document

from .. import bodies, filters, shapes
from ..paging import Ordering
from ..replies import ReaderReply, shown_readers
from ..shaping import Choice
from ..writing import IDEMPOTENCY, IF_MATCH, once, read_body, version_of
from .base import Resource
from .reading import NEWEST, OLDEST

Service = Callable[..., Directive]


def _plain(service: Service) -> Service:
    """A service that takes the members of the body by their names."""
    return lambda pk, actor, data, **more: service(pk, actor, **data, **more)


def _on(member: str, service: Service) -> Service:
    """A service that takes one member of the body before the actor."""
    return lambda pk, actor, data, **more: service(pk, data[member], actor, **more)


def _first_half(pk: int, at: int, actor: Actor, **more: Any) -> Directive:
    return review_shape.split(pk, at, actor, **more)[0]


@dataclass(frozen=True, slots=True)
class Decision:
    """What the office may decide about a directive: its address, both names, its body, its service."""

    name: str
    summary: str
    body: type[bodies.Body]
    service: Service
    text: str = ""


DECISIONS = (
    Decision("confirm", "Duyệt đề xuất / Confirm a proposal", bodies.Body, _plain(review.confirm)),
    Decision("reject", "Không phải chỉ đạo / Reject a proposal", bodies.ReasonBody, _plain(review.reject)),
    Decision("restore", "Đưa về đề xuất / Restore to proposed", bodies.Body, _plain(review.restore)),
    Decision("undo", "Hoàn tác bước cuối / Undo the last step", bodies.Body, _plain(undo.undo_last)),
    Decision(
        "split",
        "Tách làm hai / Split in two",
        bodies.CutBody,
        _on("at", _first_half),
        "Trả về phần đầu; phần sau là chỉ đạo mới cùng văn bản.",
    ),
    Decision(
        "merge",
        "Gộp với đề xuất khác / Merge with another proposal",
        bodies.OtherBody,
        _on("other", review_shape.merge),
    ),
    Decision(
        "viewers",
        "Người được xem chỉ đạo hạn chế / Readers of a restricted directive",
        bodies.ViewersBody,
        _on("users", viewers.set_viewers),
        "Đúng những người này (và người gọi) được xem.",
    ),
)


class Directives(Resource):
    """Chỉ đạo: nguyên văn một việc được giao và những gì đã quyết định về nó."""

    shape = shapes.DirectiveShape
    filterset_class = filters.DirectiveFilters
    orderings = (
        NEWEST,
        OLDEST,
        Ordering("due_date", "due_date", nullable=True),
        Ordering("-due_date", "due_date", nullable=True),
        Ordering("-created_at", "created_at"),
    )

    def rows(self) -> QuerySet[Directive]:
        return Directive.objects.visible_to(self.actor.scope)

    @extend_schema(
        summary="Nhập một chỉ đạo / Enter a directive",
        request=bodies.NewDirectiveBody,
        responses={201: shapes.DirectiveShape},
        parameters=[IDEMPOTENCY],
    )
    @once
    def create(self, request: Request) -> Response:
        self.refuse_unknown(())
        require_office(self.actor)
        data = read_body(bodies.NewDirectiveBody, request)
        issue_now = data.pop("issue", False)
        row = create_directive(self._new(data), self.actor, now=timezone.now(), issue_now=issue_now)
        return self.created(row)

    def _new(self, data: dict[str, Any]) -> NewDirective:
        lead = [agency_by_code(code, "lead") for code in dict.fromkeys(data.pop("lead"))]
        support = [agency_by_code(code, "support") for code in dict.fromkeys(data.pop("support", []))]
        document, meeting, field = (
            data.pop("document", None),
            data.pop("meeting", None),
            data.pop("field", ""),
        )
        found = Field.objects.filter(code=field).first() if field else None
        if field and found is None:
            raise InvalidInput("unknown_field_of_work", "Không có lĩnh vực này.", field="field")
        return NewDirective(
            **data,
            lead=lead,
            support=support,
            field=found,
            document=visible_document(self.actor, document) if document else None,
            meeting=visible_meeting(self.actor, meeting) if meeting else None,
        )

    @extend_schema(
        summary="Sửa trước khi giao / Edit before issue",
        request=bodies.EditBody,
        responses={200: shapes.DirectiveShape},
        parameters=[IF_MATCH, IDEMPOTENCY],
    )
    @once
    def partial_update(self, request: Request, pk: str) -> Response:
        data = read_body(bodies.EditBody, request)
        if "field" in data:
            data["field_id"] = data.pop("field")
            if data["field_id"] and not Field.objects.filter(pk=data["field_id"]).exists():
                raise InvalidInput("unknown_field_of_work", "Không có lĩnh vực này.", field="field")
        if "repeat_of" in data:
            data["repeat_of_id"] = data.pop("repeat_of")
        return self.decide(review.edit, request, data)

    def decide(self, service: Service, request: Request, data: dict[str, Any]) -> Response:
        """Carry out one decision on the directive of this address, and answer with it as it then stands."""
        self.refuse_unknown(())
        more = {"now": timezone.now(), "version": version_of(request)}
        return self.answer(service(int(self.kwargs["pk"]), self.actor, data, **more))

    @extend_schema(
        summary="Giao cho các cơ quan / Issue to the agencies",
        request=bodies.Body,
        responses={200: shapes.TaskShape(many=True)},
        parameters=[IF_MATCH, IDEMPOTENCY],
    )
    @action(detail=True, methods=["post"])
    @once
    def issue(self, request: Request, pk: str) -> Response:
        read_body(bodies.Body, request)
        tasks = issue(int(pk), self.actor, now=timezone.now(), version=version_of(request))
        chosen = Choice(shapes.TaskShape)
        return Response(self.shaped(tasks, chosen))

    @extend_schema(
        summary="Ai đọc được chỉ đạo hạn chế / Who may read a restricted directive",
        responses={200: ReaderReply(many=True)},
    )
    @action(detail=True, methods=["get"])
    def readers(self, request: Request, pk: str) -> Response:
        """Những người có lý do đọc, theo chức vụ hôm nay; `named`: đã được ghi tên."""
        self.refuse_unknown(())
        require_office(self.actor)
        return Response(shown_readers(viewers.readers(self.one(), self.context.today)))

    @extend_schema(
        summary="Thêm cơ quan được giao / Add an addressee",
        request=bodies.AddresseeBody,
        responses={201: shapes.AssigneeShape},
        parameters=[IF_MATCH, IDEMPOTENCY],
    )
    @action(detail=True, methods=["post"])
    @once
    def addressees(self, request: Request, pk: str) -> Response:
        data = read_body(bodies.AddresseeBody, request)
        row = addressees.add(
            int(pk),
            data["agency"],
            TaskRole(data.get("role", "lead")),
            self.actor,
            now=timezone.now(),
            version=version_of(request),
        )
        return Response(self.shaped([row], Choice(shapes.AssigneeShape))[0], status=201)


def _action_of(decision: Decision) -> Any:
    @once
    def act(self: Directives, request: Request, pk: str) -> Response:
        return self.decide(decision.service, request, read_body(decision.body, request))

    act.__name__, act.__doc__ = decision.name, decision.text
    return extend_schema(
        summary=decision.summary,
        request=decision.body,
        responses={200: shapes.DirectiveShape},
        parameters=[IF_MATCH, IDEMPOTENCY],
    )(action(detail=True, methods=["post"])(act))


for _decision in DECISIONS:
    setattr(Directives, _decision.name, _action_of(_decision))
