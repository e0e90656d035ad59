"""How a message leaves: one protocol, and the channel that a site's settings choose for each name."""

from __future__ import annotations

import datetime as dt
import logging
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from django.conf import settings

from .http_channels import Gateway, Webhook
from .messages import Words, as_email
from .outbox import Verdict
from .smtp import SmtpChannel

log = logging.getLogger(__name__)

Phase = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Parcel:
    """What a channel needs to send one message; `phase` is told how far the dialogue has come."""

    words: Words
    address: str
    message_id: str
    at: dt.datetime
    phase: Phase


class Channel(Protocol):
    """A way out. `send` never raises for a refusal or a broken line: it answers with a Verdict.

    `server` names what must not be fed faster than MAIL_PER_SECOND; empty where no pace is needed.
    `close` ends what was kept open for the next message; the channel may be used again afterwards.
    """

    @property
    def server(self) -> str: ...

    def send(self, parcel: Parcel) -> Verdict: ...

    def close(self) -> None: ...


class EmlFiles:
    """Mail as .eml files in a folder, for machines without a mail server; a repeat overwrites its file."""

    server = ""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def send(self, parcel: Parcel) -> Verdict:
        mail = as_email(parcel.words, parcel.address, parcel.message_id, parcel.at)
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self.folder / f"{parcel.message_id.strip('<>').split('@')[0]}.eml"
        half = path.with_suffix(f".{os.getpid()}.part")
        parcel.phase("data")
        try:
            with half.open("wb") as out:
                out.write(mail)
                out.flush()
                os.fsync(out.fileno())
            half.replace(path)
        except OSError as error:
            half.unlink(missing_ok=True)
            return Verdict("temporary", None, f"{type(error).__name__}: {error.strerror}")
        log.info("mail for %s: %s (%s)", parcel.address, parcel.words.subject, path.name)
        return Verdict("accepted", 250, path.name)

    def close(self) -> None:
        """Nothing is kept open."""


def channel_for(name: str) -> Channel | None:
    """The configured channel of that name, or None when the site has not set it up."""
    if name == "email":
        return SmtpChannel.from_settings() if settings.EMAIL_HOST else EmlFiles(Path(settings.MAIL_DIR))
    if name == "webhook":
        return Webhook.from_settings()
    return Gateway.from_settings()


def configured() -> list[str]:
    """The names of the channels that have somewhere to send to."""
    return [name for name in ("email", "webhook", "gateway") if channel_for(name) is not None]
