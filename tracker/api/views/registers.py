"""The registers: everybody reads them; the office, and whoever runs the system, keeps them."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from tracker.models import Agency, CalendarDay, Field
from tracker.services import register_edit
from tracker.services.agencies import add_alias
from tracker.services.new_agency import create_agency

from .. import filters, shapes
from ..paging import Ordering
from ..register_bodies import AgencyEditBody, AliasBody, DayBody, NewAgencyBody
from ..writing import IDEMPOTENCY, IF_MATCH, once, read_body, version_of
from .base import Resource

OLDEST = Ordering("id", "pk", unique=True)


class Agencies(Resource):
    """Cơ quan, đơn vị: danh mục, ai đăng nhập cũng đọc được."""

    shape = shapes.AgencyShape
    filterset_class = filters.AgencyFilters
    orderings = (OLDEST, Ordering("code", "code"), Ordering("display_name", "display_name"))

    def rows(self) -> QuerySet[Agency]:
        return Agency.objects.all()

    @extend_schema(
        summary="Nhập cơ quan / Enter an agency",
        request=NewAgencyBody,
        responses={201: shapes.AgencyShape},
        parameters=[IDEMPOTENCY],
    )
    @once
    def create(self, request: Request) -> Response:
        self.refuse_unknown(())
        values = read_body(NewAgencyBody, request)
        row = create_agency(actor=self.actor, now=timezone.now(), source="nhập từ hệ thống khác", **values)
        return self.created(row)

    @extend_schema(
        summary="Sửa tên hiển thị, hiệu lực / Change how it is shown, end its validity",
        request=AgencyEditBody(partial=True),
        responses={200: shapes.AgencyShape},
        parameters=[IF_MATCH],
    )
    def partial_update(self, request: Request, pk: str) -> Response:
        """Nhiệm vụ đang làm ở lại cơ quan cho đến khi bàn giao; gộp, kế thừa, bàn giao làm trên màn hình."""
        self.refuse_unknown(())
        version, values = version_of(request), read_body(AgencyEditBody, request, partial=True)
        row = register_edit.edit_agency(int(pk), values, self.actor, now=timezone.now(), version=version)
        return self.answer(row)

    @extend_schema(
        summary="Thêm tên gọi khác / Add another name",
        request=AliasBody,
        responses={201: shapes.AgencyShape},
        parameters=[IDEMPOTENCY],
    )
    @action(detail=True, methods=["post"])
    @once
    def aliases(self, request: Request, pk: str) -> Response:
        """Tên này từ nay được nhận ra trong văn bản."""
        self.refuse_unknown(())
        add_alias(int(pk), read_body(AliasBody, request)["alias"], self.actor, now=timezone.now())
        return self.answer(self.one(), status=201)


class Fields(Resource):
    """Lĩnh vực."""

    shape = shapes.FieldShape
    orderings = (OLDEST,)

    def rows(self) -> QuerySet[Field]:
        return Field.objects.all()


class Calendar(Resource):
    """Ngày nghỉ, ngày làm bù; những ngày không có ở đây theo tuần làm việc bình thường."""

    shape = shapes.CalendarDayShape
    filterset_class = filters.CalendarFilters
    orderings = (Ordering("date", "date"), Ordering("-date", "date"))

    def rows(self) -> QuerySet[CalendarDay]:
        return CalendarDay.objects.all()

    @extend_schema(
        summary="Nhập ngày nghỉ, ngày làm bù / Enter a day off or a day made up",
        request=DayBody,
        responses={201: shapes.CalendarDayShape},
        parameters=[IDEMPOTENCY],
    )
    @once
    def create(self, request: Request) -> Response:
        """Hạn đã giao giữ nguyên; lịch mới dùng cho những lần tính sau."""
        self.refuse_unknown(())
        row = register_edit.enter_day(read_body(DayBody, request), self.actor, now=timezone.now())
        return self.created(row)

    @extend_schema(
        summary="Sửa ngày nghỉ, ngày làm bù / Correct a day",
        request=DayBody(partial=True),
        responses={200: shapes.CalendarDayShape},
        parameters=[IF_MATCH],
    )
    def partial_update(self, request: Request, pk: str) -> Response:
        self.refuse_unknown(())
        version, values = version_of(request), read_body(DayBody, request, partial=True)
        row = register_edit.edit_day(int(pk), values, self.actor, now=timezone.now(), version=version)
        return self.answer(row)

    @extend_schema(
        summary="Bỏ ngày nhập nhầm / Remove a wrong day",
        request=None,
        responses={204: None},
        parameters=[IF_MATCH],
    )
    def destroy(self, request: Request, pk: str) -> Response:
        self.refuse_unknown(())
        register_edit.remove_day(int(pk), self.actor, now=timezone.now(), version=version_of(request))
        return Response(status=204)
