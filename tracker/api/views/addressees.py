"""Addressees: whom a directive that is not given out yet makes responsible."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from tracker.models import Directive, DirectiveAssignee
from tracker.rules.statuses import TaskRole
from tracker.services import addressees
from tracker.services.errors import InvalidInput
from tracker.services.policy import require_office

from .. import bodies, shapes
from ..shaping import Choice
from ..writing import IF_MATCH, read_body, version_of
from .base import Resource
from .reading import OLDEST


class Addressees(Resource):
    """Cơ quan được giao trong một chỉ đạo chưa giao: xác định, đổi vai trò, bỏ."""

    shape = shapes.AssigneeShape
    orderings = (OLDEST,)

    def rows(self) -> QuerySet[DirectiveAssignee]:
        seen = Directive.objects.visible_to(self.actor.scope)
        return DirectiveAssignee.objects.filter(directive__in=seen)

    @extend_schema(
        summary="Thành viên của nhóm / Members of a group",
        responses={200: shapes.AgencyShape(many=True)},
    )
    @action(detail=True, methods=["get"])
    def offered(self, request: Request, pk: str) -> Response:
        """Các cơ quan thuộc nhóm vào ngày của văn bản; nhận bằng cách gửi `members`."""
        self.refuse_unknown(())
        require_office(self.actor)
        row = self.one()
        found = addressees.offered_members(row, addressees.directive_day(row.directive))
        return Response(self.shaped(found, Choice(shapes.AgencyShape)))

    @extend_schema(
        summary="Xác định, sửa cơ quan được giao / Resolve or change an addressee",
        request=bodies.AddresseeChangeBody,
        responses={200: shapes.AssigneeShape},
        parameters=[IF_MATCH],
    )
    def partial_update(self, request: Request, pk: str) -> Response:
        """If-Match là phiên bản của chỉ đạo; mỗi lần gửi một trong: agency, members, hoặc role/due_date."""
        data = read_body(bodies.AddresseeChangeBody, request)
        row, version, now = self.one(), version_of(request), timezone.now()
        kinds = [
            bool({"agency", "remember"} & set(data)),
            "members" in data,
            bool({"role", "due_date"} & set(data)),
        ]
        if sum(kinds) != 1 or (kinds[0] and "agency" not in data):
            raise InvalidInput(
                "one_change", "Mỗi lần chỉ sửa một việc: cơ quan, thành viên, hoặc vai trò và hạn."
            )
        if kinds[0]:
            addressees.resolve(
                row.pk,
                data["agency"],
                self.actor,
                now=now,
                version=version,
                remember=data.get("remember", False),
            )
        elif kinds[1]:
            addressees.expand(row.pk, data["members"], self.actor, now=now, version=version)
        else:
            role = TaskRole(data["role"]) if "role" in data else None
            due = data.get("due_date")
            clear = "due_date" in data and due is None
            addressees.change(
                row.pk, self.actor, now=now, role=role, due_date=due, clear_due=clear, version=version
            )
        return self.answer(self.one())

    @extend_schema(
        summary="Bỏ cơ quan được giao / Drop an addressee",
        request=None,
        responses={204: None},
        parameters=[IF_MATCH],
    )
    def destroy(self, request: Request, pk: str) -> Response:
        addressees.remove(self.one().pk, self.actor, now=timezone.now(), version=version_of(request))
        return Response(status=204)
