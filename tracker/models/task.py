"""What one agency owes under one directive. "Overdue" is never stored; the first deadline never changes."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property

from tracker.rules.statuses import (
    ACTIVE,
    EVIDENCE_VI,
    OPEN,
    STATUS_VI,
    TASK_ROLE_VI,
    TERMINAL,
    ExtensionState,
    Status,
    choices,
)

from .agency import Agency
from .directive import Directive
from .querysets import TaskQuerySet

_OPEN = sorted(s.value for s in OPEN)
# The class of these changes with the day, see rules.settled.
MOVING = Q(status__in=sorted(s.value for s in ACTIVE), delivered_on__isnull=True, restricted=False) & (
    Q(due_date__isnull=False) | Q(due_original__isnull=False)
)
# In the agency's hands: these can fall silent.
WORKING = Q(status__in=[Status.ASSIGNED.value, Status.IN_PROGRESS.value], restricted=False)


class Task(models.Model):
    # No index of their own: longer ones below begin with the same column.
    directive = models.ForeignKey(
        Directive, models.PROTECT, related_name="tasks", verbose_name="chỉ đạo", db_index=False
    )
    agency = models.ForeignKey(
        Agency, models.PROTECT, related_name="tasks", verbose_name="cơ quan", db_index=False
    )
    role = models.CharField("vai trò", max_length=10, choices=choices(TASK_ROLE_VI), default="lead")
    sole_lead = models.BooleanField(default=False, editable=False)
    period = models.CharField("kỳ", max_length=10, blank=True, default="")
    status = models.CharField("trạng thái", max_length=22, choices=choices(STATUS_VI), default="assigned")
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người thực hiện",
        db_index=False,
    )
    due_original = models.DateField("hạn gốc", null=True, blank=True)
    due_date = models.DateField("hạn", null=True, blank=True)
    review_date = models.DateField("ngày rà soát", null=True, blank=True)
    accept_by = models.DateField("hạn tiếp nhận", null=True, blank=True)
    issued_on = models.DateField("ngày giao")
    issued_at = models.DateTimeField("giao lúc")
    accepted_at = models.DateTimeField("tiếp nhận lúc", null=True, blank=True)
    submitted_at = models.DateTimeField("báo cáo hoàn thành lúc", null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    delivered_on = models.DateField("ngày có kết quả", null=True, blank=True)
    confirm_by = models.DateField("hạn xác nhận, trả lời", null=True, blank=True)
    completed_at = models.DateTimeField("xác nhận lúc", null=True, blank=True)
    closed_on = models.DateField("ngày kết thúc", null=True, blank=True)
    close_reason = models.CharField("lý do kết thúc", max_length=500, blank=True, default="")
    evidence = models.CharField("minh chứng", max_length=10, choices=choices(EVIDENCE_VI), default="none")
    product_number = models.CharField("số văn bản kết quả", max_length=80, blank=True, default="")
    product_date = models.DateField("ngày văn bản kết quả", null=True, blank=True)
    percent = models.PositiveSmallIntegerField("tiến độ %", default=0)
    last_report_at = models.DateTimeField("cập nhật gần nhất", null=True, blank=True)
    objection = models.CharField("nội dung đề nghị điều chuyển", max_length=500, blank=True, default="")
    return_count = models.PositiveSmallIntegerField("số lần trả lại", default=0)
    extension_count = models.PositiveSmallIntegerField("số lần gia hạn", default=0)
    urge_count = models.PositiveSmallIntegerField("số lần đôn đốc", default=0)
    explanation_due = models.DateField("hạn giải trình", null=True, blank=True)
    objective_cause = models.CharField("nguyên nhân khách quan", max_length=500, blank=True, default="")
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged", verbose_name="gộp vào"
    )
    # Copies of the directive's marks: lists and reminders filter on them without a join.
    restricted = models.BooleanField(default=False, editable=False)
    historical = models.BooleanField(default=False, editable=False)
    # Raised whenever due date, agency or round changes; part of every reminder's key.
    cycle = models.PositiveIntegerField(default=1, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = TaskQuerySet.as_manager()

    class Meta:
        verbose_name = "nhiệm vụ"
        verbose_name_plural = "nhiệm vụ"
        ordering = ["-issued_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["directive", "agency", "period"],
                name="one_task_per_directive_agency_period",
                violation_error_message="Cơ quan này đã có nhiệm vụ theo chỉ đạo này.",
            ),
            models.UniqueConstraint(
                fields=["directive", "period"],
                condition=Q(role="lead", sole_lead=True),
                name="one_lead_where_one_leads",
                violation_error_message="Chỉ đạo này chỉ có một cơ quan chủ trì.",
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.COMPLETED.value) | Q(delivered_on__isnull=False),
                name="completed_has_delivery_day",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=sorted(s.value for s in TERMINAL)) | Q(closed_on__isnull=False),
                name="closed_has_its_day",
            ),
            models.CheckConstraint(condition=Q(percent__lte=100), name="percent_at_most_100"),
        ]
        indexes = [
            # An agency's list, newest or most urgent first; also "việc của tôi".
            models.Index(fields=["agency", "status", "due_date", "id"], name="task_agency_due"),
            # What one agency still owes, most urgent first: fifty rows cost fifty rows, however much it owes.
            models.Index(
                fields=["agency", "due_date", "id"],
                name="task_agency_open_due",
                condition=Q(status__in=_OPEN),
            ),
            # The office's lists behind dashboard numbers and the reminder scan: open work by due date.
            models.Index(fields=["due_date", "id"], name="task_open_due", condition=Q(status__in=_OPEN)),
            # The list behind any number, page by page, closed work included.
            models.Index(fields=["due_date", "id"], name="task_by_due"),
            models.Index(fields=["status", "issued_on", "id"], name="task_status_newest"),
            models.Index(fields=["-issued_on", "-id"], name="task_newest"),
            models.Index(fields=["officer", "status"], name="task_officer"),
            # Open work whose class the calendar still decides: with the kept counts, all a dashboard reads.
            models.Index(
                fields=["due_date", "agency", "role", "due_original"],
                name="task_moving",
                condition=MOVING,
            ),
            models.Index(
                fields=["issued_at", "last_report_at", "accepted_at", "role", "status", "historical"],
                name="task_silent",
                condition=WORKING,
            ),
            # Given and completed per month; confirmed by the office within its clock.
            models.Index(fields=["issued_on"], name="task_given", condition=Q(restricted=False)),
            models.Index(
                fields=["closed_on"],
                name="task_closed",
                condition=Q(status=Status.COMPLETED.value, restricted=False),
            ),
            models.Index(
                fields=["completed_at"], name="task_confirmed", condition=Q(status=Status.COMPLETED.value)
            ),
            # The office's home page: what has no date or must be looked at again.
            models.Index(
                fields=["issued_on", "review_date", "status", "historical", "id"],
                name="task_undated",
                condition=Q(status__in=_OPEN, due_date__isnull=True, role="lead", restricted=False),
            ),
            models.Index(
                fields=["review_date"],
                name="task_review",
                condition=Q(status__in=_OPEN, review_date__isnull=False, restricted=False),
            ),
            # Everything the counting module reads, so that totals never touch the table itself.
            models.Index(
                fields=[
                    "agency",
                    "role",
                    "status",
                    "due_date",
                    "due_original",
                    "delivered_on",
                    "closed_on",
                    "issued_on",
                    "restricted",
                    "directive",
                ],
                name="task_counting",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency}: {self.directive}"

    @cached_property
    def extension_pending(self) -> bool:
        """Whether a request for a date waits for its decision; looked up once per loaded row."""
        return self.extensions.filter(state=ExtensionState.PENDING.value).exists()

    @cached_property
    def obstacle_waiting(self) -> bool:
        """Whether an obstacle or proposal of the agency has no answer yet; looked up once per loaded row."""
        return (
            self.reports.filter(answered_at__isnull=True).filter(~Q(obstacle="") | ~Q(proposal="")).exists()
        )
