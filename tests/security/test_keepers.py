"""Restricted work whose readers have left the office is taken up again, unread by whoever names the next one."""

import pytest

from tests import factories as make
from tracker.models import Directive, Document, DocumentReader, RestrictedViewer, Task, TaskEvent
from tracker.services import agencies, history, keepers
from tracker.services.errors import InvalidInput, NotPermitted, WrongState

pytestmark = pytest.mark.django_db
SECRET = "CHIM-HẠN-CHẾ"


@pytest.fixture
def left():
    """A restricted paper and a directive of it; the only reader's account is closed."""

    class Left:
        reader = make.clerk(full_name="Người đã đi", is_active=False)
        paper = make.document(title=SECRET, restricted=True)
        of = make.directive(content=SECRET, document=paper, restricted=True)
        task = make.task(of=of)
        chief, new = make.office_leader(), make.clerk(full_name="Người mới")

    RestrictedViewer.objects.create(directive=Left.of, user=Left.reader)
    DocumentReader.objects.create(document=Left.paper, user=Left.reader)
    return Left


def name(left, user, *, by=None, reason="Người cũ chuyển công tác", papers=()):
    actor = make.actor(by or left.chief)
    return keepers.name_keeper([left.of.pk], papers, user.pk, reason, actor, now=make.NOW)


def sees(user, model):
    return model.objects.visible_to(make.actor(user).scope).exists()


def test_the_person_named_reads_on_and_whoever_named_them_does_not(left):
    assert name(left, left.new, papers=[left.paper.pk]) == 2
    assert all(sees(left.new, model) for model in (Directive, Task, Document))
    assert not any(sees(left.chief, model) for model in (Directive, Task, Document))


def test_the_history_keeps_who_was_named_and_why(left):
    name(left, left.new)
    event = TaskEvent.objects.get(verb="name_reader")
    assert (event.after["reader"], event.reason) == (left.new.pk, "Người cũ chuyển công tác")
    assert history.verify() is None


@pytest.mark.parametrize("who", ["clerk", "leader", "person"])
def test_only_the_head_of_the_office_names_somebody(left, who):
    with pytest.raises(NotPermitted):
        name(left, left.new, by=getattr(make, who)())


def test_nobody_names_themselves_or_somebody_outside_the_office(left):
    for user in (left.chief, make.officer(left.task.agency), left.reader):
        with pytest.raises(InvalidInput):
            name(left, user)
    assert left.of.viewers.count() == 1


def test_a_reason_is_needed(left):
    with pytest.raises(InvalidInput, match="lý do"):
        name(left, left.new, reason="  ")


def test_what_has_a_reader_in_the_office_is_none_of_their_concern(left):
    RestrictedViewer.objects.create(directive=left.of, user=make.clerk())
    assert [row.kind for row in keepers.unkept(make.actor(left.chief), make.TODAY)] == ["document"]
    with pytest.raises(InvalidInput, match="vừa thay đổi"):
        name(left, left.new)


def test_a_reader_outside_the_office_lets_nobody_in_so_the_row_still_waits(left):
    RestrictedViewer.objects.create(directive=left.of, user=make.officer(left.task.agency))
    assert len(keepers.unkept(make.actor(left.chief), make.TODAY)) == 2


def test_the_page_tells_number_and_former_readers_but_no_word_of_the_work(client, left):
    client.force_login(left.chief)
    told = client.get("/admin/nguoi-xem/").content.decode()
    assert left.of.number in told and "Người đã đi" in told and SECRET not in told


def test_the_page_keeps_what_was_filled_in_and_names_on_the_second_try(client, left):
    client.force_login(left.chief)
    form = {"directive": left.of.pk, "document": left.paper.pk, "user": left.new.pk}
    refused = client.post("/admin/nguoi-xem/", form).content.decode()
    assert "Đề nghị ghi lý do" in refused and refused.count(" checked") == 2
    assert client.post("/admin/nguoi-xem/", form | {"reason": "Thay người"}).status_code == 302
    assert "đều còn người" in client.get("/admin/nguoi-xem/").content.decode()


def merge(left, by):
    keep = make.agency()
    agencies.merge_duplicate(left.task.agency_id, keep.pk, "Nhập trùng", make.actor(by), now=make.NOW)
    return keep


def test_no_restricted_work_stays_behind_with_an_entry_that_is_merged_away(left):
    with pytest.raises(WrongState, match="1 nhiệm vụ hạn chế.*chỉ định người xem"):
        merge(left, left.chief)
    left.task.refresh_from_db()
    assert left.task.agency.merged_into_id is None


def test_the_refusal_says_whom_to_ask(left):
    name(left, left.new)
    with pytest.raises(WrongState, match="đề nghị Người mới bàn giao"):
        merge(left, left.chief)


def test_a_named_leader_merges_with_all_the_work(left):
    named = make.office_leader()
    name(left, named)
    keep = merge(left, named)
    assert Task.objects.get(pk=left.task.pk).agency == keep


def test_the_page_of_a_hand_over_tells_of_the_work_it_does_not_show(client, left):
    client.force_login(left.chief)
    told = client.get(f"/admin/tracker/agency/{left.task.agency_id}/ban-giao/").content.decode()
    assert "còn 1 nhiệm vụ hạn chế" in told and SECRET not in told
