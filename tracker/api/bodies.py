"""What callers send: one strict body per verb, made from the transition table, and bodies of other writes."""

from __future__ import annotations

import json
from typing import Any

from django.utils.datastructures import MultiValueDict
from rest_framework import serializers

from tracker.models.api import TOKEN_SCOPES
from tracker.models.directive import BOUNDARY, PRECISION, RECURRENCE
from tracker.rules.statuses import CAUSE_VI, LEVEL_VI, TASK_ROLE_VI, URGENCY_VI, choices
from tracker.rules.transitions import TRANSITIONS, Verb
from tracker.services.evidence import MAX_FILES

MAX_ID = 2**63 - 1
MAX_ITEMS = 200


class Body(serializers.Serializer):
    """Refuses members it does not know: a misspelt one must not be dropped in silence."""

    def to_internal_value(self, data: Any) -> Any:
        data = self._unfolded(data)
        if isinstance(data, dict) or hasattr(data, "keys"):
            known = {name for name, field in self.fields.items() if not field.read_only}
            unknown = sorted({str(key).split(".")[0].split("[")[0] for key in data} - known)
            if unknown:
                raise serializers.ValidationError(
                    {name[:60]: ["Không có trường này."] for name in unknown[:10]}, code="unknown_field"
                )
        return super().to_internal_value(data)

    def _unfolded(self, data: Any) -> Any:
        """Forms may carry an inner object as one part of JSON, as OpenAPI says, beside `report.done`."""
        inner = [name for name, field in self.fields.items() if isinstance(field, serializers.Serializer)]
        if not hasattr(data, "getlist") or not any(name in data for name in inner):
            return data
        data = MultiValueDict(data.lists())
        for name in set(inner) & set(data):
            try:
                members = json.loads(data.pop(name)[-1])
            except (ValueError, TypeError, RecursionError):
                members = None
            if not isinstance(members, dict) or not all(
                value is None or isinstance(value, str | int) for value in members.values()
            ):
                raise serializers.ValidationError({name: ["Phần này phải là một đối tượng JSON."]})
            for member, value in members.items():
                if value is not None:
                    data[f"{name}.{member}"] = value
        return data


class Day(serializers.DateField):
    def __init__(self, **more: Any) -> None:
        super().__init__(input_formats=["%Y-%m-%d"], **more)


class Id(serializers.IntegerField):
    def __init__(self, **more: Any) -> None:
        super().__init__(min_value=1, max_value=MAX_ID, **more)


def words(limit: int = 2000, **more: Any) -> serializers.CharField:
    if not more.get("required", True):
        more.setdefault("allow_blank", True)
    return serializers.CharField(max_length=limit, **more)


class ReportBody(Body):
    done = words(10_000, required=False)
    next_steps = words(10_000, required=False)
    obstacle = words(10_000, required=False)
    proposal = words(10_000, required=False)
    percent = serializers.IntegerField(min_value=0, max_value=100, required=False, allow_null=True)
    unchanged = serializers.BooleanField(required=False)
    unchanged_reason = words(300, required=False)


def _files() -> serializers.ListField:
    return serializers.ListField(
        child=serializers.FileField(allow_empty_file=False),
        required=False,
        max_length=MAX_FILES,
        help_text="Tệp minh chứng; gửi dạng multipart/form-data.",
    )


def _declared() -> serializers.BooleanField:
    return serializers.BooleanField(
        required=False, help_text="Cam kết các tệp không chứa bí mật nhà nước (khi hệ thống không đọc được)."
    )


def _fields_for(need: str) -> dict[str, serializers.Field]:
    match need:
        case "reason" | "answer" | "progress":
            return {need: words()}
        case "review_date" | "new_date" | "delivered_on":
            return {need: Day()}
        case "agency" | "officer" | "directive" | "task" | "report_id":
            return {need: Id()}
        case "cause":
            return {need: serializers.ChoiceField(choices(CAUSE_VI))}
        case "report":
            return {need: ReportBody()}
        case "product":
            return {"product_number": words(80, required=False), "product_date": Day(required=False)}
    raise KeyError(need)


WITH_FILES = frozenset({Verb.REPORT, Verb.SUBMIT, Verb.EXPLAIN, Verb.REQUEST_EXTENSION})


def _body_of(verb: Verb) -> type[Body]:
    fields: dict[str, Any] = {}
    for need in TRANSITIONS[verb].needs:
        fields |= _fields_for(need)
    if "reason" not in fields:
        fields["reason"] = words(required=False)
    if verb == Verb.GRANT_EXTENSION:
        fields["note"] = words(required=False)
    if verb in WITH_FILES:
        fields |= {"files": _files(), "declared": _declared()}
    name = "".join(part.title() for part in verb.value.split("_"))
    return type(f"{name}VerbBody", (Body,), {**fields, "__module__": __name__})


VERB_BODY: dict[Verb, type[Body]] = {verb: _body_of(verb) for verb in TRANSITIONS}


class ReasonBody(Body):
    reason = words(300, required=False)


class Item(Body):
    id = Id()
    version = serializers.IntegerField(min_value=1, max_value=2**31 - 1, required=False)


class BulkBody(Body):
    items = serializers.ListField(child=Item(), min_length=1, max_length=MAX_ITEMS)


class EditBody(Body):
    """Fields of a directive that may be changed before it is issued."""

    content = words(20_000, required=False, allow_blank=False)
    level = serializers.ChoiceField(choices(LEVEL_VI), required=False)
    tracked = serializers.BooleanField(required=False)
    product_kind = words(40, required=False)
    product = words(300, required=False)
    field = Id(required=False, allow_null=True)
    urgency = serializers.ChoiceField(choices(URGENCY_VI), required=False)
    is_key = serializers.BooleanField(required=False)
    deadline_text = words(300, required=False)
    due_date = Day(required=False, allow_null=True)
    due_precision = serializers.ChoiceField(PRECISION, required=False, allow_blank=True)
    due_boundary = serializers.ChoiceField(BOUNDARY, required=False, allow_blank=True)
    recurrence = serializers.ChoiceField(RECURRENCE, required=False, allow_blank=True)
    review_date = Day(required=False, allow_null=True)
    sole_lead = serializers.BooleanField(required=False)
    directing_leader = words(160, required=False)
    on_behalf_of = words(160, required=False)
    repeat_of = Id(required=False, allow_null=True, help_text="Chỉ đạo đã giao mà đề xuất này nhắc lại")
    restricted = serializers.BooleanField(required=False)


class NewDirectiveBody(Body):
    """A directive typed by another system: who owes what until when."""

    text = words(20_000)
    content = words(20_000, required=False)
    document = Id(required=False)
    meeting = Id(required=False)
    lead = serializers.ListField(
        child=words(40), min_length=1, max_length=200, help_text="Mã cơ quan chủ trì"
    )
    support = serializers.ListField(
        child=words(40), required=False, max_length=200, help_text="Mã cơ quan phối hợp"
    )
    due_date = Day(required=False, allow_null=True)
    level = serializers.ChoiceField(choices(LEVEL_VI), required=False)
    field = words(40, required=False, help_text="Mã lĩnh vực")
    urgency = serializers.ChoiceField(choices(URGENCY_VI), required=False)
    is_key = serializers.BooleanField(required=False)
    product = words(300, required=False)
    external_id = words(80, required=False)
    external_system = words(40, required=False, help_text="Tên hệ thống đặt ra external_id")
    issue = serializers.BooleanField(required=False, help_text="Giao ngay cho các cơ quan")


class NewMeetingBody(Body):
    title = words(400)
    body = words(200, required=False)
    ordinal = serializers.IntegerField(min_value=1, max_value=100_000, required=False, allow_null=True)
    term = words(60, required=False)
    date = Day(required=False, allow_null=True)
    chair = words(200, required=False)


class SpanBody(Body):
    start = serializers.IntegerField(min_value=0, max_value=2_000_000)
    end = serializers.IntegerField(min_value=1, max_value=2_000_000)


class CutBody(Body):
    at = serializers.IntegerField(min_value=1, max_value=2_000_000)


class OtherBody(Body):
    other = Id()


class AddresseeBody(Body):
    agency = Id()
    role = serializers.ChoiceField(choices(TASK_ROLE_VI), required=False)


class AddresseeChangeBody(Body):
    agency = Id(required=False, allow_null=True)
    members = serializers.ListField(child=Id(), required=False, max_length=500)
    role = serializers.ChoiceField(choices(TASK_ROLE_VI), required=False)
    due_date = Day(required=False, allow_null=True)
    remember = serializers.BooleanField(required=False)


class ImportBody(Body):
    """A table of directives: a file (multipart), or `rows` as JSON objects under the same column names."""

    file = serializers.FileField(required=False, allow_empty_file=False)
    rows = serializers.ListField(child=serializers.DictField(), required=False, max_length=5000, min_length=1)
    dry_run = serializers.BooleanField(required=False, default=True)
    issue = serializers.BooleanField(required=False, default=False)


class TokenBody(Body):
    name = words(80)
    scopes = serializers.ListField(
        child=serializers.ChoiceField([name for name, _ in TOKEN_SCOPES]), min_length=1, max_length=10
    )
    days = serializers.IntegerField(min_value=1, max_value=90)


class WebhookBody(Body):
    name = words(80)
    url = words(500)
    verbs = serializers.ListField(
        child=words(40), required=False, max_length=60, help_text="Để trống: mọi việc"
    )
    after = serializers.IntegerField(
        min_value=0,
        max_value=MAX_ID,
        required=False,
        help_text="Gửi từ sau sự kiện này; bỏ trống: từ nay về sau",
    )


class PositionBody(Body):
    after = serializers.IntegerField(min_value=0, max_value=MAX_ID)


class IdsBody(Body):
    ids = serializers.ListField(child=Id(), min_length=1, max_length=500)


class ViewersBody(Body):
    users = serializers.ListField(child=Id(), max_length=500)
