"""Where directives come from: the meeting and the paper that records it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from .querysets import DocumentQuerySet, MeetingQuerySet

QUALITY = [
    ("signed", "Văn bản đã ký"),
    ("press", "Tin, bài báo"),
    ("pasted", "Văn bản dán vào"),
    ("manual", "Nhập tay"),
]
READING = [
    ("none", "Không có văn bản"),
    ("queued", "Đang chờ đọc"),
    ("reading", "Đang đọc"),
    ("read", "Đã đọc xong"),
    ("failed", "Không đọc được"),
]


class Meeting(models.Model):
    title = models.CharField("tên hội nghị, cuộc họp", max_length=400)
    body = models.CharField("cơ quan tổ chức", max_length=200, blank=True, default="")
    ordinal = models.PositiveIntegerField("lần thứ", null=True, blank=True)
    term = models.CharField("khóa, nhiệm kỳ", max_length=60, blank=True, default="")
    date = models.DateField("ngày họp", null=True, blank=True)
    chair = models.CharField("người chủ trì", max_length=200, blank=True, default="")
    search = models.CharField(max_length=800, editable=False, default="")
    created_at = models.DateTimeField("nhập lúc")

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = "hội nghị, cuộc họp"
        verbose_name_plural = "hội nghị, cuộc họp"
        ordering = ["-date", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "ordinal", "term", "date"],
                condition=Q(ordinal__isnull=False),
                name="meeting_once_per_ordinal",
                violation_error_message="Hội nghị này đã có trong hệ thống.",
            )
        ]

    def __str__(self) -> str:
        return self.title


class Document(models.Model):
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="documents", verbose_name="hội nghị"
    )
    kind = models.CharField("loại văn bản", max_length=60, blank=True, default="")
    number = models.CharField("số, ký hiệu", max_length=80, blank=True, default="")
    issued_on = models.DateField("ngày ban hành", null=True, blank=True)
    title = models.CharField("trích yếu", max_length=500)
    body = models.CharField("cơ quan ban hành", max_length=200, blank=True, default="")
    signer = models.CharField("người ký", max_length=200, blank=True, default="")
    quality = models.CharField("nguồn", max_length=10, choices=QUALITY, default="signed")
    reference_date = models.DateField("ngày tham chiếu", null=True, blank=True)
    text = models.TextField("nội dung", blank=True, default="")
    sha256 = models.CharField(max_length=64, unique=True, null=True, blank=True, editable=False)
    file_name = models.CharField("tên tệp", max_length=255, blank=True, default="")
    file_size = models.PositiveIntegerField("dung lượng", default=0)
    search = models.TextField(editable=False, default="")
    reading = models.CharField("tình trạng đọc", max_length=10, choices=READING, default="none")
    reading_percent = models.PositiveSmallIntegerField(default=0)
    reading_note = models.TextField(blank=True, default="")
    undecided = models.JSONField(default=list, blank=True)  # spans the reader left for a person
    restricted = models.BooleanField("hạn chế", default=False)
    stub = models.BooleanField("theo dõi ngoài hệ thống", default=False)
    declared_open_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    declaration = models.TextField(blank=True, default="")
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="người nhập"
    )
    uploaded_at = models.DateTimeField("nhập lúc")
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = "văn bản"
        verbose_name_plural = "văn bản"
        ordering = ["-uploaded_at", "-id"]
        indexes = [models.Index(fields=["-uploaded_at", "-id"], name="document_newest")]

    def __str__(self) -> str:
        return f"{self.number} – {self.title}" if self.number else self.title

    @property
    def open_name(self) -> str:
        """Its name where others than its readers look on: a restricted title stays with these."""
        if not self.restricted:
            return str(self)
        return f"{self.number} – văn bản hạn chế" if self.number else "Văn bản hạn chế người xem"


class DocumentReader(models.Model):
    """Somebody named to read a restricted paper."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="readers")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")

    class Meta:
        verbose_name = "người được xem văn bản"
        verbose_name_plural = "người được xem văn bản"
        constraints = [models.UniqueConstraint(fields=["user", "document"], name="paper_reader_once")]

    def __str__(self) -> str:
        return str(self.user)
