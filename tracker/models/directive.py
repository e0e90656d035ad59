"""One instruction, verbatim, with its place in the document and what the clerk decided about it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from tracker.rules.statuses import DIRECTIVE_STATE_VI, LEVEL_VI, TASK_ROLE_VI, URGENCY_VI, choices

from .agency import Agency, Collective
from .document import Document, Meeting
from .querysets import DirectiveQuerySet

PRECISION = [
    ("day", "ngày"),
    ("week", "tuần"),
    ("month", "tháng"),
    ("quarter", "quý"),
    ("half", "nửa năm"),
    ("year", "năm"),
    ("event", "sự kiện"),
]
BOUNDARY = [
    ("before", "trước"),
    ("on_or_before", "chậm nhất"),
    ("on", "vào ngày"),
    ("within", "trong"),
    ("interval", "từ … đến …"),
]
RECURRENCE = [
    ("daily", "hằng ngày"),
    ("weekly", "hằng tuần"),
    ("monthly", "hằng tháng"),
    ("quarterly", "hằng quý"),
    ("half-yearly", "6 tháng một lần"),
    ("yearly", "hằng năm"),
]


class Field(models.Model):
    code = models.CharField("mã", max_length=40, unique=True)
    name = models.CharField("lĩnh vực", max_length=120)

    class Meta:
        verbose_name = "lĩnh vực"
        verbose_name_plural = "lĩnh vực"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Directive(models.Model):
    number = models.CharField("số theo dõi", max_length=20, unique=True, null=True, blank=True)
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="directives", verbose_name="văn bản"
    )
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="directives", verbose_name="hội nghị"
    )
    state = models.CharField(
        "tình trạng", max_length=10, choices=choices(DIRECTIVE_STATE_VI), default="proposed"
    )
    span_start = models.PositiveIntegerField(null=True, blank=True)
    span_end = models.PositiveIntegerField(null=True, blank=True)
    text = models.TextField("nguyên văn")
    content = models.TextField("nội dung giao")
    search = models.TextField(editable=False, default="")
    level = models.CharField("mức", max_length=1, choices=choices(LEVEL_VI), default="A")
    tracked = models.BooleanField("theo dõi", default=True)
    product_kind = models.CharField("loại sản phẩm", max_length=40, blank=True, default="")
    product = models.CharField("sản phẩm", max_length=300, blank=True, default="")
    field = models.ForeignKey(
        Field, models.PROTECT, null=True, blank=True, related_name="directives", verbose_name="lĩnh vực"
    )
    urgency = models.CharField("độ khẩn", max_length=10, choices=choices(URGENCY_VI), default="normal")
    is_key = models.BooleanField("trọng tâm", default=False)
    deadline_text = models.CharField("thời hạn (nguyên văn)", max_length=300, blank=True, default="")
    deadline_start = models.PositiveIntegerField(null=True, blank=True)
    deadline_end = models.PositiveIntegerField(null=True, blank=True)
    due_date = models.DateField("hạn hoàn thành", null=True, blank=True)
    due_precision = models.CharField("độ chính xác", max_length=10, choices=PRECISION, blank=True, default="")
    due_boundary = models.CharField("cách tính", max_length=12, choices=BOUNDARY, blank=True, default="")
    recurrence = models.CharField("định kỳ", max_length=12, choices=RECURRENCE, blank=True, default="")
    review_date = models.DateField("ngày rà soát", null=True, blank=True)
    sole_lead = models.BooleanField("một cơ quan chủ trì", default=False)
    directing_leader = models.CharField("đồng chí chỉ đạo", max_length=160, blank=True, default="")
    on_behalf_of = models.CharField("giao thay", max_length=160, blank=True, default="")
    suggested_owner = models.CharField("gợi ý cơ quan", max_length=160, blank=True, default="")
    confidence = models.FloatField("độ tin cậy", default=0)
    proposal = models.JSONField(default=dict, blank=True)  # as the reader printed it, never edited
    repeat_of = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="repeats", verbose_name="nhắc lại của"
    )
    superseded_by = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="supersedes", verbose_name="được thay bởi"
    )
    restricted = models.BooleanField("hạn chế người xem", default=False)
    historical = models.BooleanField("nhập lịch sử", default=False)
    # db_default: a server still on the version before leaves the column out of its INSERT.
    external_system = models.CharField("hệ thống nguồn", max_length=40, blank=True, default="", db_default="")
    external_id = models.CharField("mã hệ thống khác", max_length=80, blank=True, default="")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField("duyệt lúc", null=True, blank=True)
    reject_reason = models.CharField("lý do loại", max_length=300, blank=True, default="")
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    issued_at = models.DateTimeField("giao lúc", null=True, blank=True)
    created_at = models.DateTimeField("nhập lúc")
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = DirectiveQuerySet.as_manager()

    class Meta:
        verbose_name = "chỉ đạo"
        verbose_name_plural = "chỉ đạo"
        ordering = ["-created_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(span_start__isnull=True, span_end__isnull=True) | Q(span_end__gt=F("span_start")),
                name="directive_span_order",
            ),
            # Running the reader again may not propose the same passage twice.
            models.UniqueConstraint(
                fields=["document", "span_start", "span_end"],
                condition=Q(span_start__isnull=False),
                name="directive_once_per_span",
            ),
            models.UniqueConstraint(
                fields=["external_system", "external_id"],
                condition=~Q(external_id=""),
                name="directive_once_per_external_id",
                violation_error_message="Mã hệ thống khác này đã có trong hệ thống.",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "-created_at", "-id"], name="directive_by_state"),
            models.Index(fields=["meeting", "state"], name="directive_by_meeting"),
            # What the tables by meeting, document, field and leader group by, without reading the texts.
            models.Index(
                fields=["id", "meeting", "document", "field", "directing_leader"], name="directive_cuts"
            ),
        ]

    def __str__(self) -> str:
        text = self.content or self.text
        short = text if len(text) <= 90 else text[:89] + "…"
        return f"{self.number} – {short}" if self.number else short

    @property
    def paper_name(self) -> str:
        """The paper as it is named beside the work it ordered; empty for a directive entered by hand."""
        return self.document.open_name if self.document else ""


class DirectiveAssignee(models.Model):
    """Who the text makes responsible, in its own words, and what the clerk made of it."""

    directive = models.ForeignKey(Directive, models.CASCADE, related_name="assignees")
    mention = models.CharField("nguyên văn", max_length=300)
    role = models.CharField("vai trò", max_length=10, choices=choices(TASK_ROLE_VI), default="lead")
    source = models.CharField(max_length=30, default="explicit")
    span_start = models.PositiveIntegerField(null=True, blank=True)
    span_end = models.PositiveIntegerField(null=True, blank=True)
    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="cơ quan"
    )
    collective = models.ForeignKey(
        Collective, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="nhóm cơ quan"
    )
    # Accepted expansion of a collective (agency ids); empty until the clerk has looked.
    members = models.ManyToManyField(Agency, blank=True, related_name="+", verbose_name="thành viên")
    due_date = models.DateField("hạn riêng", null=True, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = "cơ quan được giao"
        verbose_name_plural = "cơ quan được giao"
        ordering = ["order", "id"]

    def __str__(self) -> str:
        return self.mention


class RestrictedViewer(models.Model):
    directive = models.ForeignKey(Directive, models.CASCADE, related_name="viewers")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")

    class Meta:
        verbose_name = "người được xem"
        verbose_name_plural = "người được xem"
        constraints = [models.UniqueConstraint(fields=["user", "directive"], name="viewer_once")]

    def __str__(self) -> str:
        return str(self.user)
