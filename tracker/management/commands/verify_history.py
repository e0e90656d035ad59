"""Walk the whole history and name the first broken link; keep head hashes in a file outside the database."""

from __future__ import annotations

import json
import os
from itertools import islice
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from tracker.models import EventHead
from tracker.services import history
from tracker.services.history_rows import strayed_tasks

ANCHORS = "history-anchors.jsonl"
SHOWN = 20  # findings printed; the first ones are enough to start from


class Command(BaseCommand):
    help = "Kiểm tra chuỗi nhật ký từ đầu đến cuối, đối chiếu với các mốc neo đã lưu và với từng nhiệm vụ."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--anchor", action="store_true", help="ghi thêm mốc neo sau khi kiểm tra đạt")

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(settings.DATA_DIR) / ANCHORS
        known = read_anchors(path)
        broken = history.verify(known)
        if broken is not None:
            raise CommandError(f"Nhật ký bị hỏng tại sự kiện số {broken.seq}: {broken.message}")
        strayed = list(islice(strayed_tasks(), SHOWN + 1))
        if strayed:
            more = "\n…" if len(strayed) > SHOWN else ""
            raise CommandError(
                "Chuỗi nhật ký nguyên vẹn nhưng nhiệm vụ bị sửa ngoài hệ thống:\n"
                + "\n".join(strayed[:SHOWN])
                + more
            )
        head = EventHead.objects.filter(pk=1).first()
        count = head.seq if head else 0
        self.stdout.write(f"Nhật ký nguyên vẹn: {count} sự kiện, đối chiếu {len(known)} mốc neo.")
        if options["anchor"] and head and (head.seq, head.hash) not in known:
            append_anchor(path, head)
            self.stdout.write(f"Đã ghi mốc neo số {head.seq}; nên chép tệp {ANCHORS} sang máy khác.")


def read_anchors(path: Path) -> list[tuple[int, str]]:
    """The (seq, hash) pairs kept so far; an unreadable line is an error, never skipped."""
    if not path.exists():
        return []
    try:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        return [(int(row["seq"]), str(row["hash"])) for row in rows]
    except (ValueError, KeyError, TypeError) as error:
        raise CommandError(f"Tệp mốc neo {path.name} không đọc được: {error}") from error


def append_anchor(path: Path, head: EventHead) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    line = {"at": timezone.now().isoformat(timespec="seconds"), "seq": head.seq, "hash": head.hash}
    with path.open("a", encoding="utf-8") as out:
        out.write(json.dumps(line) + "\n")
        out.flush()
        os.fsync(out.fileno())
