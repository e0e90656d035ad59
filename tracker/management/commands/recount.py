"""Compare the kept counts of the dashboards with a recount of every task; make them anew when asked."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from tracker.services import counts

SHOWN = 20


class Command(BaseCommand):
    help = "Đối chiếu số liệu giữ sẵn của bảng điều hành với kết quả đếm lại toàn bộ nhiệm vụ."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--repair", action="store_true", help="lập lại số liệu giữ sẵn từ đầu")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["repair"]:
            self.stdout.write(f"Đã lập lại số liệu giữ sẵn từ {counts.rebuild()} nhiệm vụ.")
            return
        if not counts.standing().complete:
            raise CommandError("Số liệu giữ sẵn chưa theo kịp nhật ký; chạy: manage.py recount --repair")
        wrong = counts.disagreements()
        if wrong:
            listed = "\n".join(f"  {line}" for line in wrong[:SHOWN])
            raise CommandError(f"{len(wrong)} chỗ lệch; chạy: manage.py recount --repair\n{listed}")
        self.stdout.write("Số liệu giữ sẵn khớp với kết quả đếm lại.")
