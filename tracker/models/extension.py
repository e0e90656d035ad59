"""Requests to move a deadline, each kept with its reason and its answer."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from tracker.rules.statuses import CAUSE_VI, EXTENSION_STATE_VI, choices

from .task import Task


class DeadlineExtension(models.Model):
    task = models.ForeignKey(Task, models.CASCADE, related_name="extensions", verbose_name="nhiệm vụ")
    kind = models.CharField(
        max_length=10, choices=[("extend", "Gia hạn"), ("propose", "Đề xuất thời hạn")], default="extend"
    )
    old_due = models.DateField("hạn cũ", null=True, blank=True)
    asked_due = models.DateField("hạn đề nghị")
    granted_due = models.DateField("hạn được duyệt", null=True, blank=True)
    cause = models.CharField("nguyên nhân", max_length=10, choices=choices(CAUSE_VI), blank=True, default="")
    reason = models.TextField("lý do")
    progress = models.TextField("kết quả đến nay", blank=True, default="")
    late = models.BooleanField("đề nghị sau khi quá hạn", default=False)
    state = models.CharField("kết quả", max_length=10, choices=choices(EXTENSION_STATE_VI), default="pending")
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    requested_at = models.DateTimeField("đề nghị lúc")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField("quyết định lúc", null=True, blank=True)
    decision_note = models.TextField("ý kiến", blank=True, default="")

    class Meta:
        verbose_name = "gia hạn"
        verbose_name_plural = "gia hạn"
        ordering = ["-requested_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["task"],
                condition=Q(state="pending"),
                name="one_pending_extension",
                violation_error_message="Đã có một đề nghị gia hạn đang chờ quyết định.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.asked_due:%d/%m/%Y}"
