"""What calls at random meet: something behind every resource, words nobody else may read, values that fit."""

import datetime as dt
import uuid

from tests import factories as make
from tests.api import furniture
from tests.api.conftest import token_for
from tracker.models import (
    Attachment,
    DeadlineExtension,
    DirectiveAssignee,
    ProgressReport,
    Reminder,
    TaskEvent,
    WebhookSubscription,
)
from tracker.rules.statuses import TERMINAL, Status
from tracker.rules.transitions import TRANSITIONS
from tracker.services.review import edit

EVERYONE = ("clerk", "boss", "leader", "inspector", "officer_a", "head_a", "officer_b", "sysadmin")
INSIDE = ("Traceback (most recent", "sqlite3.", "django.db", "psycopg", "SELECT ", "INSERT INTO")
SECRET, OF_A, OF_B, KEY = "CHIM-BÁO-MẬT", "CHIM-SỞ-A", "CHIM-SỞ-B", "CHIM-KHÓA-KÝ"
PAPER = "Giao Sở A báo cáo kết quả tổng kết. Giao Sở B rà soát quy hoạch."
PARTNER = "https://partner.example/su-kien"


def canaries(callers):
    """Role → texts that none of its answers may hold; `callers`: the tokens in use."""
    nobody = [SECRET, KEY, *INSIDE, *callers.values()]
    hidden = {"officer_a": [OF_B], "head_a": [OF_B], "officer_b": [OF_A], "sysadmin": [OF_A, OF_B]}
    hidden["anonymous"] = [OF_A, OF_B]
    return {role: nobody + hidden.get(role, []) for role in [*EVERYONE, "anonymous", "browser"]}


def liven(world):
    """The small world with something behind every resource; returns it."""
    now = world.task_a.issued_at
    for directive, word in ((world.task_a.directive, OF_A), (world.task_b.directive, OF_B)):
        directive.text = directive.content = f"{word} tổng kết chương trình"
        directive.save()
    world.document.text, world.document.undecided = PAPER, [[0, 5]]
    world.document.save()
    cut = PAPER.index(".") + 1
    world.proposal = _read("proposed", world, span_start=0, span_end=cut)
    world.edited = _read("proposed", world, span_start=cut + 1, span_end=len(PAPER))
    edit(world.edited.pk, make.actor(world.clerk, on=now.date()), {"content": "Rà soát"}, now=now)
    world.confirmed, world.rejected = _read("confirmed", world), _read("rejected", world)
    world.free = make.document(text="Giao Sở A khảo sát thực địa. Giao Sở B lập danh mục dự án.")
    day = world.task_a.issued_on
    world.in_status = {status: _task_in(status, world, day) for status in Status}
    world.undated = _task_in(Status.IN_PROGRESS, world)
    for task in (world.task_a, world.undated, *world.in_status.values()):
        furniture.report(task, world.officer_a, OF_A, obstacle=OF_A)
    for task in (world.in_status[Status.ASSIGNED], world.task_a):
        furniture.extension(task, world.officer_a, OF_A)
    furniture.file(world.task_a, world.officer_a, OF_A)
    world.field, world.day_off = furniture.field(), furniture.day_off(world)
    world.hooks = [_hook(getattr(world, role), role, now) for role in EVERYONE]
    world.spare = [token_for(getattr(world, role), handle=_handle(role))[0] for role in EVERYONE]
    for task, person in ((world.task_a, world.officer_a), (world.task_b, world.officer_b)):
        furniture.reminder(task, person)
    return world


def _read(state, world, **more):
    row = make.directive(state=state, number=None, document=world.document, **more)
    furniture.addressee(row, world.a)
    return row


def _task_in(status, world, due=None):
    day, now = world.task_a.issued_on, world.task_a.issued_at
    ended = {"delivered_on": day, "closed_on": day} if status in TERMINAL else {}
    if status == Status.PENDING_CONFIRMATION:
        ended = {"delivered_on": day, "submitted_by": world.officer_a, "percent": 100}
    return make.task(
        world.a, due, status=status.value, now=now, issued_on=day, officer=world.officer_a,
        explanation_due=day, **ended,
    )  # fmt: skip


def _handle(role):
    """The same in every run: calls are told apart by their address too."""
    return uuid.uuid5(uuid.NAMESPACE_URL, role)


def _hook(owner, role, now):
    return WebhookSubscription.objects.create(
        owner=owner, handle=_handle(role), name="Đối tác", url=PARTNER, secret=f"{KEY}-{role}", created_at=now
    )


def known_ids(world):
    """Rows that exist by resource; a verb of the life cycle also meets tasks it may be used on."""
    tasks = {
        f"tasks/{verb.value}": [world.undated.pk, *(world.in_status[s].pk for s in sorted(row.sources))]
        for verb, row in TRANSITIONS.items()
    }
    notices = list(Reminder.objects.values_list("pk", flat=True))
    directives = [
        *(world.directive_a, world.secret_directive, world.proposal, world.edited),
        *(world.confirmed, world.rejected),
    ]
    return {
        **tasks,
        "tasks": [world.task_a.pk, world.task_b.pk, world.secret_task.pk],
        "directives": [row.pk for row in directives],
        "documents": [world.document.pk],
        "documents/add_directive": [world.free.pk],
        "meetings": [world.meeting.pk],
        "agencies": [world.a.pk],
        "fields": [world.field.pk],
        "calendar": [world.day_off.pk],
        "reports": list(ProgressReport.objects.values_list("pk", flat=True)),
        "extensions": list(DeadlineExtension.objects.values_list("pk", flat=True)),
        "addressees": list(DirectiveAssignee.objects.values_list("pk", flat=True)),
        "files": list(Attachment.objects.values_list("pk", flat=True)),
        "events": list(TaskEvent.objects.values_list("seq", flat=True)),
        "reminders": notices,
        "notifications": notices,
        "webhooks": [str(hook.handle) for hook in world.hooks],
        "tokens": [str(token.handle) for token in world.spare],
    }


def fitting(world):
    """Member of a body → values that mean something here; numbers at random never name a row.

    A function gives the values that fit the row a call goes to.
    """
    reports = {row.task_id: row.pk for row in ProgressReport.objects.all()}
    tasks = [world.task_a.pk, *(task.pk for task in world.in_status.values())]
    day = world.task_a.issued_on
    people = [world.officer_a.pk, world.head_a.pk, world.officer_b.pk]
    directives = [row.pk for row in (world.directive_a, world.edited, world.proposal, world.confirmed)]
    later = [(day + dt.timedelta(days=number)).isoformat() for number in (-1, 1, 20, 60)]
    return {
        "agency": [world.a.pk, world.b.pk],
        "officer": people, "users": [people, [], people[:1]], "members": [[world.a.pk, world.b.pk]],
        "directive": directives, "other": directives,
        "task": tasks, "items": [[{"id": pk}] for pk in (*tasks, *directives)],
        "report_id": lambda pk: [reports.get(pk, 1)],
        "report": [{"done": "Đã trình"}, {"done": "Đã ký", "percent": 90}],
        "ids": [list(Reminder.objects.values_list("pk", flat=True))],
        "meeting": [world.meeting.pk], "document": [world.document.pk], "field": [world.field.pk, "kt"],
        "lead": [["so-a"], ["so-a", "so-b"]], "support": [["so-b"], []],
        "rows": [[{"text": "Báo cáo kết quả", "lead": "so-a"}], [{"text": "Rà soát", "lead": "so-x"}]],
        "new_date": later, "due_date": later, "review_date": later,
        "delivered_on": [day.isoformat()],
        "product_date": [day.isoformat()], "at": [12, 50], "start": [0, 5], "end": [20, 30],
        "url": [PARTNER], "verbs": [[], ["accept"]],
    }  # fmt: skip
