"""Who opened what is restricted: one row per look, never edited, never deleted."""

from django.conf import settings
from django.db import models

READ_KINDS = [("task", "Nhiệm vụ"), ("directive", "Chỉ đạo"), ("document", "Văn bản"), ("file", "Tệp")]


class ReadAudit(models.Model):
    """One person opened one restricted object at one moment, by one page."""

    at = models.DateTimeField("lúc")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người xem"
    )
    kind = models.CharField("loại", max_length=10, choices=READ_KINDS)
    object_id = models.PositiveBigIntegerField("mã")
    view = models.CharField("trang", max_length=80)
    ip = models.GenericIPAddressField(null=True)

    class Meta:
        verbose_name = "lượt xem nội dung hạn chế"
        verbose_name_plural = "lượt xem nội dung hạn chế"
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["kind", "object_id", "-at"], name="read_of_object")]

    def __str__(self) -> str:
        return f"{self.user} {self.get_kind_display()} {self.object_id}"
