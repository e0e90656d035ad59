"""Logs: one JSON object per line in production, plain lines elsewhere; personal data and secrets masked."""

import logging
import re
from typing import Any

import structlog

_SENSITIVE = "password|secret|token|sessionid|csrftoken|authorization"
MASKS = [
    (re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+"), "[thư]"),
    (re.compile(r"dondoc_[\w-]{8,}"), "[mã truy cập]"),
    (re.compile(rf"(?i)\b({_SENSITIVE})([\"']?\s*[=:]\s*)[^\s,;&}}]+"), r"\1\2[…]"),
    (re.compile(r"(?<![\w.])(\+84|0)(?:[ .]?\d){9,10}(?!\w)"), "[điện thoại]"),
    (re.compile(r"(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])"), "[địa chỉ]"),
]
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\x80-\x9f\u202a-\u202e\u2066-\u2069]")
EXTRA = ("method", "view", "status", "ms", "user_id")


class WithTraceback(logging.Filter):
    """Of Django's own request log only the exceptions: our request line tells the rest, without the path."""

    def filter(self, record: logging.LogRecord) -> bool:
        return bool(record.exc_info)


def clean(text: str) -> str:
    """`text` without addresses, telephone numbers, tokens, and characters that could forge a line."""
    for pattern, mask in MASKS:
        text = pattern.sub(mask, text)
    return CONTROL.sub(" ", text)


def mask(logger: Any, method: str, event: dict[str, Any]) -> dict[str, Any]:
    """A structlog processor: every text of the event goes through `clean`."""
    return {key: clean(value) if isinstance(value, str) else value for key, value in event.items()}


def settings(as_json: bool, level: str) -> dict[str, Any]:
    """The LOGGING setting."""
    shared = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(allow=EXTRA),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
    ]
    last = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if as_json
        else structlog.processors.LogfmtRenderer(key_order=["timestamp", "level", "logger", "event"])
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"traceback": {"()": WithTraceback}},
        "formatters": {
            "line": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": shared,
                "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, mask, last],
            }
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            "axes": {"level": "WARNING"},
            "pypdfium2": {"level": "WARNING"},
            "django.request": {"level": "ERROR", "filters": ["traceback"]},
            "django.server": {"level": "WARNING"},
        },
    }
