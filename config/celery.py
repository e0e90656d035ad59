"""The Celery application: queues and the beat schedule, each entry with its reason."""

import os
from typing import Any

import structlog
from celery import Celery, signals
from kombu import Queue

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("dondoc")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.task_default_queue = "default"
app.conf.task_queues = [Queue(name) for name in ("default", "mail", "reading", "exports")]
app.conf.task_routes = {
    "tracker.tasks.read_document": {"queue": "reading"},
    "tracker.tasks.send_mail": {"queue": "mail"},
    "tracker.tasks.push_events": {"queue": "mail"},
    "tracker.tasks.run_export": {"queue": "exports"},
}
app.conf.beat_schedule = {
    # An interval, never a crontab: what is due is read from the rows, the tick only wakes the engine.
    "tick": {"task": "tracker.tasks.tick", "schedule": 60.0, "options": {"expires": 55}},
    # Partners hear of an event within half a minute; what fails waits in its row.
    "push_events": {"task": "tracker.tasks.push_events", "schedule": 30.0, "options": {"expires": 28}},
    # Readings whose wake-up was lost with the broker are found again in the rows.
    "sweep": {"task": "tracker.tasks.sweep", "schedule": 120.0, "options": {"expires": 110}},
}
app.autodiscover_tasks(["tracker"])


@signals.task_prerun.connect
def name_the_job(task_id: str = "", task: Any = None, **_: Any) -> None:
    """Every log line of a job carries its id, as those of a request carry the request's."""
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(job=task_id, task=getattr(task, "name", ""))
