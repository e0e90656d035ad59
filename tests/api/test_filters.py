"""Conditions that the screens offer beyond plain columns, each with a task that fits and one that does not."""

import datetime as dt

import pytest

from tests import factories as make
from tests.api.conftest import client_of
from tracker.api.filters import TaskFilters
from tracker.models import DeadlineExtension, ProgressReport, Task
from tracker.reports.work_classes import API_CLASSES, CLASSES

pytestmark = pytest.mark.django_db


def found(world, path):
    response = client_of(world.clerk).get(f"/api/v1/{path}")
    assert response.status_code == 200, response.content
    return {row["id"] for row in response.json()["results"]}


def change(task, **values):
    Task.objects.filter(pk=task.pk).update(**values)


def asked(task, kind):
    DeadlineExtension.objects.create(
        task=task, kind=kind, asked_due=task.issued_on, reason="x", requested_at=task.issued_at,
        requested_by=make.officer(task.agency),
    )  # fmt: skip


def obstacle(task):
    ProgressReport.objects.create(
        task=task, author=make.officer(task.agency), obstacle="Thiếu kinh phí", created_at=task.issued_at
    )


# Name in the API → what makes task A one of the class.
FITTING = {
    "due_this_week": lambda task, day: change(task, due_date=day),
    "acceptance_late": lambda task, day: change(task, accept_by=day - dt.timedelta(days=1)),
    "returned": lambda task, day: change(task, status="in_progress", return_count=1),
    "confirmation_late": lambda task, day: change(
        task, status="pending_confirmation", delivered_on=day, confirm_by=day - dt.timedelta(days=1)
    ),
    "extension_asked": lambda task, day: asked(task, "extend"),
    "deadline_proposed": lambda task, day: asked(task, "propose"),
    "unanswered": lambda task, day: obstacle(task),
    "explanation_due": lambda task, day: change(task, explanation_due=day),
    "review_due": lambda task, day: change(task, review_date=day),
    "for_next_meeting": lambda task, day: change(task, due_date=None, review_date=day),
}


@pytest.mark.parametrize("name", sorted(API_CLASSES))
def test_each_class_of_work_on_the_screens_is_a_filter(world, today, name):
    change(world.task_a, due_date=today + dt.timedelta(days=40))
    assert found(world, f"tasks/?work={name}") == set()
    FITTING[name](world.task_a, today)
    assert found(world, f"tasks/?work={name}") == {world.task_a.pk}


def test_every_class_of_the_screens_has_its_filter_in_the_api():
    schedules = {"qua-han", "sap-den-han", "khong-han", "trong-han"}
    others = {"cho-tiep-nhan", "cho-xac-nhan", "dieu-chuyen", "lau-chua-cap-nhat"}
    assert set(CLASSES) == set(API_CLASSES.values()) | schedules | others
    assert {"schedule", "status", "stale", "work"} <= set(TaskFilters.base_filters)


def test_days_late_are_a_filter(world, today):
    assert found(world, "tasks/?late_days=1-7") == {world.task_b.pk}
    assert found(world, "tasks/?late_days=>180") == set()


def test_the_first_deadline_can_be_asked_for_when_it_was_moved(world, today):
    change(world.task_b, due_date=today + dt.timedelta(days=40))
    assert found(world, "tasks/?schedule=overdue") == set()
    assert found(world, "tasks/?schedule_original=overdue") == {world.task_b.pk}


def test_who_must_act_next_is_a_filter(world, today):
    asked(world.task_a, "extend")
    assert found(world, "tasks/?holder=decider") == {world.task_a.pk}
    assert found(world, "tasks/?holder=agency") == {world.task_b.pk}
    assert found(world, "tasks/?holder=agency&holder=decider") == {world.task_a.pk, world.task_b.pk}


def test_tasks_are_found_by_the_number_and_the_leader_of_their_directive(world):
    directive = world.directive_a
    directive.directing_leader = "Bí thư Tỉnh ủy"
    directive.save()
    assert found(world, f"tasks/?number={directive.number}") == {world.task_a.pk}
    assert found(world, "tasks/?directing_leader=Bí thư Tỉnh ủy") == {world.task_a.pk}
    assert found(world, "tasks/?directing_leader=Bí thư") == set()


def test_papers_are_chosen_by_their_source_and_kind(world):
    pasted = make.document(quality="pasted", kind="Công văn")
    assert found(world, "documents/?quality=pasted") == {pasted.pk}
    assert found(world, "documents/?kind=Công văn") == {pasted.pk}


def test_days_of_the_calendar_are_chosen_by_kind_and_certainty(world, today):
    day = make.day_off(today)
    assert found(world, "calendar/?kind=holiday&forecast=false") == {day.pk}
    assert found(world, "calendar/?kind=make_up") == found(world, "calendar/?forecast=true") == set()
