"""What is stored. Facts only: anything that can be derived (lateness, totals) is derived elsewhere."""

from .agency import Agency, AgencyAlias, AgencySuccession, Collective, CollectiveAlias, CollectiveMember
from .api import ApiCall, ApiToken, IdempotencyKey
from .attachment import Attachment
from .calendar import CalendarDay
from .directive import Directive, DirectiveAssignee, Field, RestrictedViewer
from .document import Document, Meeting
from .event import EventHead, TaskEvent
from .extension import DeadlineExtension
from .membership import Membership, User
from .progress import ProgressReport
from .reminder import EngineState, OutboxMessage, Reminder, ReminderRule, TickRun, UrgeLetter
from .task import Task
from .webhook import WebhookDelivery, WebhookSubscription

__all__ = [
    "Agency",
    "AgencyAlias",
    "AgencySuccession",
    "ApiCall",
    "ApiToken",
    "Attachment",
    "CalendarDay",
    "Collective",
    "CollectiveAlias",
    "CollectiveMember",
    "DeadlineExtension",
    "Directive",
    "DirectiveAssignee",
    "Document",
    "EngineState",
    "EventHead",
    "Field",
    "IdempotencyKey",
    "Meeting",
    "Membership",
    "OutboxMessage",
    "ProgressReport",
    "Reminder",
    "ReminderRule",
    "RestrictedViewer",
    "Task",
    "TaskEvent",
    "TickRun",
    "UrgeLetter",
    "User",
    "WebhookDelivery",
    "WebhookSubscription",
]
