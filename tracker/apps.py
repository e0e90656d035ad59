"""Start-up wiring only."""

from django.apps import AppConfig


class TrackerConfig(AppConfig):
    name = "tracker"
    verbose_name = "Theo dõi chỉ đạo"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from tracker import checks, tasks  # noqa: F401  (registers system checks and Celery tasks)
