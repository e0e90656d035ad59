"""The first account of a fresh site: a system administrator who must choose a password at once."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from tracker.models import Membership, User
from tracker.rules.statuses import Door, Role
from tracker.services.accounts import record_user, temporary_password
from tracker.services.policy import Actor


class Command(BaseCommand):
    help = "Tạo tài khoản quản trị hệ thống đầu tiên, in mật khẩu tạm một lần."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--name", default="Quản trị hệ thống", help="họ và tên")

    def handle(self, *args: Any, **options: Any) -> None:
        # Later administrators are made by this one in the application, where the history tells by whom.
        if Membership.objects.filter(role=Role.SYSADMIN.value).exists():
            raise CommandError("Trang đã có quản trị hệ thống; tạo tài khoản mới trong trang quản trị.")
        password = temporary_password()
        actor = Actor(user=None, door=Door.COMMAND)
        with transaction.atomic():
            user = User.objects.create_user(
                username=options["username"],
                password=password,
                full_name=options["name"],
                is_staff=True,
                must_change_password=True,
            )
            Membership.objects.create(user=user, role=Role.SYSADMIN.value)
            record_user(user, "open_account", {"role": Role.SYSADMIN.value}, actor, timezone.now())
        self.stdout.write(f"Tài khoản: {user.username}\nMật khẩu tạm (phải đổi khi đăng nhập): {password}")
