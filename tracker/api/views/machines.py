"""What other systems need beside the resources: tokens of one's own, import of tables, files."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError as BadValue
from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.exceptions import PermissionDenied
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from tracker.models import ApiToken, Attachment, Task
from tracker.services import evidence, tokens
from tracker.services.bulk_import import import_directives
from tracker.services.errors import InvalidInput, NotFound
from tracker.services.import_files import from_objects, read_table
from tracker.services.policy import require_office

from .. import bodies, replies, shapes
from ..rendering import JsonBody
from ..writing import IDEMPOTENCY, once, read_body
from .base import Audited, Resource
from .reading import NEWEST, OLDEST


class Files(Resource):
    """Tệp minh chứng; ai xem được nhiệm vụ thì xem được tệp."""

    shape = shapes.FileShape
    orderings = (NEWEST, OLDEST)

    def rows(self) -> QuerySet[Attachment]:
        return Attachment.objects.filter(task__in=Task.objects.visible_to(self.actor.scope))

    @extend_schema(
        summary="Tải tệp / Download",
        responses={(200, "application/octet-stream"): OpenApiTypes.BINARY},
    )
    @action(detail=True, methods=["get"])
    def content(self, request: Request, pk: str) -> HttpResponse:
        row = evidence.readable(int(pk), self.actor.scope)
        response = HttpResponse(evidence.content(row), content_type="application/octet-stream")
        response["Content-Disposition"] = content_disposition_header(True, row.name) or "attachment"
        response["X-Content-Type-Options"] = "nosniff"
        return response


class Tokens(Audited):
    """Mã truy cập của chính mình: lập (chỉ trong trình duyệt), xem, thu hồi."""

    serializer_class = replies.TokenReply
    queryset = ApiToken.objects.none()
    lookup_field = "handle"
    lookup_value_regex = r"[0-9a-f-]{36}"

    @extend_schema(
        summary="Các mã truy cập của mình / One's own tokens", responses={200: replies.TokenReply(many=True)}
    )
    def list(self, request: Request) -> Response:
        rows = ApiToken.objects.filter(user=request.user)[:100]
        return Response([self._shown(row) for row in rows])

    @extend_schema(
        summary="Lập mã truy cập / Create a token",
        request=bodies.TokenBody,
        responses={201: replies.NewTokenReply},
    )
    def create(self, request: Request) -> Response:
        """Mã chỉ hiện một lần. Máy không tự lập mã cho máy khác: phải đăng nhập bằng trình duyệt."""
        if isinstance(request.auth, ApiToken):
            raise PermissionDenied("Lập mã truy cập phải qua trình duyệt.", code="browser_only")
        data = read_body(bodies.TokenBody, request)
        user: Any = request.user
        row, secret = tokens.create_token(
            user, data["name"], data["scopes"], data["days"], now=timezone.now()
        )
        return Response({**self._shown(row), "secret": secret}, status=201)

    @extend_schema(summary="Thu hồi / Revoke", request=None, responses={204: None})
    def destroy(self, request: Request, handle: str) -> Response:
        user: Any = request.user
        try:
            tokens.revoke(user, handle, now=timezone.now())
        except BadValue as error:  # 36 letters that are no UUID
            raise NotFound("Không tìm thấy mã truy cập.") from error
        return Response(status=204)

    @staticmethod
    def _shown(row: ApiToken) -> dict[str, Any]:
        names = ("handle", "name", "scopes", "created", "expiry", "last_used_at", "revoked_at")
        shown = {name: getattr(row, name) for name in names}
        return {**shown, "prefix": row.token_key[:8]}


class Import(Audited):
    """Nhập nhiều chỉ đạo một lần từ CSV, XLSX hoặc JSON."""

    needs_scope = "import"
    serializer_class = replies.ImportReply
    parser_classes = (JsonBody, MultiPartParser)

    @extend_schema(
        summary="Nhập bảng chỉ đạo / Import a table of directives",
        request=bodies.ImportBody,
        responses={200: replies.ImportReply},
        parameters=[IDEMPOTENCY],
    )
    @once
    def create(self, request: Request) -> Response:
        """Mặc định chỉ chạy thử. Một dòng có lỗi thì không dòng nào được nhập; lỗi nêu theo từng dòng."""
        require_office(self.actor)
        data = read_body(bodies.ImportBody, request)
        if ("file" in data) == ("rows" in data):
            raise InvalidInput("file_or_rows", "Gửi một trong hai: tệp (file) hoặc các dòng (rows).")
        if "file" in data:
            rows = read_table(data["file"].name, data["file"].read())
        else:
            rows = from_objects(data["rows"])
        report = import_directives(
            rows, self.actor, now=timezone.now(), dry_run=data["dry_run"], issue_now=data["issue"]
        )
        errors = [{"row": e.row, "field": e.field, "code": e.code, "detail": e.detail} for e in report.errors]
        body = {
            "dry_run": data["dry_run"], "rows": report.rows, "new": report.new, "created": report.created,
            "known": report.known, "row_errors": errors,
        }  # fmt: skip
        return Response(body)
