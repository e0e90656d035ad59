"""Agencies over time: names, successors, hand-over, duplicates, people."""

import datetime as dt

import pytest

from tests import factories as make
from tracker.models import AgencySuccession, Collective, Membership, Task, TaskEvent
from tracker.rules.transitions import Verb
from tracker.services import agencies, history, posts
from tracker.services.errors import InvalidInput, NotFound, NotPermitted, VersionConflict
from tracker.services.lifecycle import perform

pytestmark = pytest.mark.django_db


@pytest.fixture
def chief():
    return make.actor(make.office_leader())


@pytest.fixture
def pair(chief):
    old, new = make.agency(), make.agency()
    agencies.succeed(old.pk, new.pk, make.TODAY, "NQ 60", chief, now=make.NOW)
    return old, new


def seen(lines):
    return {line.task.pk: (line.task.version, line.target.pk) for line in lines}


def test_the_predecessor_ends_the_day_before_the_successor_begins(pair):
    old, _ = pair
    old.refresh_from_db()
    assert old.valid_to == make.TODAY - dt.timedelta(days=1)


def test_the_only_successor_is_proposed_and_two_leave_the_choice_open(pair, chief):
    old, new = pair
    make.task(old)
    assert agencies.preview_hand_over(old.pk, chief, make.TODAY)[0].target == new
    AgencySuccession.objects.create(predecessor=old, successor=make.agency())
    assert agencies.preview_hand_over(old.pk, chief, make.TODAY)[0].target is None


def test_handing_over_keeps_status_and_deadline_and_writes_the_old_name(pair, chief):
    old, new = pair
    task = make.task(old, make.TODAY, status="in_progress", accepted_at=make.NOW)
    lines = agencies.preview_hand_over(old.pk, chief, make.TODAY)
    assert agencies.hand_over(old.pk, seen(lines), "NQ 60", chief, now=make.NOW) == 1
    task.refresh_from_db()
    assert (task.agency, task.status, task.due_date) == (new, "in_progress", make.TODAY)
    assert [e.agency_after_id for e in task.events.all()] == [old.pk, new.pk]
    assert history.verify() is None


def test_closed_work_keeps_its_old_agency(pair, chief):
    old, _ = pair
    done = make.task(old, status="completed", delivered_on=make.TODAY, closed_on=make.TODAY)
    agencies.hand_over(old.pk, {}, "NQ 60", chief, now=make.NOW)
    done.refresh_from_db()
    assert done.agency == old


def test_one_changed_task_stops_the_whole_hand_over(pair, chief):
    old, _ = pair
    first, second = make.task(old), make.task(old)
    plan = seen(agencies.preview_hand_over(old.pk, chief, make.TODAY))
    perform(second.pk, Verb.URGE, chief, now=make.NOW, reason="gấp")
    with pytest.raises(VersionConflict):
        agencies.hand_over(old.pk, plan, "NQ 60", chief, now=make.NOW)
    first.refresh_from_db()
    assert first.agency == old


def test_a_task_added_after_the_review_stops_the_hand_over(pair, chief):
    old, _ = pair
    plan = seen(agencies.preview_hand_over(old.pk, chief, make.TODAY))
    make.task(old)
    with pytest.raises(InvalidInput, match="vừa thay đổi"):
        agencies.hand_over(old.pk, plan, "NQ 60", chief, now=make.NOW)


def test_a_successor_with_a_task_of_its_own_gets_it_merged_and_the_lead(pair, chief):
    old, new = pair
    of = make.directive(sole_lead=True)
    lead = make.task(old, of=of, sole_lead=True)
    support = make.task(new, of=of, role="support", sole_lead=True)
    lines = agencies.preview_hand_over(old.pk, chief, make.TODAY)
    agencies.hand_over(old.pk, seen(lines), "NQ 60", chief, now=make.NOW)
    lead.refresh_from_db()
    support.refresh_from_db()
    assert (lead.status, lead.merged_into, support.role) == ("merged", support, "lead")
    assert history.verify() is None


def test_a_clerk_may_look_but_not_move(pair):
    old, _ = pair
    make.task(old)
    clerk = make.actor(make.clerk())
    plan = seen(agencies.preview_hand_over(old.pk, clerk, make.TODAY))
    with pytest.raises(NotPermitted):
        agencies.hand_over(old.pk, plan, "NQ 60", clerk, now=make.NOW)


def test_a_duplicate_gives_its_names_work_and_people_to_the_one_kept(chief):
    drop, keep = make.agency(name="Ban Tổ chức TU"), make.agency()
    officer = make.officer(drop)
    task = make.task(drop)
    assert agencies.merge_duplicate(drop.pk, keep.pk, "trùng", chief, now=make.NOW) == 1
    assert Task.objects.get(pk=task.pk).agency == keep
    assert keep.aliases.filter(folded="ban to chuc tu").exists()
    assert Membership.objects.scope_of(officer, make.TODAY).agency_ids == [keep.pk]
    drop.refresh_from_db()
    assert agencies.successor_of(drop, make.TODAY) == keep


@pytest.fixture
def released(pair):
    """A task of the ending agency whose twin at the successor has been recalled: (task, twin)."""
    old, new = pair
    of = make.directive()
    return make.task(old, of=of), make.task(new, of=of, status="recalled", closed_on=make.TODAY)


def test_a_successor_released_from_the_same_duty_stops_the_hand_over_with_its_name(pair, chief, released):
    old, new = pair
    lines = agencies.preview_hand_over(old.pk, chief, make.TODAY)
    assert [line.released for line in lines] == [released[1]]
    with pytest.raises(InvalidInput, match=f"mã {released[0].pk} .*Thu hồi"):
        agencies.hand_over(old.pk, seen(lines), "NQ 60", chief, now=make.NOW)


def test_the_hand_over_goes_on_when_that_task_goes_elsewhere(pair, chief, released):
    old, _ = pair
    third = make.agency()
    plan = {released[0].pk: (released[0].version, third.pk)}
    assert agencies.hand_over(old.pk, plan, "NQ 60", chief, now=make.NOW) == 1
    assert Task.objects.get(pk=released[0].pk).agency == third


def test_work_whose_twin_was_merged_goes_into_the_task_that_was_kept(pair, chief, released):
    old, _ = pair
    task, twin = released
    kept = make.task(make.agency(), of=task.directive)
    Task.objects.filter(pk=twin.pk).update(status="merged", merged_into=kept)
    lines = agencies.preview_hand_over(old.pk, chief, make.TODAY)
    agencies.hand_over(old.pk, seen(lines), "NQ 60", chief, now=make.NOW)
    task.refresh_from_db()
    assert (task.status, task.merged_into) == ("merged", kept)


def test_a_task_its_own_twin_was_merged_into_is_told_apart(pair, chief, released):
    old, _ = pair
    task, twin = released
    Task.objects.filter(pk=twin.pk).update(status="merged", merged_into=task)
    line = agencies.preview_hand_over(old.pk, chief, make.TODAY)[0]
    assert (line.merge_into, line.released) == (None, twin)


def test_rights_follow_the_post(chief):
    old, new = make.agency(), make.agency()
    officer = make.officer(old)
    post = officer.memberships.get()
    posts.move_post(post.pk, new.pk, make.TODAY, chief, now=make.NOW)
    before = Membership.objects.scope_of(officer, make.TODAY - dt.timedelta(days=1))
    assert before.agency_ids == [old.pk]
    assert Membership.objects.scope_of(officer, make.TODAY).agency_ids == [new.pk]


def test_a_post_that_begins_on_the_day_of_the_move_leaves_no_day_at_the_old_agency(chief):
    old, new = make.agency(), make.agency()
    officer = make.officer(old)
    officer.memberships.update(valid_from=make.TODAY)
    posts.move_post(officer.memberships.get().pk, new.pk, make.TODAY, chief, now=make.NOW)
    assert Membership.objects.scope_of(officer, make.TODAY).agency_ids == [new.pk]


def test_a_post_yet_to_begin_begins_at_the_new_agency_on_its_own_day(chief):
    old, new, later = make.agency(), make.agency(), make.TODAY + dt.timedelta(days=9)
    officer = make.officer(old)
    officer.memberships.update(valid_from=later)
    posts.move_post(officer.memberships.get().pk, new.pk, make.TODAY, chief, now=make.NOW)
    assert Membership.objects.scope_of(officer, make.TODAY).agency_ids == []
    assert Membership.objects.scope_of(officer, later).agency_ids == [new.pk]


def test_a_post_that_is_over_is_not_moved(chief):
    officer = make.officer(make.agency())
    officer.memberships.update(valid_to=make.TODAY - dt.timedelta(days=1))
    with pytest.raises(InvalidInput, match="đã kết thúc"):
        posts.move_post(officer.memberships.get().pk, make.agency().pk, make.TODAY, chief, now=make.NOW)


def test_who_moves_today_is_taken_off_the_open_work_and_who_moves_later_is_not(chief):
    old, new = make.agency(), make.agency()
    today, later = make.officer(old), make.officer(old)
    tasks = [make.task(old, officer=user) for user in (today, later)]
    posts.move_post(today.memberships.get().pk, new.pk, make.TODAY, chief, now=make.NOW)
    posts.move_post(
        later.memberships.get().pk, new.pk, make.TODAY + dt.timedelta(days=5), chief, now=make.NOW
    )
    assert [Task.objects.get(pk=task.pk).officer for task in tasks] == [None, later]


def test_an_agency_cannot_succeed_its_own_heir(pair, chief):
    old, new = pair
    with pytest.raises(InvalidInput, match="đang là cơ quan kế thừa"):
        agencies.succeed(new.pk, old.pk, make.TODAY, "", chief, now=make.NOW)


def test_an_alias_is_known_once_whatever_its_accents(chief):
    at = make.agency()
    agencies.add_alias(at.pk, "Sở KHĐT", chief, now=make.NOW)
    with pytest.raises(InvalidInput, match="đã có"):
        agencies.add_alias(at.pk, "so khdt", chief, now=make.NOW)


def test_groups_hold_the_kept_entry_in_the_place_of_its_duplicate():
    chief, drop, keep = make.actor(make.office_leader()), make.agency(), make.agency()
    both, one = (Collective.objects.create(code=code, name=code) for code in ("ca-hai", "mot"))
    for group, agency in ((both, drop), (both, keep), (one, drop)):
        group.members.create(agency=agency)
    agencies.merge_duplicate(drop.pk, keep.pk, "Nhập trùng", chief, now=make.NOW)
    assert [list(g.members.values_list("agency", flat=True)) for g in (both, one)] == [[keep.pk], [keep.pk]]


def test_an_agency_that_is_not_there_is_told():
    with pytest.raises(NotFound):
        agencies.agency_or_404(0)


def test_a_blank_name_is_no_alias(chief):
    with pytest.raises(InvalidInput, match="tên gọi khác"):
        agencies.add_alias(make.agency().pk, "  ", chief, now=make.NOW)


def test_the_history_tells_which_entry_went_into_which(chief):
    drop, keep = make.agency(), make.agency()
    agencies.merge_duplicate(drop.pk, keep.pk, "Nhập trùng", chief, now=make.NOW)
    event = TaskEvent.objects.get(subject=f"agency:{drop.pk}", verb="merge_agency")
    assert event.after["merged_into"] == keep.pk


def test_an_entry_already_merged_is_not_merged_again(chief):
    drop, keep = make.agency(), make.agency()
    agencies.merge_duplicate(drop.pk, keep.pk, "Nhập trùng", chief, now=make.NOW)
    with pytest.raises(InvalidInput, match="đang dùng"):
        agencies.merge_duplicate(keep.pk, drop.pk, "Nhập trùng", chief, now=make.NOW)


@pytest.mark.parametrize(("role", "may"), [("sysadmin", True), ("office_leadership", True), ("clerk", False)])
def test_a_post_is_moved_by_the_administrator_or_the_head_of_the_office(role, may):
    actor, officer = make.actor(make.person(role)), make.officer(make.agency())
    post, to = officer.memberships.get(), make.agency()
    if may:
        assert posts.move_post(post.pk, to.pk, make.TODAY, actor, now=make.NOW) == 1
    else:
        with pytest.raises(NotPermitted):
            posts.move_post(post.pk, to.pk, make.TODAY, actor, now=make.NOW)


def test_the_task_tells_that_its_officer_left(chief):
    old, new = make.agency(), make.agency()
    officer = make.officer(old)
    task = make.task(old, officer=officer)
    posts.move_post(officer.memberships.get().pk, new.pk, make.TODAY, chief, now=make.NOW)
    event = task.events.get(verb="release_officer")
    assert (event.before["officer_id"], event.after["officer_id"]) == (officer.pk, None)
