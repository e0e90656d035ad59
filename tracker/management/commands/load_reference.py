"""The tables a fresh site starts with: agencies, collectives, calendar, fields, the reminder policy."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from tracker.reminders.policy import load_defaults
from tracker.services.registry import load_reference


class Command(BaseCommand):
    help = "Nạp danh mục ban đầu: cơ quan, nhóm cơ quan, lịch nghỉ, lĩnh vực, quy tắc nhắc."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--folder", default=str(Path(settings.BASE_DIR) / "fixtures"))

    def handle(self, *args: Any, **options: Any) -> None:
        folder = Path(options["folder"])
        for name, number in load_reference(folder).items():
            self.stdout.write(f"  {name}: {number}")
        rows = json.loads((folder / "reminder_policy.json").read_text(encoding="utf-8"))
        # Rules speak from today on: a new site has nothing to catch up.
        load_defaults(rows, timezone.localdate())
        self.stdout.write(f"  reminder_policy: {len(rows)}")
