"""What is stored. Facts only: anything that can be derived (lateness, totals) is derived elsewhere."""

from .agency import Agency, AgencyAlias, AgencySuccession, Collective, CollectiveAlias, CollectiveMember
from .api import ApiCall, ApiToken, IdempotencyKey
from .attachment import Attachment
from .audit import ReadAudit
from .calendar import CalendarDay
from .directive import Directive, DirectiveAssignee, Field, RestrictedViewer
from .document import Document, Meeting
from .event import EventHead, TaskEvent
from .extension import DeadlineExtension
from .identity import ExternalIdentity
from .jobs import CalendarFeed, ExportJob, SavedFilter, ScheduledReport
from .membership import Membership, User
from .progress import ProgressReport
from .reminder import EngineState, OutboxMessage, Reminder, ReminderRule, SendPace, TickRun, UrgeLetter
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
    "Document",
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
    "TaskEvent",
    "TickRun",
    "UrgeLetter",
    "User",
    "WebhookDelivery",
    "WebhookSubscription",
]
