"""Partners that are told of events: the subscription with its cursor, and one row per message owed."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from .event import TaskEvent

DELIVERY_STATES = [("pending", "Chờ gửi"), ("sent", "Đã gửi"), ("skipped", "Bỏ qua")]


class WebhookSubscription(models.Model):
    """Sends every event that `owner` may see, in order, to `url`; `cursor` is the last seq planned."""

    handle = models.UUIDField("mã hiệu", default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="tài khoản"
    )
    name = models.CharField("tên", max_length=80)
    url = models.CharField("địa chỉ nhận", max_length=500)
    secret = models.CharField(max_length=80, editable=False)
    verbs = models.JSONField("chỉ các việc", default=list, blank=True)
    active = models.BooleanField("đang gửi", default=True)
    paused_reason = models.CharField("lý do tạm ngừng", max_length=300, blank=True, default="")
    cursor = models.PositiveBigIntegerField("đã xếp đến sự kiện số", default=0)
    failing_since = models.DateTimeField("lỗi từ", null=True, blank=True)
    created_at = models.DateTimeField("lập lúc")

    class Meta:
        verbose_name = "đăng ký nhận sự kiện"
        verbose_name_plural = "đăng ký nhận sự kiện"
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name


class WebhookDelivery(models.Model):
    """One event owed to one subscriber; retried until sent, never ahead of an earlier one of its task."""

    subscription = models.ForeignKey(WebhookSubscription, models.CASCADE, related_name="deliveries")
    event = models.ForeignKey(TaskEvent, models.CASCADE, related_name="+")
    # Copied from the event: "is an earlier one of this task still owed" must not join.
    seq = models.PositiveBigIntegerField("sự kiện số")
    task_key = models.BigIntegerField(default=0)
    state = models.CharField("tình trạng", max_length=8, choices=DELIVERY_STATES, default="pending")
    attempts = models.PositiveIntegerField("số lần gửi", default=0)
    next_try_at = models.DateTimeField("gửi lúc")
    lease_until = models.DateTimeField(null=True, blank=True)
    last_status = models.PositiveSmallIntegerField("mã trả lời", null=True, blank=True)
    last_error = models.CharField("lỗi gần nhất", max_length=300, blank=True, default="")
    sent_at = models.DateTimeField("đã gửi lúc", null=True, blank=True)

    class Meta:
        verbose_name = "sự kiện gửi đi"
        verbose_name_plural = "sự kiện gửi đi"
        ordering = ["seq"]
        constraints = [
            models.UniqueConstraint(fields=["subscription", "event"], name="webhook_once_per_event")
        ]
        indexes = [
            models.Index(
                fields=["next_try_at", "id"], name="webhook_due", condition=models.Q(state="pending")
            ),
            models.Index(fields=["subscription", "task_key", "seq"], name="webhook_order"),
        ]

    def __str__(self) -> str:
        return f"{self.subscription} #{self.seq}"
