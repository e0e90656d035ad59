"""The documented consumer of events, and what its copy of a task gets wrong."""

import importlib.util
from pathlib import Path

from tracker.services.history import plain

EXAMPLE = Path(__file__).parents[1] / "docs" / "examples" / "webhook_consumer.py"
_spec = importlib.util.spec_from_file_location("webhook_consumer", EXAMPLE)
consumer = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(consumer)


def rebuilt(task):
    """The copy a partner has of `task` after all of its events."""
    copy = consumer.Copy()
    for event in task.events.order_by("seq"):
        copy.apply(as_sent(event))
    return copy


def as_sent(event):
    names = {"agency_after": "agency_after_id"}
    columns = {name: plain(getattr(event, names.get(name, name))) for name in consumer.COLUMNS}
    return {"task": event.task_id, "seq": event.seq, "after": event.after, **columns}


def differences(copy, task):
    """Column → (the partner's, ours), for every column that a partner keeps."""
    kept = copy.tasks[task.pk]
    ours = {
        name: getattr(task, "agency_id" if name == "agency" else name) for name in consumer.COLUMNS.values()
    }
    ours |= {name: getattr(task, name) for name in consumer.FIELDS}
    # What was never told stands as it is in a new task.
    fresh = type(task)()
    return {
        name: (kept.get(name, plain(getattr(fresh, name, None))), plain(value))
        for name, value in ours.items()
        if kept.get(name, plain(getattr(fresh, name, None))) != plain(value)
    }
