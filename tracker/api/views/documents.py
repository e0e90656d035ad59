"""Documents: handed in, read by the system, their proposals looked at and confirmed; meetings; addressees."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from tracker.models import Directive, Document
from tracker.services import reading, review, viewers
from tracker.services.document_edit import edit_document
from tracker.services.errors import InvalidInput, ServiceError
from tracker.services.intake import Intake, receive, register_manual, register_stub
from tracker.services.locks import hold_rows
from tracker.services.manual import visible_meeting
from tracker.services.papers import set_readers
from tracker.services.policy import require_office
from tracker.services.undo import dismiss_undecided
from tracker.services.wake import wake

from .. import bodies, document_bodies, filters, shapes
from ..paging import Ordering
from ..problems import problem
from ..rendering import JsonBody
from ..replies import BulkReply, ReaderReply, shown_readers
from ..shaping import Choice
from ..writing import IDEMPOTENCY, IF_MATCH, once, read_body, version_of
from .base import Resource
from .reading import NEWEST, OLDEST


class Documents(Resource):
    """Văn bản: nguồn của các chỉ đạo. Gửi tệp hoặc văn bản, theo dõi việc đọc, duyệt các đề xuất."""

    shape = shapes.DocumentShape
    filterset_class = filters.DocumentFilters
    orderings = (NEWEST, OLDEST, Ordering("-issued_on", "issued_on", nullable=True))

    def get_parsers(self) -> list[Any]:
        upload = getattr(self, "action_map", {}).get("post") == "create"
        return [JsonBody(), MultiPartParser()] if upload else super().get_parsers()

    def rows(self) -> QuerySet[Document]:
        rows = Document.objects.visible_to(self.actor.scope)
        # The full text may be megabytes; only the detail carries it.
        return rows.defer("text", "search", "undecided") if self.action == "list" else rows

    @extend_schema(
        summary="Nhập văn bản / Hand in a document",
        request=document_bodies.UploadBody,
        responses={201: shapes.DocumentShape},
        parameters=[IDEMPOTENCY],
    )
    @once
    def create(self, request: Request) -> Response:
        """Văn bản có dấu mật bị từ chối và không được lưu. Trạng thái đọc ở trường `reading`."""
        self.refuse_unknown(())
        require_office(self.actor)
        data = read_body(document_bodies.UploadBody, request)
        file, meeting = data.pop("file", None), data.pop("meeting", None)
        if file is not None and data.get("text"):
            raise InvalidInput("file_or_text", "Chỉ gửi tệp hoặc văn bản, không gửi cả hai.", field="text")
        given = Intake(
            data=file.read() if file else None,
            name=file.name if file else "",
            meeting=visible_meeting(self.actor, meeting) if meeting else None,
            **data,
        )
        row = receive(given, self.actor, now=timezone.now())
        return self.created(row)

    @extend_schema(
        summary="Sửa thông tin văn bản / Correct a document's data",
        request=document_bodies.DocumentEditBody,
        responses={200: shapes.DocumentShape},
        parameters=[IF_MATCH],
    )
    def partial_update(self, request: Request, pk: str) -> Response:
        self.refuse_unknown(())
        require_office(self.actor)
        values = read_body(document_bodies.DocumentEditBody, request)
        if "meeting" in values:
            values["meeting_id"] = values.pop("meeting")
        row = edit_document(int(pk), values, self.actor, now=timezone.now(), version=version_of(request))
        return self.answer(row)

    @extend_schema(
        summary="Ghi văn bản theo dõi ngoài hệ thống / Register a paper kept outside",
        request=document_bodies.StubBody,
        responses={201: shapes.DocumentShape},
        parameters=[IDEMPOTENCY],
    )
    @action(detail=False, methods=["post"])
    @once
    def register_stub(self, request: Request) -> Response:
        """Chỉ số, ký hiệu và trích yếu; không lưu nội dung."""
        data = read_body(document_bodies.StubBody, request)
        row = register_stub(data.get("title", ""), data["number"], self.actor, now=timezone.now())
        return self.answer(row, status=201)

    @extend_schema(
        summary="Lập mục nhập tay / Open a heading without a paper",
        request=document_bodies.HeadingBody,
        responses={201: shapes.DocumentShape},
        parameters=[IDEMPOTENCY],
    )
    @action(detail=False, methods=["post"])
    @once
    def register_manual(self, request: Request) -> Response:
        """Cho chỉ đạo không có văn bản: nêu tên, số hoặc hội nghị, rồi nhập từng chỉ đạo dưới mục này."""
        data = read_body(document_bodies.HeadingBody, request)
        title, date = data.get("title", ""), data.get("date")
        more = {"now": timezone.now(), "number": data.get("number", "")}
        row = register_manual(title, date, data.get("meeting"), self.actor, **more)
        return self.answer(row, status=201)

    @extend_schema(
        summary="Câu này không phải chỉ đạo / A doubtful sentence is no directive",
        request=bodies.SpanBody,
        responses={200: shapes.DocumentShape},
        parameters=[IDEMPOTENCY],
    )
    @action(detail=True, methods=["post"])
    @once
    def dismiss(self, request: Request, pk: str) -> Response:
        """Đúng vị trí một câu trong `undecided`; câu ấy thôi tính vào phần chưa quyết định."""
        data = read_body(bodies.SpanBody, request)
        now = timezone.now()
        return self.answer(dismiss_undecided(int(pk), data["start"], data["end"], self.actor, now=now))

    @extend_schema(
        summary="Người được xem văn bản / Readers of a paper", responses={200: ReaderReply(many=True)}
    )
    @action(detail=True, methods=["get"])
    def readers(self, request: Request, pk: str) -> Response:
        """Văn phòng, lãnh đạo và những người đã được ghi tên (`named`)."""
        self.refuse_unknown(())
        require_office(self.actor)
        return Response(shown_readers(viewers.paper_readers(self.one(), self.context.today)))

    @extend_schema(
        summary="Hạn chế, mở văn bản / Restrict or open a paper",
        request=document_bodies.ReadersBody,
        responses={200: shapes.DocumentShape},
        parameters=[IF_MATCH, IDEMPOTENCY],
    )
    @readers.mapping.post
    @once
    def set_readers(self, request: Request, pk: str) -> Response:
        """Đúng những người này (và người gọi) đọc được khi hạn chế; chỉ đạo chưa giao hạn chế theo."""
        self.refuse_unknown(())
        data, version = read_body(document_bodies.ReadersBody, request), version_of(request)
        named = data["restricted"], data["users"]
        return self.answer(set_readers(int(pk), *named, self.actor, now=timezone.now(), version=version))

    @extend_schema(
        summary="Đọc lại / Read again",
        request=bodies.Body,
        responses={202: shapes.DocumentShape},
    )
    @action(detail=True, methods=["post"])
    def read_again(self, request: Request, pk: str) -> Response:
        """Những gì đã được người duyệt thì giữ nguyên."""
        read_body(bodies.Body, request)
        document = self.one()
        require_office(self.actor)
        reading.requeue(document.pk)
        wake("tracker.tasks.read_document", document.pk)
        return self.answer(self.one(), status=202)

    @extend_schema(
        summary="Các đề xuất của văn bản / Proposals of a document",
        responses={200: shapes.DirectiveShape(many=True)},
    )
    @action(detail=True, methods=["get"])
    def proposals(self, request: Request, pk: str) -> Response:
        """Theo thứ tự trong văn bản, kèm vị trí (span_start, span_end)."""
        self.refuse_unknown(())
        document = self.one()
        rows = Directive.objects.visible_to(self.actor.scope).filter(document=document)
        chosen = Choice(shapes.DirectiveShape, expand=("assignees",))
        return Response(self.shaped(chosen.load(rows.order_by("span_start", "id"), self.actor), chosen))

    @extend_schema(
        summary="Thêm chỉ đạo máy bỏ sót / Add a missed directive",
        request=bodies.SpanBody,
        responses={201: shapes.DirectiveShape},
        parameters=[IDEMPOTENCY],
    )
    @action(detail=True, methods=["post"], url_path="add_directive")
    @once
    def add_directive(self, request: Request, pk: str) -> Response:
        data = read_body(bodies.SpanBody, request)
        row = review.add(int(pk), data["start"], data["end"], self.actor, now=timezone.now())
        return Response(self.shaped([row], Choice(shapes.DirectiveShape))[0], status=201)

    @extend_schema(
        summary="Duyệt nhiều đề xuất / Confirm many proposals",
        request=bodies.BulkBody,
        responses={200: BulkReply},
        parameters=[IDEMPOTENCY],
    )
    @action(detail=True, methods=["post"])
    @once
    def confirm_proposals(self, request: Request, pk: str) -> Response:
        """Mỗi đề xuất một kết quả riêng."""
        items = read_body(bodies.BulkBody, request)["items"]
        document = self.one()
        require_office(self.actor)
        inside = set(document.directives.values_list("pk", flat=True))
        hold_rows(Directive, [item["id"] for item in items if item["id"] in inside])
        return Response({"results": [self._confirm(item, item["id"] in inside) for item in items]})

    def _confirm(self, item: dict[str, Any], inside: bool) -> dict[str, Any]:
        if not inside:
            absent = problem(404, "not_found", "Văn bản này không có đề xuất đó.")
            return {"id": item["id"], "status": 404, "problem": absent}
        try:
            row = review.confirm(item["id"], self.actor, now=timezone.now(), version=item.get("version"))
        except ServiceError as error:
            refused = problem(error.status, error.code, error.message)
            return {"id": item["id"], "status": error.status, "problem": refused}
        return {"id": item["id"], "status": 200, "version": row.version}
