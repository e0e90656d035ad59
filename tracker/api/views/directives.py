"""Directives: read, entered by other systems, decided on and given out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from tracker.models import Directive, Field
from tracker.rules.statuses import TaskRole
from tracker.services import addressees, review, review_shape, undo, viewers
from tracker.services.errors import InvalidInput
from tracker.services.issue import issue
from tracker.services.manual import NewDirective, agency_by_code, create_directive, visible_meeting
from tracker.services.policy import require_office, visible_document

from .. import bodies, filters, shapes
from ..paging import Ordering
from ..shaping import Choice
from ..writing import IDEMPOTENCY, IF_MATCH, once, read_body, version_of
from .base import Resource
from .reading import NEWEST, OLDEST

EXAMPLE = OpenApiExample(
    "Giao một việc",
    value={
        "text": "Giao Sở Tài chính báo cáo kết quả giải ngân trước ngày 31/12/2026.",
        "lead": ["so-tai-chinh"],
        "due_date": "2026-12-31",
        "external_id": "QLVB-1234",
        "issue": True,
    },
    request_only=True,
)


def _writes(summary: str, body: Any, *, status: int = 200, many: bool = False) -> Callable[[Any], Any]:
    return extend_schema(
        summary=summary,
        request=body,
        responses={status: shapes.DirectiveShape(many=many)},
        parameters=[IF_MATCH, IDEMPOTENCY],
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
        examples=[EXAMPLE],
    )
    @once
    def create(self, request: Request) -> Response:
        self.refuse_unknown(())
        require_office(self.actor)
        data = read_body(bodies.NewDirectiveBody, request)
        issue_now = data.pop("issue", False)
        row = create_directive(self._new(data), self.actor, now=timezone.now(), issue_now=issue_now)
        response = self.answer(row, status=201)
        response["Location"] = request.build_absolute_uri(f"{request.path}{row.pk}/")
        return response

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

    @_writes("Sửa trước khi giao / Edit before issue", bodies.EditBody)
    @once
    def partial_update(self, request: Request, pk: str) -> Response:
        data = read_body(bodies.EditBody, request)
        if "field" in data:
            data["field_id"] = data.pop("field")
            if data["field_id"] and not Field.objects.filter(pk=data["field_id"]).exists():
                raise InvalidInput("unknown_field_of_work", "Không có lĩnh vực này.", field="field")
        return self._decide(review.edit, request, data)

    def _decide(self, service: Callable[..., Any], request: Request, *given: Any, **more: Any) -> Response:
        self.refuse_unknown(())
        row = service(
            int(self.kwargs["pk"]),
            self.actor,
            *given,
            now=timezone.now(),
            version=version_of(request),
            **more,
        )
        return self.answer(row)

    @_writes("Duyệt đề xuất / Confirm a proposal", bodies.Body)
    @action(detail=True, methods=["post"])
    @once
    def confirm(self, request: Request, pk: str) -> Response:
        read_body(bodies.Body, request)
        return self._decide(review.confirm, request)

    @_writes("Không phải chỉ đạo / Reject a proposal", bodies.ReasonBody)
    @action(detail=True, methods=["post"])
    @once
    def reject(self, request: Request, pk: str) -> Response:
        return self._decide(review.reject, request, **read_body(bodies.ReasonBody, request))

    @_writes("Đưa về đề xuất / Restore to proposed", bodies.Body)
    @action(detail=True, methods=["post"])
    @once
    def restore(self, request: Request, pk: str) -> Response:
        read_body(bodies.Body, request)
        return self._decide(review.restore, request)

    @_writes("Hoàn tác bước cuối / Undo the last step", bodies.Body)
    @action(detail=True, methods=["post"])
    @once
    def undo(self, request: Request, pk: str) -> Response:
        read_body(bodies.Body, request)
        return self._decide(undo.undo_last, request)

    @_writes("Tách làm hai / Split in two", bodies.CutBody)
    @action(detail=True, methods=["post"])
    @once
    def split(self, request: Request, pk: str) -> Response:
        """Trả về phần đầu; phần sau là chỉ đạo mới cùng văn bản."""
        at = read_body(bodies.CutBody, request)["at"]
        first, _ = review_shape.split(
            int(pk), at, self.actor, now=timezone.now(), version=version_of(request)
        )
        return self.answer(first)

    @_writes("Gộp với đề xuất khác / Merge with another proposal", bodies.OtherBody)
    @action(detail=True, methods=["post"])
    @once
    def merge(self, request: Request, pk: str) -> Response:
        other = read_body(bodies.OtherBody, request)["other"]
        row = review_shape.merge(int(pk), other, self.actor, now=timezone.now(), version=version_of(request))
        return self.answer(row)

    @_writes("Người được xem chỉ đạo hạn chế / Readers of a restricted directive", bodies.ViewersBody)
    @action(detail=True, methods=["post"])
    @once
    def viewers(self, request: Request, pk: str) -> Response:
        """Đúng những người này (và người gọi) được xem."""
        users = read_body(bodies.ViewersBody, request)["users"]
        row = viewers.set_viewers(int(pk), users, self.actor, now=timezone.now(), version=version_of(request))
        return self.answer(row)

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
