"""Two people at the same moment: only PostgreSQL lets them truly meet, SQLite puts them in line."""

import threading

import pytest
from django.db import connection

from tests import factories as make
from tracker.models import Task
from tracker.rules.statuses import Role, TaskRole
from tracker.rules.transitions import Verb
from tracker.services import accounts, addressees, agencies, intake, viewers
from tracker.services.issue import issue
from tracker.services.lifecycle import perform

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _real_rows():
    if connection.vendor != "postgresql":
        pytest.skip("chạy ở lượt PostgreSQL (tests.on_postgres)")


def together(*acts):
    """What each act raised (None: nothing), all of them begun at once, each on a connection of its own."""
    raised = [None] * len(acts)
    start = threading.Barrier(len(acts))

    def run(number):
        try:
            start.wait(timeout=20)
            acts[number]()
        except Exception as error:
            raised[number] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return raised


def test_directives_issued_at_once_get_numbers_of_their_own():
    clerk = make.actor(make.clerk())
    ready = [make.directive(state="confirmed", number=None) for _ in range(6)]
    for of in ready:
        of.assignees.create(mention="Cơ quan", role="lead", agency=make.agency())
    acts = [lambda of=of: issue(of.pk, clerk, now=make.NOW) for of in ready]
    assert together(*acts) == [None] * 6


def test_a_hand_over_and_single_reports_never_block_each_other():
    old, new, chief = make.agency(), make.agency(), make.actor(make.office_leader())
    officer = make.actor(make.officer(old))
    tasks = [make.task(old, status="in_progress", accepted_at=make.NOW) for _ in range(20)]

    def move():
        seen = {task.pk: (task.version, new.pk) for task in tasks}
        agencies.hand_over(old.pk, seen, "Sắp xếp tổ chức", chief, now=make.NOW)

    def report():
        for task in reversed(tasks):
            perform(task.pk, Verb.REPORT, officer, now=make.NOW, report={"done": "x"})

    raised = [str(error) for error in together(move, report) if error]
    assert not any("deadlock" in text for text in raised), raised


def test_two_tasks_merged_into_each_other_at_once_leave_one_open():
    of, chief = make.directive(sole_lead=True), make.actor(make.office_leader())
    one = make.task(of=of, sole_lead=True)
    two = make.task(of=of, role="support", sole_lead=True)
    raised = together(
        lambda: perform(one.pk, Verb.MERGE, chief, now=make.NOW, task=two.pk, reason="trùng"),
        lambda: perform(two.pk, Verb.MERGE, chief, now=make.NOW, task=one.pk, reason="trùng"),
    )
    assert [getattr(error, "code", None) for error in raised if error] == ["bad_merge"]
    assert Task.objects.get(status="assigned").role == "lead"


def test_naming_readers_and_working_never_block_each_other():
    of, office = make.directive(restricted=True), make.actor(make.clerk())
    of.viewers.create(user=office.user)
    task = make.task(of=of)
    raised = together(
        lambda: [viewers.set_viewers(of.pk, [], office, now=make.NOW) for _ in range(40)],
        lambda: [perform(task.pk, Verb.URGE, office, now=make.NOW, reason="gấp") for _ in range(40)],
    )
    assert raised == [None, None]


def test_keeping_an_account_and_its_owners_work_never_block_each_other():
    clerk, keeper = make.clerk(), make.actor(make.person(Role.SYSADMIN))
    task = make.task()
    raised = together(
        lambda: [accounts.sign_out_everywhere(clerk.pk, keeper, now=make.NOW) for _ in range(40)],
        lambda: [
            perform(task.pk, Verb.URGE, make.actor(clerk), now=make.NOW, reason="gấp") for _ in range(40)
        ],
    )
    assert raised == [None, None]


def test_one_paper_kept_away_is_registered_once_by_two_clerks():
    clerk = make.actor(make.clerk())
    raised = together(*[lambda: intake.register_stub("", "03-NQ/TU", clerk, now=make.NOW)] * 2)
    assert sorted(error.code for error in raised if error) == ["already_registered"]


def test_two_agencies_never_succeed_each_other():
    chief, one, two = make.actor(make.office_leader()), make.agency(), make.agency()
    raised = together(
        lambda: agencies.succeed(one.pk, two.pk, make.TODAY, "", chief, now=make.NOW),
        lambda: agencies.succeed(two.pk, one.pk, make.TODAY, "", chief, now=make.NOW),
    )
    assert sorted(error.code for error in raised if error) == ["circle"]


def test_the_role_one_clerk_sets_and_the_day_another_sets_both_stay():
    clerk = make.actor(make.clerk())
    row = make.directive(state="proposed", number=None).assignees.create(
        mention="Cơ quan", role="lead", agency=make.agency()
    )
    pk, day = row.pk, make.TODAY
    raised = together(
        lambda: addressees.change(pk, clerk, now=make.NOW, role=TaskRole.SUPPORT),
        lambda: addressees.change(pk, clerk, now=make.NOW, due_date=day),
    )
    row.refresh_from_db()
    assert (raised, row.role, row.due_date) == ([None, None], "support", day)


def test_two_last_tasks_replaced_at_once_leave_the_directive_replaced():
    of, new, chief = make.directive(), make.directive(), make.actor(make.office_leader())
    pair = [make.task(of=of), make.task(of=of)]
    replace = {"reason": "Chỉ đạo mới", "directive": new.pk}
    acts = [lambda pk=row.pk: perform(pk, Verb.SUPERSEDE, chief, now=make.NOW, **replace) for row in pair]
    assert together(*acts) == [None, None]
    of.refresh_from_db()
    assert of.superseded_by == new
