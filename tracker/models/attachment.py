"""Files by content hash; the bytes lie in the evidence store, outside the web root."""

from django.conf import settings
from django.db import models

from .directive import Directive
from .extension import DeadlineExtension
from .progress import ProgressReport
from .task import Task


class Attachment(models.Model):
    sha256 = models.CharField(max_length=64, db_index=True, editable=False)
    name = models.CharField("tên tệp", max_length=255)
    size = models.PositiveIntegerField("dung lượng (byte)")
    content_type = models.CharField("loại", max_length=120)
    directive = models.ForeignKey(Directive, models.PROTECT, null=True, blank=True, related_name="files")
    task = models.ForeignKey(Task, models.PROTECT, null=True, blank=True, related_name="files")
    report = models.ForeignKey(ProgressReport, models.PROTECT, null=True, blank=True, related_name="files")
    extension = models.ForeignKey(
        DeadlineExtension, models.PROTECT, null=True, blank=True, related_name="files"
    )
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField("tải lên lúc")

    class Meta:
        verbose_name = "tệp minh chứng"
        verbose_name_plural = "tệp minh chứng"
        ordering = ["-uploaded_at", "-id"]

    def __str__(self) -> str:
        return self.name
