"""Generated sites must look like an office's: shares, fan-out, history, accounts."""

import datetime as dt
import random
from collections import Counter
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from tests.factories import VN
from tests.factories import task as one_task
from tracker.management.ops.seed import Seeder
from tracker.management.ops.seed_life import live
from tracker.models import DeadlineExtension, Membership, ProgressReport, Task, User
from tracker.rules.statuses import Status
from tracker.services.history import verify
from tracker.services.registry import load_reference

NOW = dt.datetime(2026, 11, 20, 8, 30, tzinfo=VN)
TODAY = NOW.date()
NUMBER = 2500


@pytest.fixture(scope="module")
def office(django_db_setup, django_db_blocker):
    """One generated site for the whole module; rolled back at the end."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        load_reference(Path(settings.BASE_DIR) / "fixtures")
        counts = Seeder(NUMBER, NOW, password="mat-khau-kiem-thu-1").run()
        yield counts
        transaction.set_rollback(True)


def due_work():
    ended = [Status.RECALLED.value, Status.NOT_IMPLEMENTED.value]
    return Task.objects.filter(due_date__lt=TODAY).exclude(status__in=ended)


def test_it_makes_exactly_the_number_asked_for(office):
    assert Task.objects.count() == NUMBER == office["task"]


def test_between_8_and_25_percent_of_due_work_is_overdue(office):
    overdue = due_work().filter(delivered_on=None).exclude(status="suspended").count()
    assert 0.08 <= overdue / due_work().count() <= 0.25


def test_between_5_and_12_percent_of_finished_work_was_late(office):
    done = Task.objects.filter(status="completed", due_date__isnull=False)
    late = sum(1 for row in done if row.delivered_on > row.due_date)
    assert 0.05 <= late / done.count() <= 0.12


def test_between_30_and_60_percent_have_no_date(office):
    assert 0.30 <= Task.objects.filter(due_original=None).count() / NUMBER <= 0.60


def test_collectives_fan_out_to_90_to_130_agencies(office):
    sizes = Counter(Task.objects.values_list("directive_id", flat=True)).values()
    large = [size for size in sizes if size > 6]
    assert large
    assert all(90 <= size <= 130 for size in sorted(large)[1:])  # the last one may be cut off


def test_the_generated_history_verifies(office):
    assert verify() is None


def test_nothing_is_recorded_in_the_future(office):
    from tracker.models import TaskEvent

    assert not TaskEvent.objects.filter(at__gt=NOW).exists()


def test_the_last_event_tells_where_the_task_stands(office):
    for task in Task.objects.order_by("id")[:200]:
        last = task.events.order_by("-seq").first()
        assert (last.status_after, last.due_after) == (task.status, task.due_date)


def test_no_generated_life_goes_back_in_time():
    rng = random.Random(1)
    for days in range(3000):
        issued = TODAY - dt.timedelta(days=days % 700)
        days_of = [
            step.on for step in live(rng, issued, issued + dt.timedelta(days=days % 40), TODAY).happenings
        ]
        assert days_of == sorted(days_of)


def test_every_agency_with_work_has_an_officer_and_a_head(office):
    with_work = set(Task.objects.values_list("agency_id", flat=True))
    for role in ("officer", "head"):
        assert with_work <= set(Membership.objects.filter(role=role).values_list("agency_id", flat=True))


def test_accounts_can_sign_in_with_the_given_password(office):
    assert User.objects.get(username="cv01").check_password("mat-khau-kiem-thu-1")


def test_reports_and_extensions_hang_on_the_tasks(office):
    assert (
        ProgressReport.objects.filter(kind="submission").count()
        >= Task.objects.filter(status="completed").count()
    )
    assert DeadlineExtension.objects.exists()


def test_every_span_points_at_its_sentence(office):
    from tracker.models import Directive

    for row in Directive.objects.select_related("document")[:50]:
        assert row.content.rstrip(".") in row.document.text[row.span_start : row.span_end]


def test_new_rows_can_be_added_by_hand_afterwards(office):
    assert one_task(due=TODAY).pk > NUMBER


@pytest.mark.django_db
def test_the_command_refuses_a_site_with_tasks():
    one_task()
    with pytest.raises(CommandError, match="trang trống"):
        call_command("seed", tasks=10)
