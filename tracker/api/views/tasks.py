"""Tasks: the list with every filter of the screens, and one action per verb of the life cycle."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework.decorators import action
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from tracker.models import Task
from tracker.rules.transitions import TRANSITIONS, Transition, Verb
from tracker.services import evidence
from tracker.services.errors import ServiceError
from tracker.services.lifecycle import perform
from tracker.services.locks import hold_rows

from .. import filters, shapes
from ..bodies import VERB_BODY, WITH_FILES, BulkBody
from ..paging import Ordering
from ..problems import problem
from ..rendering import JsonBody
from ..replies import BulkReply
from ..writing import IDEMPOTENCY, IF_MATCH, once, read_body, version_of
from .base import Resource


class Tasks(Resource):
    """Nhiệm vụ: việc một cơ quan phải làm theo một chỉ đạo."""

    shape = shapes.TaskShape
    filterset_class = filters.TaskFilters
    orderings = (
        Ordering("-id", "pk", unique=True),
        Ordering("id", "pk", unique=True),
        Ordering("due_date", "due_date", nullable=True),
        Ordering("-due_date", "due_date", nullable=True),
        Ordering("-issued_on", "issued_on"),
        Ordering("issued_on", "issued_on"),
        Ordering("-last_report_at", "last_report_at", nullable=True),
        Ordering("last_report_at", "last_report_at", nullable=True),
    )

    def rows(self) -> QuerySet[Task]:
        rows = Task.objects.visible_to(self.actor.scope)
        return rows if self.action == "list" else rows.select_related("directive", "agency")

    @extend_schema(
        summary="Xác nhận hoàn thành nhiều nhiệm vụ / Confirm many tasks",
        request=BulkBody,
        responses={200: BulkReply},
        parameters=[IDEMPOTENCY],
    )
    @action(detail=False, methods=["post"])
    @once
    def bulk_confirm(self, request: Request) -> Response:
        """Mỗi nhiệm vụ một kết quả riêng: việc này không được thì việc khác vẫn được."""
        items = read_body(BulkBody, request)["items"]
        hold_rows(Task, [item["id"] for item in items])
        return Response({"results": [self._confirm(item) for item in items]})

    def _confirm(self, item: dict[str, Any]) -> dict[str, Any]:
        try:
            task = perform(
                item["id"], Verb.CONFIRM, self.actor, now=timezone.now(), version=item.get("version")
            )
        except ServiceError as error:
            refused = problem(error.status, error.code, error.message)
            return {"id": item["id"], "status": error.status, "problem": refused}
        return {"id": item["id"], "status": 200, "version": task.version}

    def do(self, verb: Verb, request: Request) -> Response:
        """Carry out one verb with the body the table asks for, and answer with the task as it then stands."""
        self.refuse_unknown(())
        version, data = version_of(request), read_body(VERB_BODY[verb], request)
        declared = data.pop("declared", False)
        if data.get("files"):
            self.one()  # nothing is stored for a task that the caller cannot see
            data["files"] = [evidence.stage(f.name, f.read(), declared) for f in data["files"]]
        task = perform(int(self.kwargs["pk"]), verb, self.actor, now=timezone.now(), version=version, **data)
        return self.answer(task)


def _action_of(row: Transition) -> Any:
    @once
    def act(self: Tasks, request: Request, pk: str) -> Response:
        return self.do(row.verb, request)

    act.__name__ = f"do_{row.verb.value}"
    act.__doc__ = f"{row.label}. Chỉ ở trạng thái: {', '.join(sorted(s.value for s in row.sources))}."
    parsers = [JsonBody, MultiPartParser] if row.verb in WITH_FILES else [JsonBody]
    made = action(detail=True, methods=["post"], url_path=row.verb.value, parser_classes=parsers)(act)
    return extend_schema(
        operation_id=f"task_{row.verb.value}",
        summary=f"{row.label} / {row.verb.value.replace('_', ' ').capitalize()}",
        request=VERB_BODY[row.verb],
        responses={200: shapes.TaskShape},
        parameters=[IF_MATCH, IDEMPOTENCY],
        examples=_examples(row),
    )(made)


SAMPLES: dict[str, Any] = {
    "reason": "Theo ý kiến của Thường trực.",
    "report": {"done": "Đã trình dự thảo lần 1.", "percent": 60},
    "delivered_on": "2026-11-20",
    "review_date": "2026-12-31",
    "new_date": "2026-12-31",
    "cause": "objective",
    "progress": "Đã hoàn thành 60%.",
    "answer": "Đồng ý bố trí kinh phí.",
    "product": None,
}


def _examples(row: Transition) -> list[OpenApiExample]:
    sample = {need: SAMPLES.get(need, 1) for need in row.needs if need != "product"}
    if "product" in row.needs:
        sample |= {"product_number": "125-BC/STC", "product_date": "2026-11-19"}
    return [OpenApiExample(row.label, value=sample, request_only=True)] if sample else []


for _row in TRANSITIONS.values():
    setattr(Tasks, f"do_{_row.verb.value}", _action_of(_row))
