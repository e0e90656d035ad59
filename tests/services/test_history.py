"""Six kinds of tampering with the history, each found and named; an honest one is not."""

import datetime as dt
import json

import pytest
from django.core.management import CommandError, call_command

from tests import factories as make
from tracker.models import EventHead, Task, TaskEvent
from tracker.rules.transitions import Verb
from tracker.services import history
from tracker.services.history_rows import strayed_tasks
from tracker.services.lifecycle import perform
from tracker.services.policy import Actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def chain():
    """Six honest events on two tasks."""
    clerk = make.actor(make.clerk())
    for task in (make.task(), make.task()):
        for _ in range(2):
            perform(task.pk, Verb.URGE, clerk, now=make.NOW, reason="gấp")
    assert history.verify() is None
    return list(TaskEvent.objects.order_by("seq"))


def anchor():
    head = EventHead.objects.get(pk=1)
    return [(head.seq, head.hash)]


def reseal(events, prev):
    """What a forger with the code would do: recompute every hash after the change."""
    for event in events:
        event.prev_hash = prev
        event.hash = prev = history.seal(event)
        TaskEvent.objects.filter(pk=event.pk).update(prev_hash=f"x{event.pk}")
    for event in events:
        event.save()
    EventHead.objects.update(seq=events[-1].seq, hash=prev)


def test_an_edited_event_is_found(chain):
    TaskEvent.objects.filter(seq=3).update(reason="khác")
    assert history.verify().seq == 3


def test_a_deleted_event_is_found(chain):
    TaskEvent.objects.filter(seq=3).delete()
    assert history.verify().seq == 3


def test_an_inserted_event_is_found(chain):
    forged = chain[-1]
    forged.pk, forged.seq = None, 7
    forged.prev_hash = "f" * 64
    forged.save()
    assert history.verify().seq == 7


def test_two_swapped_events_are_found(chain):
    TaskEvent.objects.filter(seq=3).update(seq=99)
    TaskEvent.objects.filter(seq=4).update(seq=3)
    TaskEvent.objects.filter(seq=99).update(seq=4)
    assert history.verify().seq == 3


def test_a_cut_tail_is_found(chain):
    TaskEvent.objects.filter(seq__gt=4).delete()
    assert history.verify().seq == 5


def test_a_cut_tail_with_a_moved_head_is_found_by_the_anchor(chain):
    kept = anchor()
    TaskEvent.objects.filter(seq__gt=4).delete()
    EventHead.objects.update(seq=4, hash=chain[3].hash)
    assert history.verify() is None
    assert history.verify(kept).seq == 6


def test_a_history_rewritten_throughout_is_found_by_the_anchor(chain):
    kept = anchor()
    chain[2].reason = "khác"
    reseal(chain[2:], chain[1].hash)
    assert history.verify() is None
    assert history.verify(kept).seq == 6


WORDS = (
    "subject",
    "verb",
    "actor_name",
    "on_behalf_of",
    "door",
    "ip",
    "reason",
    "status_after",
    "role_after",
)
DAYS = ("on", "due_after", "due_original_after", "delivered_after")


@pytest.mark.parametrize(
    "field", [*WORDS, *DAYS, "at", "before", "after", "actor", "directive", "agency_after"]
)
def test_no_field_of_an_event_can_be_changed_unnoticed(chain, field):
    other = {name: "10.9.9.9" if name == "ip" else "khac" for name in WORDS}
    other |= dict.fromkeys(DAYS, make.TODAY + dt.timedelta(days=77))
    other |= {"at": make.NOW + dt.timedelta(minutes=1), "before": {"x": 1}, "after": {"x": 1}}
    other |= {"actor": make.clerk(), "directive": make.directive(), "agency_after": make.agency()}
    TaskEvent.objects.filter(seq=3).update(**{field: other[field]})
    assert history.verify().seq == 3


def test_every_column_of_an_event_is_tried_above():
    tried = {*WORDS, *DAYS, "at", "before", "after", "actor", "directive", "agency_after"}
    left = {field.name for field in TaskEvent._meta.concrete_fields} - tried
    assert left == {"id", "seq", "task", "prev_hash", "hash"}


def test_an_honest_task_agrees_with_its_history(chain):
    assert list(strayed_tasks()) == []


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"due_date": make.TODAY}, "thời hạn"),
        ({"due_original": make.TODAY}, "hạn gốc"),
        ({"status": "in_progress"}, "trạng thái"),
        ({"delivered_on": make.TODAY}, "ngày có kết quả"),
        ({"role": "support"}, "vai trò"),
    ],
)
def test_a_task_changed_past_every_door_is_named(chain, tmp_path, settings, change, word):
    settings.DATA_DIR = tmp_path
    task = chain[0].task
    Task.objects.filter(pk=task.pk).update(**change)
    with pytest.raises(CommandError, match=f"Nhiệm vụ {task.pk}: {word} đang là"):
        call_command("verify_history")


def test_a_task_that_no_event_tells_of_is_named(chain):
    row = make.task(recorded=False)
    assert list(strayed_tasks()) == [f"Nhiệm vụ {row.pk} không có sự kiện nào trong nhật ký."]


def test_the_command_names_the_first_broken_link(chain, tmp_path, settings, capsys):
    settings.DATA_DIR = tmp_path
    call_command("verify_history")
    assert "nguyên vẹn" in capsys.readouterr().out
    TaskEvent.objects.filter(seq=2).update(actor_name="người khác")
    with pytest.raises(CommandError, match="số 2"):
        call_command("verify_history")


def test_the_command_keeps_an_anchor_outside_the_database(chain, tmp_path, settings):
    settings.DATA_DIR = tmp_path
    call_command("verify_history", anchor=True)
    line = json.loads((tmp_path / "history-anchors.jsonl").read_text().splitlines()[-1])
    assert line["seq"] == 6
    chain[2].reason = "khác"
    reseal(chain[2:], chain[1].hash)
    with pytest.raises(CommandError, match="viết lại"):
        call_command("verify_history")


@pytest.mark.django_db(transaction=True)
def test_an_event_outside_the_transaction_of_its_change_is_refused():
    with pytest.raises(RuntimeError, match="inside the transaction"):
        history.append([history.Entry("urge")], Actor(user=None), make.NOW)
    assert not TaskEvent.objects.exists()
