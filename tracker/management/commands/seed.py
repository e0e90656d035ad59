"""Fill an empty site with a generated office, for load tests and for trying the system at full size."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from tracker.management.ops.seed import Seeder
from tracker.models import Task
from tracker.services.registry import load_reference


class Command(BaseCommand):
    help = "Sinh dữ liệu thử giống một văn phòng thật (chỉ dùng cho trang thử, không dùng cho trang thật)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--tasks", type=int, required=True, help="số nhiệm vụ cần sinh")
        parser.add_argument("--seed", type=int, default=1, help="cùng số cho cùng dữ liệu")
        parser.add_argument("--add", action="store_true", help="thêm vào trang đã có dữ liệu")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["tasks"] < 1:
            raise CommandError("Số nhiệm vụ phải từ 1 trở lên.")
        settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
        call_command("migrate", interactive=False, verbosity=0)
        if Task.objects.exists() and not options["add"]:
            raise CommandError("Trang đã có nhiệm vụ; chỉ sinh dữ liệu vào trang trống (hoặc thêm --add).")
        load_reference(Path(settings.BASE_DIR) / "fixtures")
        start = time.monotonic()
        password = os.environ.get("SEED_PASSWORD", "")
        counts = Seeder(options["tasks"], timezone.now(), password, options["seed"]).run()
        for name, number in counts.items():
            self.stdout.write(f"  {name}: {number}")
        self.stdout.write(f"Đã sinh trong {time.monotonic() - start:.1f} giây.")
