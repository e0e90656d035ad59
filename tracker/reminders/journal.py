"""What was sent, kept in a file outside the database: a restored backup must not send it again."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
from pathlib import Path

from django.conf import settings


def journal_dir() -> Path:
    """The folder of the monthly files."""
    return Path(settings.DATA_DIR) / "sent-journal"


class Journal:
    """Append-only monthly files, one line per accepted message, flushed to disk before the row is settled."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or journal_dir()
        self._known: set[str] = set()
        self._read: dict[Path, int] = {}

    def record(self, message_id: str, address: str, at: dt.datetime, reply: str) -> None:
        """Add one line and wait until the disk has it. The address is kept as a hash."""
        self.folder.mkdir(parents=True, exist_ok=True)
        who = hashlib.sha256(address.lower().encode()).hexdigest()[:16]
        moment = at.astimezone(dt.UTC)
        clean = " ".join(reply.split())[:120]
        line = f"{moment.isoformat(timespec='seconds')}\t{message_id}\t{who}\t{clean}\n"
        path = self.folder / f"{moment:%Y-%m}.log"
        handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o640)
        try:
            os.write(handle, line.encode())
            os.fsync(handle)
        finally:
            os.close(handle)

    def has(self, message_id: str) -> bool:
        """Whether this message was accepted before, by any process that shares the folder."""
        self._catch_up()
        return message_id in self._known

    def _catch_up(self) -> None:
        if not self.folder.is_dir():
            return
        for path in sorted(self.folder.glob("*.log"))[-3:]:
            start = self._read.get(path, 0)
            if path.stat().st_size <= start:
                continue
            with path.open("rb") as lines:
                lines.seek(start)
                data = lines.read()
            # A half-written last line is read again next time.
            whole = data[: data.rfind(b"\n") + 1]
            self._read[path] = start + len(whole)
            for line in whole.decode(errors="replace").splitlines():
                fields = line.split("\t")
                if len(fields) > 1:
                    self._known.add(fields[1])
