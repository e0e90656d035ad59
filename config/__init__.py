"""Settings, Celery application and root URLs; knows tracker, tracker never knows it."""

from .celery import app as celery_app

__all__ = ["celery_app"]
