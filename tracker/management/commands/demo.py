"""Set up the demonstration site: tables, accounts, meetings through the real intake, a past to look at."""

from __future__ import annotations

import datetime as dt
import json
from io import StringIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction
from django.utils import timezone

from tracker.management.demo import accounts, meetings, past
from tracker.models import Document, Task, User
from tracker.rules.reminder_schedule import slot_before
from tracker.services.calendar import office_calendar
from tracker.services.registry import load_reference

CURRENT_AGENCIES = ["btgdv-tu", "so-tai-chinh-2025", "so-xay-dung-2025", "so-khcn-2025"]
FOR_THE_VISITOR = "hoi-nghi-53.docx"  # left undecided: the newcomer confirms this one


class Command(BaseCommand):
    help = "Dựng trang trình diễn: danh mục, tài khoản, năm hội nghị qua bộ nhập và bộ đọc thật."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="không làm gì nếu đã có dữ liệu trình diễn")
        parser.add_argument("--quiet-when-present", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
        call_command("migrate", interactive=False, verbosity=0)
        if options["once"] and User.objects.filter(username="chuyenvien").exists():
            if not options["quiet_when_present"]:
                self.stdout.write("Đã có dữ liệu trình diễn.")
            self.stdout.write("Dữ liệu cũ được giữ nguyên; quên mật khẩu: manage.py changepassword TÊN")
            return
        self.fixtures = Path(settings.BASE_DIR) / "fixtures"
        self.plan = json.loads((self.fixtures / "demo.json").read_text(encoding="utf-8"))
        load_reference(self.fixtures)
        self._load_policy()
        codes = [row["agency"] for row in self.plan["accounts"]] + CURRENT_AGENCIES
        made = accounts.make_accounts(codes)
        with transaction.atomic():
            self._import_meetings(set(codes))
            self._import_current(set(codes))
        self._remind()
        self._tell(made)

    def _remind(self) -> None:
        # Mail goes out in the slots of a working day; the demo plays the last one, so that there is a letter
        # to open at any hour.
        slot = slot_before(office_calendar(), timezone.localtime())
        call_command("tick", "--now", f"{slot + dt.timedelta(minutes=5):%Y-%m-%dT%H:%M}", stdout=StringIO())
        sent = len(list(settings.MAIL_DIR.glob("*.eml")))
        self.stdout.write(f"  Nhắc việc khung {slot:%H:%M %d/%m/%Y}: {sent} thư trong {settings.MAIL_DIR}")

    def _load_policy(self) -> None:
        from tracker.reminders.policy import load_defaults

        rows = json.loads((self.fixtures / "reminder_policy.json").read_text(encoding="utf-8"))
        # The demo looks back two months, so that its first tick has something to say.
        load_defaults(rows, timezone.localdate() - dt.timedelta(days=60))

    def _import_meetings(self, codes: set[str]) -> None:
        index = json.loads((self.fixtures / "meetings" / "index.json").read_text(encoding="utf-8"))
        rows = index["meetings"] if isinstance(index, dict) else index
        clerk = User.objects.get(username="chuyenvien")
        office = User.objects.get(username="lanhdaovp")
        for row in sorted(rows, key=lambda item: item["date"]):
            day = dt.date.fromisoformat(row["date"])
            now = past.morning(day + dt.timedelta(days=3))
            actor = past.acting(clerk, now.date())
            data = (self.fixtures / "meetings" / row["file"]).read_bytes()
            document = meetings.import_document(row["file"], data, day, actor, now)
            self.stdout.write(f"  {row['title']}: {document.directives.count()} chỉ đạo")
            if row["file"] == FOR_THE_VISITOR:
                continue
            meetings.decide_all(document, actor, now, self.stdout.write)
            tasks = list(self._tasks(document))
            past.live_through(tasks, office, timezone.localdate(), codes)

    def _import_current(self, codes: set[str]) -> None:
        today = timezone.localdate()
        text = meetings.current_meeting(self.fixtures / "demo_current.txt", today, office_calendar())
        day = office_calendar().add_working_days(today, -9)
        now = past.morning(day)
        actor = past.acting(User.objects.get(username="chuyenvien"), day)
        document = meetings.import_document("giao-ban-thang-nay.txt", text.encode(), day, actor, now)
        self.stdout.write(f"  Giao ban tháng này: {document.directives.count()} chỉ đạo")
        meetings.decide_all(document, actor, now, self.stdout.write)
        past.begin_current(list(self._tasks(document)), today)

    def _tasks(self, document: Document) -> Any:
        return Task.objects.filter(directive__document=document).select_related("agency").order_by("id")

    def _tell(self, made: list[accounts.Account]) -> None:
        self.stdout.write(f"\nĐã có {Task.objects.count()} nhiệm vụ từ {Document.objects.count()} văn bản.")
        if made:
            self.stdout.write("\nTài khoản trình diễn (mật khẩu chỉ in một lần):")
            width = max(len(account.username) for account in made)
            for account in made:
                self.stdout.write(f"  {account.username:<{width}}  {account.password:<16}  {account.what}")
        port = settings.SITE_URL.rsplit(":", 1)[-1]
        visitor = Document.objects.filter(file_name=FOR_THE_VISITOR).first()
        self.stdout.write(
            "\nThử năm phút:\n"
            f"  1. Vào http://localhost:{port}/ bằng tài khoản chuyenvien.\n"
            f"  2. Mở văn bản Hội nghị lần thứ 53 (/duyet/{visitor.pk if visitor else 1}/), "
            "duyệt từng chỉ đạo, mở rộng nhóm cơ quan, bấm Giao.\n"
            "  3. Đăng nhập btctu, tiếp nhận và báo cáo một nhiệm vụ; dùng lanhdaovp để xác nhận.\n"
            "  4. Xem bảng điều hành bằng lanhdao (/bang-dieu-hanh/).\n"
            f"  5. Mở thư nhắc việc (.eml) trong {settings.MAIL_DIR}; khung sau 07:30, 13:30 ngày làm việc.\n"
            "     Xem trước ai được nhắc, vì sao: .venv/bin/python manage.py tick --dry-run"
        )
