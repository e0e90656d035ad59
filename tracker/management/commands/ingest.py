"""Register one document from the command line and read it: the same intake as the upload page."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from tracker.models import Document, Membership, User
from tracker.rules.scope import Scope
from tracker.rules.statuses import Door, Role
from tracker.services import intake, reading
from tracker.services.errors import ServiceError
from tracker.services.policy import Actor


class Command(BaseCommand):
    help = "Nhập một văn bản (docx, doc, pdf, html, eml, msg, txt) và đọc các chỉ đạo trong đó."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="đường dẫn tệp")
        parser.add_argument("--date", help="ngày họp hoặc ngày ban hành, dạng 2019-10-31")
        parser.add_argument("--user", help="tên đăng nhập của chuyên viên nhập văn bản")
        parser.add_argument("--declare", default="", help="cam kết văn bản không thuộc bí mật nhà nước")

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(options["file"])
        now = timezone.now()
        try:
            given = intake.Intake(
                data=path.read_bytes(),
                name=path.name,
                reference_date=self._date(options["date"]),
                declaration=options["declare"],
            )
            document = intake.receive(given, self._actor(options["user"]), now=now)
        except OSError as error:
            raise CommandError(f"Không mở được tệp {path}: {error.strerror}.") from error
        except intake.AlreadyRegistered as error:
            self.stdout.write(error.message)
            document = error.document
        except ServiceError as error:
            raise CommandError(error.message) from error
        reading.read_document(document.pk, now=now)
        self._tell(Document.objects.get(pk=document.pk))

    def _date(self, text: str | None) -> dt.date | None:
        try:
            return dt.date.fromisoformat(text) if text else None
        except ValueError as error:
            raise CommandError(f"Ngày “{text}” không đúng dạng năm-tháng-ngày, ví dụ 2019-10-31.") from error

    def _actor(self, username: str | None) -> Actor:
        if not username:
            # Whoever may run this command on the server acts with a clerk's rights, recorded as the system.
            return Actor(user=None, scope=Scope(roles=frozenset({Role.CLERK})), door=Door.COMMAND)
        user = User.objects.filter(username=username, is_active=True).first()
        if user is None:
            raise CommandError(f"Không có tài khoản “{username}”.")
        scope = Membership.objects.scope_of(user, timezone.localdate())
        return Actor(user=user, scope=scope, door=Door.COMMAND)

    def _tell(self, document: Document) -> None:
        found = document.directives.order_by("span_start").prefetch_related("assignees")
        self.stdout.write(f"Văn bản số {document.pk}: {document.title}")
        self.stdout.write(f"Tìm thấy {len(found)} chỉ đạo đề xuất; duyệt tại /duyet/{document.pk}/")
        for directive in found:
            due = f"hạn {directive.due_date:%d/%m/%Y}" if directive.due_date else "không hạn"
            who = "; ".join(a.mention for a in directive.assignees.all()) or "chưa rõ cơ quan"
            self.stdout.write(f"  [{directive.level}] {due} | {who} | {directive.content[:90]}")
