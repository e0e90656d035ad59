"""The figures of the dashboards as data: the same counting, on any day, for what the caller may see."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Q
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from tracker.models import Task
from tracker.reports.as_of import standing_on
from tracker.reports.by_agency import DIMENSIONS, by_agency, by_dimension
from tracker.reports.summary import Part, Summary, count_directives_of, count_tasks_of
from tracker.rules.counting import BANDS, SEVERITY, Tally
from tracker.rules.statuses import TaskRole

from ..replies import StatisticsReply
from .base import Audited

BY = {dimension.key: dimension for dimension in DIMENSIONS}
GROUPS = ("agency", *BY)
OF = ("tasks", "directives")
FIRST_DAY = dt.date(2000, 1, 1)


class Statistics(Audited):
    """Số liệu tổng hợp, cùng một cách đếm với bảng điều hành."""

    serializer_class = StatisticsReply
    queryset = Task.objects.none()
    pagination_class = None

    @extend_schema(
        summary="Số liệu tổng hợp / Statistics",
        parameters=[
            OpenApiParameter("as_of", OpenApiTypes.DATE, description="Tính đến hết ngày; mặc định hôm nay"),
            OpenApiParameter("by", str, enum=GROUPS, description="Chia theo"),
            OpenApiParameter("of", str, enum=OF, description="Đếm nhiệm vụ (mặc định) hay chỉ đạo"),
            OpenApiParameter("role", str, enum=[r.value for r in TaskRole], description="Chỉ một vai trò"),
        ],
        responses={200: StatisticsReply},
    )
    def list(self, request: Request) -> Response:
        """Mỗi dòng: theo hạn hiện nay (`now`), theo hạn gốc (`original`), theo số ngày quá hạn (`late`)."""
        self.refuse_unknown({"as_of", "by", "of", "role"})
        today = timezone.localdate()
        day, group = _day(request, today), _one_of(request, "by", GROUPS)
        directives = _one_of(request, "of", OF) == "directives"
        role = _one_of(request, "role", tuple(r.value for r in TaskRole))
        scope = self.actor.scope
        parts = standing_on(day, scope) if day < today else [Part(Task.objects.visible_to(scope))]
        if role:
            parts = [part.filter(lambda columns: Q(**{columns.role: role})) for part in parts]
        count = count_directives_of if directives else count_tasks_of
        whole = count(parts, day)[None]
        found: list[dict[str, Any]] = []
        if group == "agency":
            found = [_row(r) for r in by_agency(parts, day).rows]
        elif group:
            found = [_row(r) for r in by_dimension(parts, day, BY[group], directives=directives).rows]
        body = {"as_of": day.isoformat(), "of": "directives" if directives else "tasks", "by": group}
        return Response({**body, "whole": _figures(whole), "rows": found})


def _row(row: Any) -> dict[str, Any]:
    return {"value": row.value, "name": row.name, **_figures(row.summary)}


def _figures(summary: Summary) -> dict[str, Any]:
    return {
        "now": _tally(summary.now),
        "original": _tally(summary.original),
        "late": dict(zip(BANDS, summary.bands, strict=True)),
        "rates": [
            {"key": r.key, "label": r.label, "formula": r.formula, "part": r.part, "whole": r.whole}
            for r in summary.rates
        ],
    }


def _tally(tally: Tally) -> dict[str, int]:
    return {"total": tally.total, **{schedule.value: tally.get(schedule) for schedule in SEVERITY}}


def _day(request: Request, today: dt.date) -> dt.date:
    raw = request.query_params.get("as_of")
    if raw is None:
        return today
    try:
        day = dt.datetime.strptime(raw, "%Y-%m-%d").date()  # noqa: DTZ007  (a local day, no moment)
    except ValueError as error:
        raise ValidationError({"as_of": ["Ngày phải theo dạng YYYY-MM-DD."]}) from error
    if not FIRST_DAY <= day <= today:
        raise ValidationError({"as_of": ["Ngày phải từ năm 2000 đến hôm nay."]})
    return day


def _one_of(request: Request, name: str, offered: tuple[str, ...]) -> str | None:
    value = request.query_params.get(name)
    if value is not None and value not in offered:
        message = f"Chỉ chọn được: {', '.join(offered)}."
        raise ValidationError({name: [message]}, code="invalid_choice")
    return value
