"""Days that differ from the ordinary week: holidays, swapped days off, make-up Saturdays."""

from django.db import models

from tracker.rules.statuses import DAY_KIND_VI, choices

from .seen import ToldByContent


class CalendarDay(ToldByContent):
    date = models.DateField("ngày", unique=True)
    kind = models.CharField("loại", max_length=10, choices=choices(DAY_KIND_VI))
    name = models.CharField("tên", max_length=160)
    source = models.CharField("văn bản, nguồn", max_length=255, blank=True, default="")
    forecast = models.BooleanField("dự kiến, chưa có văn bản", default=False)

    class Meta:
        verbose_name = "ngày nghỉ, ngày làm bù"
        verbose_name_plural = "lịch nghỉ và làm bù"
        ordering = ["date"]

    def __str__(self) -> str:
        return f"{self.date:%d/%m/%Y} – {self.name}"
