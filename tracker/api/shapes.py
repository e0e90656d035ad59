"""How each resource looks outside: its fields, what is computed, and which neighbours may come along."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from tracker.models import (
    Agency,
    Attachment,
    CalendarDay,
    DeadlineExtension,
    Directive,
    DirectiveAssignee,
    Document,
    Field,
    Meeting,
    ProgressReport,
    Reminder,
    Task,
    TaskEvent,
)
from tracker.rules.deadline_state import SCHEDULE_VI, Schedule, days_late, schedule_of
from tracker.rules.statuses import EVIDENCE_VI, STATUS_VI, Status
from tracker.services.masking import shown_text
from tracker.services.policy import allowed_verbs

from .shaping import Context, Expansion, Shape

LABELS = {str(key.value): label for key, label in (*STATUS_VI.items(), *EVIDENCE_VI.items())}
OFFICE_ONLY = ("confidence", "reject_reason", "suggested_owner")


class AgencyShape(Shape):
    class Meta:
        model = Agency
        fields = [
            "id", "code", "name", "display_name", "kind", "parent", "valid_from", "valid_to", "merged_into",
        ]  # fmt: skip
        read_only_fields = fields


class FieldShape(Shape):
    class Meta:
        model = Field
        fields = ["id", "code", "name"]
        read_only_fields = fields


class CalendarDayShape(Shape):
    class Meta:
        model = CalendarDay
        fields = ["id", "date", "kind", "name", "source", "forecast"]
        read_only_fields = fields


class MeetingShape(Shape):
    class Meta:
        model = Meeting
        fields = ["id", "title", "body", "ordinal", "term", "date", "chair", "created_at"]
        read_only_fields = fields


class DocumentShape(Shape):
    computed = {"text": lambda row, context: shown_text(row, context.actor.scope)}
    detail_only = ("text", "undecided", "reading_note")
    expansions = {
        "meeting": Expansion("meeting", MeetingShape, lambda who: Meeting.objects.visible_to(who.scope)),
    }

    class Meta:
        model = Document
        fields = [
            "id", "meeting", "kind", "number", "issued_on", "title", "body", "signer", "quality",
            "reference_date", "sha256", "file_name", "file_size", "reading", "reading_percent",
            "reading_note", "restricted", "stub", "uploaded_at", "version", "text", "undecided",
        ]  # fmt: skip
        read_only_fields = fields


def _office_only(name: str) -> Any:
    return lambda row, context: getattr(row, name) if context.actor.scope.is_office else None


class AssigneeShape(Shape):
    class Meta:
        model = DirectiveAssignee
        fields = [
            "id", "directive", "mention", "role", "source", "span_start", "span_end", "agency", "collective",
            "due_date", "order",
        ]  # fmt: skip
        read_only_fields = fields


class DirectiveShape(Shape):
    computed = {name: _office_only(name) for name in OFFICE_ONLY}

    class Meta:
        model = Directive
        fields = [
            "id", "number", "document", "meeting", "state", "span_start", "span_end", "text", "content",
            "level", "tracked", "product_kind", "product", "field", "urgency", "is_key", "deadline_text",
            "due_date", "due_precision", "due_boundary", "recurrence", "review_date", "sole_lead",
            "directing_leader", "on_behalf_of", "suggested_owner", "confidence", "repeat_of",
            "superseded_by", "restricted", "historical", "external_system", "external_id", "reject_reason",
            "decided_at", "issued_at", "created_at", "version",
        ]  # fmt: skip
        read_only_fields = fields
        extra_kwargs = {"confidence": {"allow_null": True}, "reject_reason": {"allow_null": True},
                        "suggested_owner": {"allow_null": True}}  # fmt: skip


class ReportShape(Shape):
    author_name = serializers.CharField(source="author.full_name", read_only=True)

    class Meta:
        model = ProgressReport
        fields = [
            "id", "task", "kind", "done", "next_steps", "obstacle", "proposal", "percent", "unchanged",
            "unchanged_reason", "author", "author_name", "created_at", "answer", "answered_by", "answered_at",
        ]  # fmt: skip
        read_only_fields = fields

    computed = {"author_name": lambda row, _: str(row.author)}


class ExtensionShape(Shape):
    class Meta:
        model = DeadlineExtension
        fields = [
            "id", "task", "kind", "old_due", "asked_due", "granted_due", "cause", "reason", "progress",
            "late", "state", "requested_by", "requested_at", "decided_by", "decided_at", "decision_note",
        ]  # fmt: skip
        read_only_fields = fields


class EventShape(Shape):
    class Meta:
        model = TaskEvent
        fields = [
            "seq", "task", "directive", "subject", "verb", "actor", "actor_name", "on_behalf_of", "at", "on",
            "door", "reason", "before", "after", "status_after", "due_after", "due_original_after",
            "delivered_after", "agency_after", "role_after", "hash",
        ]  # fmt: skip
        read_only_fields = fields


class ReminderShape(Shape):
    rule = serializers.CharField(source="rule.code", read_only=True)
    text = serializers.CharField(source="rule.note", read_only=True)

    class Meta:
        model = Reminder
        fields = [
            "id", "task", "rule", "text", "base_on", "slot_on", "step", "recipient", "state", "reason",
            "created_at", "released_at", "visible_at", "read_at",
        ]  # fmt: skip
        read_only_fields = fields


class FileShape(Shape):
    class Meta:
        model = Attachment
        fields = ["id", "name", "size", "content_type", "sha256", "task", "report", "uploaded_at"]
        read_only_fields = fields


def _schedule(row: Task, context: Context) -> Schedule:
    return schedule_of(Status(row.status), row.due_date, row.delivered_on, context.today)


def _late(row: Task, context: Context) -> int:
    return days_late(row.due_date, row.delivered_on or row.closed_on, context.today)


def _verbs(row: Task, context: Context) -> list[str]:
    return [verb.value for verb in allowed_verbs(context.actor, row)]


class TaskShape(Shape):
    schedule = serializers.ChoiceField([s.value for s in Schedule], read_only=True)
    schedule_label = serializers.CharField(read_only=True)
    status_label = serializers.CharField(read_only=True)
    days_late = serializers.IntegerField(read_only=True, min_value=0)

    computed = {
        "schedule": lambda row, context: _schedule(row, context).value,
        "schedule_label": lambda row, context: SCHEDULE_VI[_schedule(row, context)],
        "status_label": lambda row, _: LABELS[row.status],
        "days_late": _late,
        "verbs": _verbs,
    }
    verbs = serializers.ListField(child=serializers.CharField(), read_only=True)
    detail_only = ("verbs",)
    expansions = {
        "directive": Expansion(
            "directive", DirectiveShape, lambda who: Directive.objects.visible_to(who.scope)
        ),
        "agency": Expansion("agency", AgencyShape, lambda _: Agency.objects.all()),
        "reports": Expansion(
            "reports", ReportShape, lambda _: ProgressReport.objects.select_related("author"), many=True
        ),
        "extensions": Expansion(
            "extensions", ExtensionShape, lambda _: DeadlineExtension.objects.all(), many=True
        ),
        "events": Expansion("events", EventShape, lambda _: TaskEvent.objects.order_by("seq"), many=True),
        "files": Expansion("files", FileShape, lambda _: Attachment.objects.all(), many=True),
    }

    class Meta:
        model = Task
        fields = [
            "id", "directive", "agency", "role", "period", "status", "status_label", "schedule",
            "schedule_label", "days_late", "officer", "due_original", "due_date", "review_date", "accept_by",
            "issued_on", "issued_at", "accepted_at", "submitted_at", "delivered_on", "confirm_by",
            "completed_at", "closed_on", "close_reason", "evidence", "product_number", "product_date",
            "percent", "last_report_at", "objection", "return_count", "extension_count", "urge_count",
            "explanation_due", "objective_cause", "merged_into", "restricted", "historical", "version",
            "verbs",
        ]  # fmt: skip
        read_only_fields = fields


def _tasks_of(who: Any) -> Any:
    return Task.objects.visible_to(who.scope).order_by("id")


# Set here because the two shapes name each other.
DirectiveShape.expansions = {
    "document": Expansion("document", DocumentShape, lambda who: Document.objects.visible_to(who.scope)),
    "meeting": Expansion("meeting", MeetingShape, lambda who: Meeting.objects.visible_to(who.scope)),
    "field": Expansion("field", FieldShape, lambda _: Field.objects.all()),
    "assignees": Expansion(
        "assignees", AssigneeShape, lambda _: DirectiveAssignee.objects.order_by("order", "id"), many=True
    ),
    "tasks": Expansion("tasks", TaskShape, _tasks_of, many=True),
}
