"""What machines hold: tokens with scopes, answers kept under idempotency keys, the audit of writing calls."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from knox.models import AbstractAuthToken

TOKEN_SCOPES = [
    ("read", "Đọc"),
    ("write", "Ghi: giao, nhận, báo cáo, xác nhận"),
    ("import", "Nhập hàng loạt"),
    ("events", "Dòng sự kiện và webhook"),
]


class ApiToken(AbstractAuthToken):
    """A machine's key: stored as its SHA-512 digest; acts as `user`, within `scopes`, until `expiry`."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name="tài khoản"
    )
    handle = models.UUIDField("mã hiệu", default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField("tên", max_length=80)
    scopes = models.JSONField("phạm vi", default=list)
    rate_per_minute = models.PositiveIntegerField("số lệnh mỗi phút", default=300)
    last_used_at = models.DateTimeField("dùng gần nhất", null=True, blank=True)
    revoked_at = models.DateTimeField("thu hồi lúc", null=True, blank=True)

    class Meta:
        verbose_name = "mã truy cập API"
        verbose_name_plural = "mã truy cập API"
        ordering = ["-created", "digest"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(expiry__isnull=False),
                name="token_always_expires",
                violation_error_message="Mã truy cập phải có ngày hết hạn.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.token_key[:8]}…)"


class IdempotencyKey(models.Model):
    """The first answer to a creating call; `status` 0 while that call is still running."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    key = models.CharField(max_length=120)
    fingerprint = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    body = models.TextField(default="")
    headers = models.JSONField(default=dict)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = "khóa chống gửi trùng"
        verbose_name_plural = "khóa chống gửi trùng"
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="idempotency_once_per_user")]
        indexes = [models.Index(fields=["created_at"], name="idempotency_age")]

    def __str__(self) -> str:
        return self.key


class ApiCall(models.Model):
    """One writing call and its outcome; never edited."""

    at = models.DateTimeField("lúc")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="tài khoản"
    )
    user_name = models.CharField(max_length=160, blank=True, default="")
    token_name = models.CharField("mã truy cập", max_length=100, blank=True, default="")
    method = models.CharField("phương thức", max_length=7)
    path = models.CharField("đường dẫn", max_length=300)
    status = models.PositiveSmallIntegerField("kết quả")
    code = models.CharField("mã lỗi", max_length=60, blank=True, default="")
    ip = models.GenericIPAddressField(null=True)
    idempotency_key = models.CharField(max_length=120, blank=True, default="")

    class Meta:
        verbose_name = "lệnh ghi qua API"
        verbose_name_plural = "lệnh ghi qua API"
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["-at", "-id"], name="api_call_newest")]

    def __str__(self) -> str:
        return f"{self.method} {self.path} → {self.status}"
