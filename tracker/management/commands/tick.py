"""Run the reminder engine once: by a system timer, by hand, or to see what it would do."""

from __future__ import annotations

import datetime as dt
import json
import signal
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from tracker.reminders import engine, preview
from tracker.reminders.clock_watch import AHEAD_TOLERANCE, shared_clock, witness
from tracker.reminders.dispatch import Sender
from tracker.services.calendar import office_calendar

LABELS = {
    "planned": "đã lập",
    "released": "đã nhắc",
    "held": "chờ",
    "skipped": "gộp",
    "no_recipient": "chưa có người nhận",
    "digests": "bản tổng hợp",
    "letters": "công văn dự thảo",
    "caught_up": "đợt bị lỡ",
    "sent": "đã gửi",
    "retried": "sẽ gửi lại",
    "dead": "không gửi được",
    "cancelled": "bỏ, hết nội dung",
    "on_hold": "bị giữ vì đồng hồ",
}


class Command(BaseCommand):
    help = "Chạy bộ nhắc việc một lần: lập lịch nhắc, tổng hợp và gửi."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--now", help="thời điểm giả định, dạng 2026-03-02T07:30 (giờ Việt Nam)")
        parser.add_argument("--dry-run", action="store_true", help="chỉ xem sẽ nhắc ai, không ghi, không gửi")
        parser.add_argument("--force", action="store_true", help="gửi thật dù thời điểm còn ở tương lai")
        parser.add_argument("--json", action="store_true", help="in kết quả dạng JSON")
        parser.add_argument("--budget", type=float, default=300.0, help="thời gian gửi tối đa (giây)")

    def handle(self, *args: Any, **options: Any) -> None:
        moment = self._moment(options["now"])
        if options["dry_run"]:
            self._dry_run(moment or timezone.now(), options["json"])
            return
        if moment and moment > timezone.now() + AHEAD_TOLERANCE and not options["force"]:
            raise CommandError(
                "Thời điểm còn ở tương lai: thêm --dry-run để xem trước, hoặc --force nếu thật sự muốn gửi."
            )
        stopping: list[int] = []
        # The mail in hand is finished, the next one is not begun.
        previous = signal.signal(signal.SIGTERM, lambda number, _: stopping.append(number))
        try:
            clock = (lambda: moment) if moment else shared_clock(timezone.now)
            sender = Sender(clock, office_calendar(), stopped=lambda: bool(stopping))
            # A moment given by hand is believed; the machine's own clock has to agree with its witness.
            report = engine.tick(clock, sender, options["budget"], None if moment else witness())
        finally:
            signal.signal(signal.SIGTERM, previous)
        self._print(report.as_dict(), options["json"])

    def _moment(self, text: str | None) -> dt.datetime | None:
        if text is None:
            return None
        try:
            moment = dt.datetime.fromisoformat(text)
        except ValueError as error:
            raise CommandError(f"Thời điểm không hợp lệ: {text}") from error
        return moment if moment.tzinfo else moment.replace(tzinfo=timezone.get_default_timezone())

    def _dry_run(self, now: dt.datetime, as_json: bool) -> None:
        rows = [line.as_dict() for line in preview.forecast(now)]
        if as_json:
            self.stdout.write(json.dumps({"now": now.isoformat(), "lines": rows}, ensure_ascii=False))
            return
        for row in rows:
            to = ", ".join(row["recipients"]) or "–"
            self.stdout.write(f"{row['state_label']}: {row['task']} | {row['rule']} → {to} {row['reason']}")
        self.stdout.write(f"{len(rows)} dòng")

    def _print(self, counts: dict[str, int], as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(counts))
            return
        self.stdout.write("; ".join(f"{label} {counts[name]}" for name, label in LABELS.items()))
