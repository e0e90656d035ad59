"""The addresses of the reminder engine's screens."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.urls import URLPattern, path

from . import reminder_views as views
from .calendar_views import calendar_preview


def pages(guarded: Callable[..., Any]) -> list[URLPattern]:
    """The routes, each view wrapped by the site's own door."""
    return [
        path("nhac-viec/", guarded(views.forecast_page), name="reminder_forecast"),
        path("nhac-viec/dong-ho/", guarded(views.confirm_clock), name="confirm_clock"),
        path("nhac-viec/gui-lai/", guarded(views.revive), name="revive_mail"),
        path("tracker/task/<int:task_id>/nhac/", guarded(views.task_reminders), name="task_reminders"),
        path("cong-van-don-doc/", guarded(views.letters_page), name="urge_letters"),
        path("cong-van-don-doc/<int:letter_id>/", guarded(views.letter_draft), name="urge_letter_draft"),
        path("cong-van-don-doc/<int:letter_id>/ky/", guarded(views.letter_sign), name="urge_letter_sign"),
        path(
            "cong-van-don-doc/<int:letter_id>/giai-trinh/",
            guarded(views.ask_explanations),
            name="urge_letter_explain",
        ),
        path("lich-nghi/xem-truoc/", guarded(calendar_preview), name="calendar_preview"),
        path("thong-bao/", guarded(views.notices_page), name="notices"),
        path("thong-bao/da-xem/", guarded(views.notices_read), name="notices_read"),
    ]
