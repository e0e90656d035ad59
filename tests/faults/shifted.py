"""The product's own Celery application on the run's clock, ticking every FAULT_TICK seconds."""

import os

from django.utils import timezone

from tests.faults import clock

timezone.now = clock.now

from config.celery import app  # noqa: E402

app.conf.beat_schedule["tick"] |= {"schedule": float(os.environ.get("FAULT_TICK", "2")), "options": {}}
