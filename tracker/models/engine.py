"""How far the reminder engine has come: its state, its runs, the pace of the mail servers."""

from django.db import models
from django.utils import timezone


class EngineState(models.Model):
    """One row: how far the engine has come, and which scheduler is planning just now."""

    started_on = models.DateField()
    planned_day = models.DateField(null=True)
    reached = models.JSONField(default=dict)  # rule and offset -> last base date whose slot has come
    slot_through = models.DateTimeField(null=True)
    notice_seq = models.PositiveBigIntegerField(default=0)
    round_seq = models.PositiveBigIntegerField(default=0)
    last_tick_at = models.DateTimeField(null=True)
    plan_owner = models.CharField(max_length=60, blank=True, default="")
    plan_until = models.DateTimeField(null=True)
    # The last believed moments: start of a machine -> [moment, seconds since that start].
    anchors = models.JSONField(default=dict)
    hold = models.CharField("giữ vì đồng hồ", max_length=10, blank=True, default="")
    hold_since = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "trạng thái bộ nhắc"
        verbose_name_plural = "trạng thái bộ nhắc"

    def __str__(self) -> str:
        return str(self.last_tick_at)


class SendPace(models.Model):
    """When a mail server may be given its next message, shared by all senders."""

    server = models.CharField(max_length=120, primary_key=True)
    free_at = models.DateTimeField()

    class Meta:
        verbose_name = "nhịp gửi thư"
        verbose_name_plural = "nhịp gửi thư"

    def __str__(self) -> str:
        return self.server


class TickRun(models.Model):
    """One run of the engine, with what it did."""

    started_at = models.DateTimeField("bắt đầu", db_index=True)
    finished_at = models.DateTimeField("kết thúc", null=True, blank=True)
    planned = models.PositiveIntegerField("đã lập", default=0)
    released = models.PositiveIntegerField("đã nhắc", default=0)
    held = models.PositiveIntegerField("chờ", default=0)
    skipped = models.PositiveIntegerField("gộp", default=0)
    digests = models.PositiveIntegerField("bản tổng hợp", default=0)
    sent = models.PositiveIntegerField("đã gửi", default=0)
    retried = models.PositiveIntegerField("sẽ gửi lại", default=0)
    dead = models.PositiveIntegerField("không gửi được", default=0)
    caught_up = models.PositiveSmallIntegerField("đợt bị lỡ", default=0)
    error = models.TextField("lỗi", blank=True, default="")

    class Meta:
        verbose_name = "lần chạy bộ nhắc"
        verbose_name_plural = "nhật ký chạy bộ nhắc"
        ordering = ["-started_at", "-id"]

    def __str__(self) -> str:
        return f"{timezone.localtime(self.started_at):%d/%m/%Y %H:%M}"
