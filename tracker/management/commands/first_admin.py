"""The first account of a fresh site: a system administrator who must choose a password at once."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from tracker.services.accounts import first_administrator
from tracker.services.errors import ServiceError


class Command(BaseCommand):
    help = "Tạo tài khoản quản trị hệ thống đầu tiên, in mật khẩu tạm một lần."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--name", default="Quản trị hệ thống", help="họ và tên")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            user, password = first_administrator(options["username"], options["name"], now=timezone.now())
        except ServiceError as error:
            raise CommandError(error.message) from error
        self.stdout.write(f"Tài khoản: {user.username}\nMật khẩu tạm (phải đổi khi đăng nhập): {password}")
