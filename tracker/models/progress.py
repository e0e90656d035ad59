"""What an agency reports: done, next, obstacles, proposals, and the office's answer."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from .task import Task

# A report that wants an answer from the office.
ASKED = ~Q(obstacle="") | ~Q(proposal="")


class ProgressReport(models.Model):
    task = models.ForeignKey(Task, models.CASCADE, related_name="reports", verbose_name="nhiệm vụ")
    kind = models.CharField(
        max_length=12,
        choices=[("progress", "Tiến độ"), ("submission", "Hoàn thành"), ("explanation", "Giải trình")],
        default="progress",
    )
    done = models.TextField("đã làm", blank=True, default="")
    next_steps = models.TextField("việc tiếp theo", blank=True, default="")
    obstacle = models.TextField("khó khăn, vướng mắc", blank=True, default="")
    proposal = models.TextField("kiến nghị, đề xuất", blank=True, default="")
    percent = models.PositiveSmallIntegerField("tiến độ %", null=True, blank=True)
    unchanged = models.BooleanField("không thay đổi", default=False)
    unchanged_reason = models.CharField("lý do", max_length=300, blank=True, default="")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField("báo cáo lúc")
    answer = models.TextField("trả lời của Văn phòng", blank=True, default="")
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField("trả lời lúc", null=True, blank=True)

    class Meta:
        verbose_name = "báo cáo"
        verbose_name_plural = "báo cáo"
        ordering = ["-created_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(percent__isnull=True) | Q(percent__lte=100), name="report_percent_at_most_100"
            )
        ]
        indexes = [
            # What the office was asked and has not answered; how soon it answered.
            models.Index(
                fields=["task"], name="report_unanswered", condition=ASKED & Q(answered_at__isnull=True)
            ),
            models.Index(fields=["created_at"], name="report_asked", condition=ASKED),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {timezone.localtime(self.created_at):%d/%m/%Y}"
