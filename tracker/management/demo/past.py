"""A lived-in past for the demo: tasks accepted, reported, delivered early or late, returned, confirmed."""

from __future__ import annotations

import datetime as dt

from tracker.models import Membership, Task, User
from tracker.rules.statuses import Door, Status, TaskRole
from tracker.rules.transitions import Verb
from tracker.rules.zone import ZONE
from tracker.services.lifecycle import perform
from tracker.services.policy import Actor

from .accounts import silent_officer


def acting(user: User, on: dt.date) -> Actor:
    """`user` with the rights of that day, coming from the demo command."""
    return Actor(user=user, scope=Membership.objects.scope_of(user, on), door=Door.COMMAND)


def morning(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(9, 0), tzinfo=ZONE)


def live_through(tasks: list[Task], office: User, today: dt.date, keep_open: set[str]) -> None:
    """Play what happened to old tasks: most done, some late; agencies of `keep_open` leave some undone."""
    for task in tasks:
        with_account = task.agency.code in keep_open
        # A fixed pattern by number, so that every demo site shows the same picture.
        kind = task.pk % 10
        if with_account and kind in (0, 3):
            continue
        late = kind in (5, 8)
        due = task.due_date or task.issued_on + dt.timedelta(days=40)
        delivered = max(due + dt.timedelta(days=6 if late else -4), task.issued_on + dt.timedelta(days=1))
        if delivered >= today:
            continue
        _deliver(task, office, delivered)


def _deliver(task: Task, office: User, delivered: dt.date) -> None:
    officer = User.objects.filter(username=task.agency.code).first() or silent_officer(task.agency)
    start = task.issued_on + dt.timedelta(days=1)
    perform(task.pk, Verb.ACCEPT, acting(officer, start), now=morning(min(start, delivered)))
    perform(
        task.pk,
        Verb.SUBMIT,
        acting(officer, delivered),
        now=morning(delivered),
        report={"done": "Đã hoàn thành theo yêu cầu của chỉ đạo, báo cáo kèm theo."},
        delivered_on=delivered,
        product_number=f"{100 + task.pk % 400}-BC/{task.agency.code.split('-')[0].upper()}",
        product_date=delivered,
    )
    checked = delivered + dt.timedelta(days=2)
    perform(task.pk, Verb.CONFIRM, acting(office, checked), now=morning(checked))


def begin_current(tasks: list[Task], today: dt.date) -> None:
    """This month's tasks: some accepted, reported or waiting; one asks for time, one for another agency."""
    _ask_the_leaders(tasks, today)
    for number, task in enumerate(tasks):
        officer = User.objects.filter(username=task.agency.code).first() or silent_officer(task.agency)
        task.refresh_from_db()
        if number % 4 == 3 or task.status != Status.ASSIGNED:
            continue
        day = min(today, task.issued_on + dt.timedelta(days=2))
        perform(task.pk, Verb.ACCEPT, acting(officer, day), now=morning(day))
        if number % 4 == 1:
            perform(
                task.pk,
                Verb.REPORT,
                acting(officer, day),
                now=morning(day),
                report={
                    "done": "Đã phân công lãnh đạo phụ trách, thành lập tổ soạn thảo.",
                    "next_steps": "Lấy ý kiến các cơ quan phối hợp.",
                    "obstacle": "Số liệu của một số đơn vị gửi chậm." if number % 8 == 1 else "",
                    "percent": 40,
                },
            )
        if number % 4 == 2:
            perform(
                task.pk,
                Verb.SUBMIT,
                acting(officer, day),
                now=morning(day),
                report={"done": "Đã ban hành văn bản và gửi các cơ quan."},
                delivered_on=day,
                product_number="21-BC/TU",
                product_date=day,
            )


def _ask_the_leaders(tasks: list[Task], today: dt.date) -> None:
    """One dated task asks for a later day, another for another agency: leaders find something to decide."""
    led = [task for task in tasks if task.role == TaskRole.LEAD and task.due_date and task.due_date > today]
    with_head = [(task, head) for task in led if (head := _head_of(task))]
    if len(with_head) < 2:
        return
    (first, head), (second, other_head) = with_head[0], with_head[-1]
    day = min(today, first.issued_on + dt.timedelta(days=1))
    perform(first.pk, Verb.ACCEPT, acting(head, day), now=morning(day))
    perform(
        first.pk,
        Verb.REQUEST_EXTENSION,
        acting(head, day),
        now=morning(day),
        new_date=(first.due_date or today) + dt.timedelta(days=20),
        cause="objective",
        reason="Phải chờ số liệu quyết toán của các xã, phường, dự kiến đầy đủ vào cuối tháng.",
        progress="Đã xong đề cương, đang tổng hợp số liệu.",
    )
    perform(
        second.pk,
        Verb.REQUEST_REASSIGNMENT,
        acting(other_head, day),
        now=morning(day),
        reason="Nội dung chính thuộc chức năng của cơ quan khác; đề nghị được tham gia phối hợp.",
    )


def _head_of(task: Task) -> User | None:
    return User.objects.filter(username=f"{task.agency.code}.truong").first()
