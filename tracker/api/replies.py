"""Answers that are not rows of a resource, described for the schema."""

from __future__ import annotations

from rest_framework import serializers


class BulkItemReply(serializers.Serializer):
    id = serializers.IntegerField()
    status = serializers.IntegerField()
    version = serializers.IntegerField(required=False)
    problem = serializers.DictField(required=False)


class BulkReply(serializers.Serializer):
    """One result per item, in the order given."""

    results = BulkItemReply(many=True)


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
