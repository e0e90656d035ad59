"""The first account of a fresh site: a system administrator who must choose a password at once."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from tracker.services.accounts import first_administrator, rescue_administrator
from tracker.services.errors import ServiceError


class Command(BaseCommand):
    help = "Tạo tài khoản quản trị hệ thống khi trang không có ai giữ vai trò ấy, in mật khẩu tạm một lần."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--name", default="Quản trị hệ thống", help="họ và tên")
        parser.add_argument(
            "--reset",
            action="store_true",
            help="quản trị duy nhất mất mật khẩu hoặc điện thoại: cấp mật khẩu tạm, tắt xác thực hai lớp",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        name, now = options["username"], timezone.now()
        try:
            if options["reset"]:
                password = rescue_administrator(name, now=now)
            else:
                _, password = first_administrator(name, options["name"], now=now)
        except ServiceError as error:
            raise CommandError(error.message) from error
        self.stdout.write(f"Tài khoản: {name}\nMật khẩu tạm (phải đổi khi đăng nhập): {password}")
