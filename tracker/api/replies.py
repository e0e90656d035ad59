"""Answers that are not rows of a resource, described for the schema."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers

from tracker.rules.counting import BANDS, SEVERITY
from tracker.services.viewers import Reader


class BulkItemReply(serializers.Serializer):
    id = serializers.IntegerField()
    status = serializers.IntegerField()
    version = serializers.IntegerField(required=False)
    problem = serializers.DictField(required=False)


class BulkReply(serializers.Serializer):
    """One result per item, in the order given."""

    results = BulkItemReply(many=True)


class ReaderReply(serializers.Serializer):
    user = serializers.IntegerField()
    name = serializers.CharField()
    posts = serializers.ListField(child=serializers.CharField())
    named = serializers.BooleanField(help_text="Đã được ghi tên là người được xem")


def shown_readers(found: list[Reader]) -> list[dict[str, Any]]:
    return [
        {"user": one.user.pk, "name": str(one.user), "posts": list(one.posts), "named": one.named}
        for one in found
    ]


class TokenReply(serializers.Serializer):
    handle = serializers.UUIDField()
    name = serializers.CharField()
    scopes = serializers.ListField(child=serializers.CharField())
    created = serializers.DateTimeField()
    expiry = serializers.DateTimeField()
    last_used_at = serializers.DateTimeField(allow_null=True)
    revoked_at = serializers.DateTimeField(allow_null=True)
    prefix = serializers.CharField(help_text="Tám ký tự đầu, để nhận ra mã")


class NewTokenReply(TokenReply):
    secret = serializers.CharField(help_text="Chỉ hiện một lần")


class RowErrorReply(serializers.Serializer):
    row = serializers.IntegerField(help_text="Dòng thứ mấy, tính từ 1, không kể dòng tiêu đề")
    field = serializers.CharField(allow_blank=True)
    code = serializers.CharField()
    detail = serializers.CharField()


class ImportReply(serializers.Serializer):
    dry_run = serializers.BooleanField()
    rows = serializers.IntegerField()
    new = serializers.IntegerField(help_text="Số chỉ đạo mới")
    created = serializers.ListField(child=serializers.IntegerField(), help_text="Mã các chỉ đạo đã lập")
    known = serializers.IntegerField(help_text="Số dòng đã có từ trước (trùng mã hệ thống khác)")
    row_errors = RowErrorReply(many=True)


class WebhookReply(serializers.Serializer):
    handle = serializers.UUIDField()
    name = serializers.CharField()
    url = serializers.CharField()
    verbs = serializers.ListField(child=serializers.CharField())
    active = serializers.BooleanField()
    paused_reason = serializers.CharField(allow_blank=True)
    cursor = serializers.IntegerField()
    failing_since = serializers.DateTimeField(allow_null=True)
    created_at = serializers.DateTimeField()
    pending = serializers.IntegerField(help_text="Số sự kiện còn phải gửi; từ 1000 trở lên ghi 1000")


class NewWebhookReply(WebhookReply):
    secret = serializers.CharField(help_text="Khóa ký, chỉ hiện một lần")


class DeliveryReply(serializers.Serializer):
    seq = serializers.IntegerField()
    task = serializers.IntegerField(allow_null=True)
    state = serializers.CharField()
    attempts = serializers.IntegerField()
    next_try_at = serializers.DateTimeField()
    last_status = serializers.IntegerField(allow_null=True)
    last_error = serializers.CharField(allow_blank=True)
    sent_at = serializers.DateTimeField(allow_null=True)


class CountReply(serializers.Serializer):
    count = serializers.IntegerField()


def _numbers(name: str, members: tuple[str, ...], text: str) -> type[serializers.Serializer]:
    """An object of whole numbers, one per member."""
    fields: dict[str, Any] = {member: serializers.IntegerField(min_value=0) for member in members}
    return type(name, (serializers.Serializer,), {**fields, "__module__": __name__, "__doc__": text})


TallyReply = _numbers(
    "TallyReply", ("total", *(s.value for s in SEVERITY)), "Số việc theo tình trạng thời hạn"
)
LateReply = _numbers("LateReply", BANDS, "Số việc quá hạn theo số ngày")


class RateReply(serializers.Serializer):
    key = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]  # hides an attribute of fields, not used here
    formula = serializers.CharField()
    part = serializers.IntegerField()
    whole = serializers.IntegerField()


class FiguresReply(serializers.Serializer):
    now = TallyReply(help_text="Theo hạn hiện nay")
    original = TallyReply(help_text="Theo hạn gốc")
    late = LateReply(help_text="Theo số ngày quá hạn")
    rates = RateReply(many=True, help_text="Tỷ lệ, kèm công thức")


class FiguresRowReply(FiguresReply):
    value = serializers.CharField(allow_blank=True, help_text="Giá trị để lọc danh sách")
    name = serializers.CharField()


@extend_schema_serializer(many=False)
class StatisticsReply(serializers.Serializer):
    as_of = serializers.DateField()
    of = serializers.ChoiceField(["tasks", "directives"])
    by = serializers.CharField(allow_null=True)
    whole = FiguresReply()
    rows = FiguresRowReply(many=True)
