"""The reminder engine's rows: policy, every reminder owed, the outbox, letters."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from tracker.rules.reminder_schedule import AUDIENCE_VI, CLOCK_VI
from tracker.rules.statuses import URGENCY_VI, choices
from tracker.rules.transitions import label_of

from .agency import Agency
from .task import Task

REMINDER_STATE = [
    ("held", "Chờ cấp dưới được nhắc trước"),
    ("released", "Đã nhắc"),
    ("skipped", "Gộp vào mức cao hơn"),
    ("superseded", "Đã được thay bởi vòng nhắc mới"),
    ("cancelled", "Không còn cần nhắc"),
    ("no_recipient", "Chưa có người nhận"),
]
CHANNEL = [("email", "Thư điện tử"), ("webhook", "Webhook"), ("gateway", "Zalo, SMS")]
OUTBOX_STATE = [
    ("pending", "Chờ gửi"),
    ("sending", "Đang gửi"),
    ("retry", "Sẽ gửi lại"),
    ("accepted", "Máy chủ đã nhận"),
    ("dead", "Không gửi được"),
    ("cancelled", "Không còn nội dung"),
]
WAITING = ("pending", "retry", "sending")
# What a rule may answer to, in the order of the choice.
_EVENTS = (
    "assign",
    "reassign",
    "return",
    "reopen",
    "urge",
    "request_explanation",
    "submit",
    "refuse",
    "request_reassignment",
    "request_extension",
    "propose_deadline",
    "grant_extension",
    "refuse_extension",
    "explain",
    "raise_obstacle",
    "answer_obstacle",
    "set_deadline",
    "keep",
    "hand_over",
    "suspend",
    "resume",
)
EVENT_VERBS = [("", "—"), *((code, label_of(code)) for code in _EVENTS)]


class ReminderRule(models.Model):
    """One row of the policy. Every rule shows in the application; the channels are sent on top."""

    code = models.SlugField("mã", max_length=40, unique=True)
    note = models.CharField("diễn giải", max_length=200)
    clock = models.CharField("tính từ", max_length=12, choices=choices(CLOCK_VI), default="due")
    verb = models.CharField("việc phát sinh", max_length=30, choices=EVENT_VERBS, blank=True, default="")
    offset = models.SmallIntegerField(
        "số ngày làm việc", default=0, help_text="Âm: trước mốc; dương: sau mốc; 0: đúng ngày."
    )
    repeat_every = models.PositiveSmallIntegerField(
        "nhắc lại sau (ngày làm việc)", null=True, blank=True, help_text="Để trống: nhắc một lần."
    )
    audience = models.CharField("người nhận", max_length=20, choices=choices(AUDIENCE_VI))
    step = models.PositiveSmallIntegerField(
        "mức", default=0, help_text="0: đầu mối; mức cao chỉ nhắc khi mức thấp đã được nhắc trước một ngày."
    )
    urgency = models.CharField(
        "chỉ cho độ khẩn", max_length=10, choices=choices(URGENCY_VI), blank=True, default=""
    )
    by_email = models.BooleanField("gửi thư", default=True)
    by_webhook = models.BooleanField("gửi webhook", default=False)
    by_gateway = models.BooleanField("gửi Zalo, SMS", default=False)
    letter = models.PositiveSmallIntegerField(
        "dự thảo công văn lần", default=0, help_text="0: không; 1, 2: công văn đôn đốc lần 1, lần 2."
    )
    active = models.BooleanField("đang dùng", default=True)
    # A new or changed rule speaks from this day on; what it would have said earlier is never caught up.
    enforce_from = models.DateField("áp dụng từ ngày")

    class Meta:
        verbose_name = "quy tắc nhắc"
        verbose_name_plural = "quy tắc nhắc"
        ordering = ["clock", "offset", "step", "code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(repeat_every__isnull=True) | Q(repeat_every__gte=1),
                name="rule_repeats_by_whole_days",
                violation_error_message="Số ngày nhắc lại phải từ 1 trở lên.",
            ),
            models.CheckConstraint(
                condition=(Q(clock="event") & ~Q(verb="")) | (~Q(clock="event") & Q(verb="")),
                name="rule_event_names_its_verb",
                violation_error_message="Quy tắc theo việc phát sinh phải chọn việc; quy tắc khác thì không.",
            ),
        ]

    def __str__(self) -> str:
        return self.note or self.code


class Reminder(models.Model):
    """One rule speaking once about one round of one task to one person; released rows are the notices.

    Rows that speak to nobody (held, skipped, …) carry no recipient and keep the account complete.
    """

    # The unique key begins with the task and one index with the person: own indexes would only cost.
    task = models.ForeignKey(
        Task, models.PROTECT, related_name="reminders", db_index=False, verbose_name="nhiệm vụ"
    )
    cycle = models.PositiveIntegerField("vòng")
    rule = models.ForeignKey(
        ReminderRule, models.PROTECT, related_name="+", db_index=False, verbose_name="quy tắc"
    )
    base_on = models.DateField("mốc")
    nth = models.BigIntegerField("lần", default=0)
    slot_on = models.DateField("ngày nhắc")
    step = models.PositiveSmallIntegerField("mức", default=0)
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="reminders",
        db_index=False,
        verbose_name="người nhận",
    )
    state = models.CharField("tình trạng", max_length=12, choices=REMINDER_STATE)
    reason = models.CharField("lý do", max_length=200, blank=True, default="")
    created_at = models.DateTimeField("ghi lúc")
    released_at = models.DateTimeField("nhắc lúc", null=True, blank=True)
    visible_at = models.DateTimeField("hiện từ", null=True, blank=True)
    slot_at = models.DateTimeField("đợt gửi", null=True, blank=True)
    read_at = models.DateTimeField("đã xem lúc", null=True, blank=True)

    class Meta:
        verbose_name = "lần nhắc"
        verbose_name_plural = "lịch sử nhắc"
        ordering = ["-id"]
        constraints = [
            # base and nth, not the computed day: a calendar edit moves days and must not re-send.
            models.UniqueConstraint(
                fields=["task", "cycle", "rule", "base_on", "nth", "recipient"],
                name="reminder_once_per_person",
            ),
            models.UniqueConstraint(
                fields=["task", "cycle", "rule", "base_on", "nth"],
                condition=Q(recipient__isnull=True),
                name="reminder_once_to_nobody",
            ),
            models.CheckConstraint(
                condition=~Q(state="released") | Q(recipient__isnull=False, visible_at__isnull=False),
                name="released_reminder_has_its_person",
            ),
        ]
        indexes = [
            models.Index(fields=["recipient", "visible_at"], name="reminder_inbox"),
            models.Index(fields=["slot_at", "recipient"], name="reminder_slot"),
            models.Index(fields=["task"], name="reminder_held", condition=Q(state="held")),
        ]

    def __str__(self) -> str:
        return f"{self.task_id}/{self.cycle} {self.slot_on:%d/%m/%Y}"


class OutboxMessage(models.Model):
    """One digest to one person by one channel in one slot; the body is built when it is sent."""

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người nhận"
    )
    slot_at = models.DateTimeField("đợt gửi")
    channel = models.CharField("kênh", max_length=10, choices=CHANNEL)
    address = models.CharField("địa chỉ", max_length=254)
    message_id = models.CharField("mã thư", max_length=120, unique=True)
    subject = models.CharField("tiêu đề", max_length=250, blank=True, default="")
    body = models.TextField("nội dung", blank=True, default="")
    items = models.PositiveIntegerField("số việc", default=0)
    state = models.CharField("tình trạng", max_length=10, choices=OUTBOX_STATE, default="pending")
    attempts = models.PositiveSmallIntegerField("số lần gửi", default=0)
    uncertain = models.PositiveSmallIntegerField("số lần có thể gửi lặp", default=0)
    next_attempt_at = models.DateTimeField("gửi từ")
    first_attempt_at = models.DateTimeField("gửi lần đầu", null=True, blank=True)
    owner = models.CharField(max_length=60, blank=True, default="")
    lease_until = models.DateTimeField(null=True, blank=True)
    fence = models.PositiveIntegerField(default=0)
    data_started_at = models.DateTimeField(null=True, blank=True)
    reply_code = models.PositiveSmallIntegerField("mã trả lời", null=True, blank=True)
    reply_text = models.CharField("trả lời", max_length=300, blank=True, default="")
    settled_at = models.DateTimeField("kết thúc lúc", null=True, blank=True)

    class Meta:
        verbose_name = "thư gửi đi"
        verbose_name_plural = "hộp thư gửi đi"
        ordering = ["-slot_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["recipient", "slot_at", "channel"], name="one_digest_per_person_slot_channel"
            )
        ]
        indexes = [
            models.Index(
                fields=["next_attempt_at", "id"], name="outbox_waiting", condition=Q(state__in=WAITING)
            ),
            models.Index(fields=["state", "-id"], name="outbox_by_state"),
        ]

    def __str__(self) -> str:
        return f"{self.get_channel_display()} {timezone.localtime(self.slot_at):%d/%m/%Y %H:%M}"


class UrgeLetter(models.Model):
    """A draft công văn đôn đốc to one agency; the number stays blank until the office signs it."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="urge_letters", verbose_name="cơ quan")
    level = models.PositiveSmallIntegerField("lần")
    drafted_on = models.DateField("ngày dự thảo")
    explain_by = models.DateField("hạn giải trình", null=True, blank=True)
    number = models.CharField("số, ký hiệu", max_length=40, blank=True, default="")
    signed_on = models.DateField("ngày ký", null=True, blank=True)
    tasks = models.ManyToManyField(Task, related_name="urge_letters", verbose_name="nhiệm vụ")

    class Meta:
        verbose_name = "công văn đôn đốc"
        verbose_name_plural = "công văn đôn đốc"
        ordering = ["-drafted_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "level", "drafted_on"], name="one_letter_per_agency_level_day"
            )
        ]

    def __str__(self) -> str:
        return f"Đôn đốc lần {self.level}: {self.agency}"
