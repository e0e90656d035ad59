"""A running reminder engine for tests: the shipped policy, mails into a folder, the clock in hand."""

import datetime as dt
import email
import json
from email import policy
from pathlib import Path

import pytest

from tests import factories as make
from tests.faults.sink import Sink
from tracker.models import OutboxMessage, Reminder
from tracker.reminders import engine
from tracker.reminders.dispatch import Sender
from tracker.reminders.health import problems
from tracker.reminders.policy import load_defaults
from tracker.services.calendar import office_calendar

FIXTURES = Path(__file__).parents[2] / "fixtures"


def at(text):
    """A moment in Vietnam: "2026-03-02 07:30"."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=make.VN)


def healthy(moment):
    """Whether nothing critical is wrong with the engine at that moment."""
    return not any(problem.critical for problem in problems(moment))


class World:
    """Runs ticks at given moments and reads what came out."""

    def __init__(self, folder):
        self.folder = folder

    def tick(self, moment, send=True):
        moment = at(moment) if isinstance(moment, str) else moment
        sender = Sender(lambda: moment, office_calendar()) if send else None
        return engine.tick(lambda: moment, sender)

    def days(self, first, last, times=("07:30", "13:30")):
        """Ticks of every day between two dates, as the clock would give them."""
        day, end = dt.date.fromisoformat(first), dt.date.fromisoformat(last)
        while day <= end:
            for time in times:
                self.tick(f"{day} {time}")
            day += dt.timedelta(days=1)

    def mails(self, to=None):
        """The mails written so far, oldest slot first, to one address or all."""
        rows = OutboxMessage.objects.filter(channel="email", state="accepted").order_by("slot_at", "id")
        found = []
        for row in rows:
            if to is None or row.address == to.email:
                path = self.folder / f"{row.message_id[1:].split('@')[0]}.eml"
                found.append(email.message_from_bytes(path.read_bytes(), policy=policy.default))
        return found

    def told(self, person, **more):
        """Released reminders of one person, oldest first."""
        return list(Reminder.objects.filter(recipient=person, state="released", **more).order_by("id"))


def text_of(mail):
    return mail.get_body(("plain",)).get_content()


@pytest.fixture
def world(db, tmp_path, settings):
    settings.MAIL_DIR = tmp_path / "mail"
    settings.DATA_DIR = tmp_path
    settings.EMAIL_HOST = ""
    # The tests set the time on purpose; what watches over it has tests of its own.
    settings.WATCH_CLOCK = False
    load_defaults(json.loads((FIXTURES / "reminder_policy.json").read_text()), dt.date(2025, 1, 1))
    return World(tmp_path / "mail")


@pytest.fixture
def agency_team(db):
    """One agency with its officer and head."""
    agency = make.agency("so-thu")
    return agency, make.officer(agency), make.head(agency)


@pytest.fixture
def smtp_sink():
    sink = Sink()
    yield sink
    sink.close()
