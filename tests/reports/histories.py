"""Random but lawful histories: people of every role do random verbs over some weeks."""

import datetime as dt
import random

from tests import factories as make
from tests import servers
from tracker.models import DeadlineExtension, Task
from tracker.rules.transitions import Verb
from tracker.services.errors import ServiceError
from tracker.services.lifecycle import perform
from tracker.services.policy import allowed_verbs

DAYS = 18


def tried(number):
    """How many histories to make up: half on each database where PostgreSQL is at hand, else all of them."""
    return number // 2 if servers.postgres_bin() is not None else number


class History:
    """After `play`: `recorded[day]` holds the counting facts of every task at the end of that day."""

    def __init__(self, seed, tasks=8, start=make.NOW):
        self.rng = random.Random(seed)
        self.agencies = [make.agency() for _ in range(3)]
        self.people = [make.office_leader(), make.leader(), make.clerk()]
        self.people += [who(at) for at in self.agencies for who in (make.head, make.officer)]
        self.tasks, self.recorded, self.done = tasks, {}, 0
        self.now = self.start = start

    def play(self):
        directives = [make.directive() for _ in range(3)]
        pairs = [(d, a) for d in directives for a in self.agencies]
        self.rng.shuffle(pairs)
        for number in range(DAYS):
            self.now = self.start + dt.timedelta(days=number)
            if pairs and self.rng.random() < 0.6:
                self._issue(*pairs.pop())
            for _ in range(self.rng.randint(0, 5)):
                self._one_step()
            self.recorded[self.now.date()] = facts()
        return self

    @property
    def today(self):
        return self.now.date()

    def _date(self, low, high):
        return self.today + dt.timedelta(days=self.rng.randint(low, high))

    def _issue(self, directive, agency):
        due = None if self.rng.random() < 0.3 else self._date(-3, 15)
        role = "lead" if self.rng.random() < 0.7 else "support"
        make.task(agency, due, of=directive, now=self.now, role=role, period=self.now.strftime("%d%m"))

    def _one_step(self):
        tasks = list(Task.objects.order_by("pk"))
        if not tasks:
            return
        task, person = self.rng.choice(tasks), self.rng.choice(self.people)
        allowed = [v for v in allowed_verbs(make.actor(person, self.today), task) if v != Verb.SUPERSEDE]
        if not allowed:
            return
        verb = self.rng.choice(allowed)
        last = task.reports.order_by("-pk").first()
        data = {
            "reason": "Lý do",
            "review_date": self._date(1, 9),
            "new_date": self._date(1, 30),
            "agency": self.rng.choice(self.agencies).pk,
            "officer": self.people[-1].pk,
            "report": {"done": "Đã làm"},
            "answer": "Trả lời",
            "delivered_on": self._date(-4, 0),
            "cause": "objective",
            "progress": "Đã làm",
            "report_id": last.pk if last else 0,
            "product_number": "12-BC",
            "product_date": self.today,
            "task": self.rng.choice(tasks).pk,
        }
        if DeadlineExtension.objects.filter(task=task, state="pending").exists() and self.rng.random() < 0.5:
            verb, person = Verb.GRANT_EXTENSION, self.people[0]
        try:
            perform(task.pk, verb, make.actor(person, self.today), now=self.now, **data)
            self.done += 1
        except ServiceError:
            pass


def facts():
    """(status, due, first due, delivered, agency, role, directive) of every task now."""
    columns = ("status", "due_date", "due_original", "delivered_on", "agency_id", "role", "directive_id")
    return {row[0]: row[1:] for row in Task.objects.values_list("pk", *columns)}
