"""Files made on request, saved filters, scheduled reports and calendar addresses."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

EXPORT_STATE = [
    ("queued", "Đang chờ"),
    ("running", "Đang lập"),
    ("done", "Đã xong"),
    ("failed", "Không lập được"),
    ("cancelled", "Đã hủy"),
]
FORMATS = [("docx", "Word (DOCX)"), ("xlsx", "Excel (XLSX)"), ("pdf", "PDF")]
RHYTHM = [
    ("monthly", "hằng tháng"),
    ("quarterly", "hằng quý"),
    ("half", "6 tháng"),
    ("yearly", "hằng năm"),
]


class ExportJob(models.Model):
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="exports", verbose_name="người yêu cầu"
    )
    kind = models.CharField("loại", max_length=20)
    title = models.CharField("tên", max_length=300)
    format = models.CharField("dạng tệp", max_length=4, choices=FORMATS)
    params = models.JSONField(default=dict)
    state = models.CharField("tình trạng", max_length=10, choices=EXPORT_STATE, default="queued")
    percent = models.PositiveSmallIntegerField("tiến độ %", default=0)
    note = models.CharField("ghi chú", max_length=500, blank=True, default="")
    cancel_asked = models.BooleanField(default=False)
    sha256 = models.CharField(max_length=64, blank=True, default="", editable=False)
    file_name = models.CharField("tên tệp", max_length=200, blank=True, default="")
    size = models.PositiveIntegerField("dung lượng", default=0)
    created_at = models.DateTimeField("yêu cầu lúc")
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField("xong lúc", null=True, blank=True)

    class Meta:
        verbose_name = "tệp xuất"
        verbose_name_plural = "tệp xuất"
        ordering = ["-created_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(percent__lte=100), name="export_percent_at_most_100"),
            models.CheckConstraint(
                condition=~Q(state="done") | ~Q(sha256=""), name="export_done_has_its_file"
            ),
        ]
        indexes = [
            models.Index(fields=["user", "-created_at", "-id"], name="export_of_user"),
            models.Index(
                fields=["created_at"], name="export_waiting", condition=Q(state__in=["queued", "running"])
            ),
        ]

    def __str__(self) -> str:
        return self.title


class SavedFilter(models.Model):
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_filters")
    name = models.CharField("tên", max_length=80)
    page = models.CharField(max_length=40)
    query = models.CharField("bộ lọc", max_length=1000)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = "bộ lọc đã lưu"
        verbose_name_plural = "bộ lọc đã lưu"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "name"],
                name="saved_filter_once",
                violation_error_message="Đã có bộ lọc mang tên này.",
            )
        ]

    def __str__(self) -> str:
        return self.name


class ScheduledReport(models.Model):
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="scheduled_reports", verbose_name="người nhận"
    )
    rhythm = models.CharField("nhịp", max_length=10, choices=RHYTHM)
    format = models.CharField("dạng tệp", max_length=4, choices=FORMATS)
    style = models.CharField(
        "thể thức", max_length=6, choices=[("party", "Đảng"), ("state", "Nhà nước")], default="party"
    )
    next_on = models.DateField("lần tới")
    last_on = models.DateField("lần gần nhất", null=True, blank=True)
    active = models.BooleanField("đang dùng", default=True)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = "báo cáo định kỳ"
        verbose_name_plural = "báo cáo định kỳ"
        ordering = ["next_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "rhythm", "format"],
                name="scheduled_report_once",
                violation_error_message="Đã đặt báo cáo định kỳ này.",
            ),
            models.CheckConstraint(
                condition=Q(last_on__isnull=True) | Q(next_on__gt=F("last_on")), name="scheduled_moves_on"
            ),
        ]

    def __str__(self) -> str:
        return f"Báo cáo {self.get_rhythm_display()}"


class CalendarFeed(models.Model):
    """A secret address of one person's deadlines; only the hash of the secret is stored."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="calendar_feed")
    secret_hash = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField("tạo lúc")
    last_read_at = models.DateTimeField("đọc gần nhất", null=True, blank=True)

    class Meta:
        verbose_name = "lịch hạn riêng"
        verbose_name_plural = "lịch hạn riêng"

    def __str__(self) -> str:
        return str(self.user)
