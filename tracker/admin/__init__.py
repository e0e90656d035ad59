"""The admin as the officials' workplace: lists, the task page with its buttons, registers. No decisions."""

from . import accounts, agencies, calendar, directives, documents, reminders, tasks  # noqa: F401  (registers each list)
