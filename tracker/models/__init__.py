"""What is stored. Facts only: anything that can be derived (lateness, totals) is derived elsewhere."""

from .agency import Agency, AgencyAlias, AgencySuccession, Collective, CollectiveAlias, CollectiveMember
from .attachment import Attachment
from .calendar import CalendarDay
from .directive import Directive, DirectiveAssignee, Field, RestrictedViewer
from .document import Document, Meeting
from .event import EventHead, TaskEvent
from .extension import DeadlineExtension
from .membership import Membership, User
from .progress import ProgressReport
from .task import Task

__all__ = [
    "Agency",
    "AgencyAlias",
    "AgencySuccession",
    "Attachment",
    "CalendarDay",
    "Collective",
    "CollectiveAlias",
    "CollectiveMember",
    "DeadlineExtension",
    "Directive",
    "DirectiveAssignee",
    "Document",
    "EventHead",
    "Field",
    "Meeting",
    "Membership",
    "ProgressReport",
    "RestrictedViewer",
    "Task",
    "TaskEvent",
    "User",
]
