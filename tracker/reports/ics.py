"""A person's deadlines as an iCalendar feed: all-day events that keep their identity when a date moves."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db.models import Q
from icalendar import Alarm, Calendar, Event

from tracker.models import Task, User
from tracker.rules.scope import Scope
from tracker.rules.statuses import ACTIVE, Role

AHEAD = dt.timedelta(days=400)
BACK = dt.timedelta(days=180)
MOST = 2000


def feed(user: User, scope: Scope, today: dt.date, now: dt.datetime) -> bytes:
    """The feed: an officer's own tasks, a head's or leader's whole scope limited to unfinished work.

    Restricted directives never enter it: the address may be read by a phone's calendar service.
    """
    tasks = Task.objects.visible_to(scope).filter(
        restricted=False,
        status__in=sorted(s.value for s in ACTIVE),
        due_date__gte=today - BACK,
        due_date__lte=today + AHEAD,
    )
    if scope.sees_all:
        # The office's calendar shows key directives; thirty thousand entries would help nobody.
        tasks = tasks.filter(directive__is_key=True)
    else:
        tasks = tasks.filter(Q(officer=user) | Q(officer=None) | Q(agency_id__in=_headed(scope)))
    calendar = Calendar()
    calendar.add("prodid", "-//Don Doc//Lich han nhiem vu//VI")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "Hạn nhiệm vụ – Đôn Đốc")
    calendar.add("x-published-ttl", "PT6H")
    for task in tasks.select_related("directive", "agency").order_by("due_date", "pk")[:MOST]:
        calendar.add_component(_event(task, now))
    return bytes(calendar.to_ical())


def _headed(scope: Scope) -> list[int]:
    return [agency for agency, roles in scope.agency_roles.items() if Role.HEAD in roles]


def _event(task: Task, now: dt.datetime) -> Event:
    assert task.due_date is not None
    event = Event()
    event.add("uid", f"nhiem-vu-{task.pk}@{settings.MAIL_DOMAIN}")
    event.add("dtstamp", now)
    event.add("dtstart", task.due_date)
    event.add("dtend", task.due_date + dt.timedelta(days=1))
    event.add("sequence", task.version)
    number = f"{task.directive.number}: " if task.directive.number else ""
    event.add("summary", f"Hạn {number}{_short(task.directive.content)}")
    event.add("description", f"{task.directive.content}\n{task.agency} – {task.get_status_display()}")
    event.add("url", f"{settings.SITE_URL}/nhiem-vu/?chi_dao={task.directive_id}")
    event.add("transp", "TRANSPARENT")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", "Nhiệm vụ sắp đến hạn")
    alarm.add("trigger", dt.timedelta(days=-3, hours=8))
    event.add_component(alarm)
    return event


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:79]}…"
