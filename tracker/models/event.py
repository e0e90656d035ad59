"""The append-only history: one chain, `seq` is commit order, each hash seals the one before."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from tracker.rules.transitions import Verb

TO_ANSWER = Q(verb__in=[Verb.REFUSE.value, Verb.REQUEST_REASSIGNMENT.value])
SENT_BACK = Q(verb=Verb.RETURN.value)


class TaskEvent(models.Model):
    seq = models.PositiveBigIntegerField("số thứ tự", unique=True)
    task = models.ForeignKey(
        "tracker.Task", models.PROTECT, null=True, related_name="events", verbose_name="nhiệm vụ"
    )
    directive = models.ForeignKey(
        "tracker.Directive", models.PROTECT, null=True, related_name="events", verbose_name="chỉ đạo"
    )
    subject = models.CharField("đối tượng", max_length=60, blank=True, default="")
    verb = models.CharField("việc", max_length=40)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="người thực hiện"
    )
    actor_name = models.CharField(max_length=160, blank=True, default="")
    on_behalf_of = models.CharField("thay mặt", max_length=160, blank=True, default="")
    at = models.DateTimeField("lúc")
    on = models.DateField("ngày")
    door = models.CharField("cửa vào", max_length=10)
    ip = models.GenericIPAddressField(null=True)
    reason = models.TextField("lý do", blank=True, default="")
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    # The task's counting facts after this event: any past day is the last row per task up to that day.
    status_after = models.CharField(max_length=22, blank=True, default="")
    due_after = models.DateField(null=True)
    due_original_after = models.DateField(null=True)
    delivered_after = models.DateField(null=True)
    agency_after = models.ForeignKey("tracker.Agency", models.PROTECT, null=True, related_name="+")
    role_after = models.CharField(max_length=10, blank=True, default="")
    prev_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        verbose_name = "nhật ký"
        verbose_name_plural = "nhật ký"
        ordering = ["seq"]
        constraints = [models.UniqueConstraint(fields=["prev_hash"], name="history_never_forks")]
        indexes = [
            models.Index(fields=["task", "seq"], name="event_per_task"),
            models.Index(fields=["on", "task", "seq"], name="event_as_of"),
            # The office's own punctuality: objections to decide and results sent back.
            models.Index(fields=["at"], name="event_to_answer", condition=TO_ANSWER | SENT_BACK),
        ]

    def __str__(self) -> str:
        return f"{self.seq} {self.verb}"


class EventHead(models.Model):
    """One row: the last sequence number and hash; locked while events are appended."""

    seq = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="0" * 64)
    # Up to which event and task the kept counts are complete; anything else makes readers count afresh.
    counted_seq = models.PositiveBigIntegerField(default=0)
    counted_task = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name = "đầu chuỗi nhật ký"
        verbose_name_plural = "đầu chuỗi nhật ký"

    def __str__(self) -> str:
        return str(self.seq)
