"""The plain way of a task: given, accepted, reported, submitted, confirmed."""

import pytest

from tests import factories as make
from tracker.rules.transitions import Verb
from tracker.services import history
from tracker.services.errors import NotFound, NotPermitted, VersionConflict
from tracker.services.lifecycle import perform

pytestmark = pytest.mark.django_db


def test_a_task_goes_from_given_to_confirmed_and_the_history_holds():
    at = make.agency()
    worker, office = make.officer(at), make.clerk()
    task = make.task(at, make.TODAY)
    perform(task.pk, Verb.ACCEPT, make.actor(worker), now=make.NOW)
    perform(task.pk, Verb.REPORT, make.actor(worker), now=make.NOW, report={"done": "Đã làm", "percent": 40})
    perform(
        task.pk,
        Verb.SUBMIT,
        make.actor(worker),
        now=make.NOW,
        report={"done": "Xong"},
        delivered_on=make.TODAY,
        product_number="12-BC/VPTU",
    )
    done = perform(task.pk, Verb.CONFIRM, make.actor(office), now=make.NOW)
    assert (done.status, done.evidence, done.delivered_on) == ("completed", "verified", make.TODAY)
    assert [e.verb for e in done.events.all()] == ["assign", "accept", "report", "submit", "confirm"]
    assert history.verify() is None


def test_the_agency_cannot_confirm_its_own_task():
    at = make.agency()
    task = make.task(at, status="pending_confirmation", delivered_on=make.TODAY)
    with pytest.raises(NotPermitted):
        perform(task.pk, Verb.CONFIRM, make.actor(make.head(at)), now=make.NOW)


def test_another_agency_finds_nothing():
    task = make.task()
    with pytest.raises(NotFound):
        perform(task.pk, Verb.ACCEPT, make.actor(make.officer(make.agency())), now=make.NOW)


def test_the_second_of_two_editors_is_told_who_was_first():
    at = make.agency()
    first, second = make.officer(at), make.officer(at)
    task = make.task(at)
    perform(task.pk, Verb.ACCEPT, make.actor(first), now=make.NOW, version=1)
    with pytest.raises(VersionConflict, match=str(first)):
        perform(task.pk, Verb.ACCEPT, make.actor(second), now=make.NOW, version=1)
