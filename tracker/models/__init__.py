"""What is stored. Facts; what can be derived is derived elsewhere, but for the counts in `counts`."""

from .agency import Agency, AgencyAlias, AgencySuccession, Collective, CollectiveAlias, CollectiveMember
from .api import ApiCall, ApiToken, IdempotencyKey
from .attachment import Attachment
from .audit import ReadAudit
from .calendar import CalendarDay
from .counts import DirectiveCount, TaskCount
from .directive import Directive, DirectiveAssignee, Field, RestrictedViewer
from .document import Document, DocumentReader, Meeting
from .engine import EngineState, SendPace, TickRun
from .event import EventHead, TaskEvent
from .extension import DeadlineExtension
from .identity import ExternalIdentity
from .jobs import CalendarFeed, ExportJob, SavedFilter, ScheduledReport
from .membership import Membership, User
from .progress import ProgressReport
from .reminder import OutboxMessage, Reminder, ReminderRule, UrgeLetter
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
    "CalendarFeed",
    "Collective",
    "CollectiveAlias",
    "CollectiveMember",
    "DeadlineExtension",
    "Directive",
    "DirectiveAssignee",
    "DirectiveCount",
    "Document",
    "DocumentReader",
    "EngineState",
    "EventHead",
    "ExportJob",
    "ExternalIdentity",
    "Field",
    "IdempotencyKey",
    "Meeting",
    "Membership",
    "OutboxMessage",
    "ProgressReport",
    "ReadAudit",
    "Reminder",
    "ReminderRule",
    "RestrictedViewer",
    "SavedFilter",
    "ScheduledReport",
    "SendPace",
    "Task",
    "TaskCount",
    "TaskEvent",
    "TickRun",
    "UrgeLetter",
    "User",
    "WebhookDelivery",
    "WebhookSubscription",
]
