"""Rows that hang on a task and the registers around it, as the small world of the API's tests needs them."""

from tests import factories as make
from tracker.models import (
    Attachment,
    DeadlineExtension,
    DirectiveAssignee,
    Field,
    ProgressReport,
    Reminder,
    ReminderRule,
)
from tracker.services import blobs


def report(task, author, done="x", **more):
    return ProgressReport.objects.create(
        task=task, author=author, done=done, created_at=task.issued_at, **more
    )


def extension(task, author, reason="x"):
    return DeadlineExtension.objects.create(
        task=task, asked_due=task.issued_on, reason=reason, requested_by=author, requested_at=task.issued_at
    )


def file(task, author, content="x"):
    data = content.encode()
    return Attachment.objects.create(
        sha256=blobs.put(data), name="x.txt", size=len(data), content_type="text/plain", task=task,
        uploaded_by=author, uploaded_at=task.issued_at,
    )  # fmt: skip


def addressee(directive, agency):
    return DirectiveAssignee.objects.create(directive=directive, mention="Sở A", agency=agency)


def field():
    return Field.objects.create(code="kt", name="Kinh tế")


def day_off(world):
    return make.day_off(world.task_a.issued_on)


def reminder(task, person):
    rule, _ = ReminderRule.objects.get_or_create(
        code="x", defaults={"note": "Sắp đến hạn", "audience": "officer", "enforce_from": task.issued_on}
    )
    return Reminder.objects.create(
        task=task, cycle=task.cycle, rule=rule, base_on=task.issued_on, slot_on=task.issued_on, state="released",
        recipient=person, created_at=task.issued_at, visible_at=task.issued_at,
    )  # fmt: skip
