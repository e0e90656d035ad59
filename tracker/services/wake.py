"""Waking a job after commit. The rows say what is to be done: a lost wake-up costs a minute at most."""

from __future__ import annotations

import logging
from functools import partial

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError

log = logging.getLogger(__name__)


def wake(task_name: str, *args: int) -> None:
    """Ask a worker to run `task_name(*args)` once the current transaction has committed."""
    transaction.on_commit(partial(_send, task_name, args))


def _send(task_name: str, args: tuple[int, ...]) -> None:
    try:
        current_app.tasks[task_name].apply_async(args=args, retry=False)
    except OperationalError:
        log.warning("broker away, %s%s waits for the sweep", task_name, args)
