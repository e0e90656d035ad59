"""Directives whose id of another system was given twice; name their system once it is known."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from tracker.models import Directive, Membership, User
from tracker.rules.numerals import sent_number
from tracker.services.errors import ServiceError
from tracker.services.manual import name_source
from tracker.services.policy import Actor


class Command(BaseCommand):
    help = "Liệt kê chỉ đạo có mã hệ thống khác bị trùng; ghi lại hệ thống nguồn của một chỉ đạo."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--set", nargs=2, metavar=("ID", "HỆ_THỐNG"), help="chỉ đạo và hệ thống nguồn")
        parser.add_argument("--by", help="tài khoản của người Văn phòng thực hiện")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["set"]:
            self._list()
            return
        user = User.objects.filter(username=options["by"] or "", is_active=True).first()
        number = sent_number(options["set"][0])
        if user is None or number is None:
            raise CommandError("Ghi: --set ID HỆ_THỐNG --by TÀI_KHOẢN, tài khoản đang hoạt động.")
        now = timezone.now()
        actor = Actor(user, Membership.objects.scope_of(user, timezone.localdate()))
        try:
            row = name_source(number, options["set"][1], actor, now=now)
        except ServiceError as error:
            raise CommandError(error.message) from error
        self.stdout.write(f"Chỉ đạo {row.pk}: {row.external_system} / {row.external_id}")

    def _list(self) -> None:
        rows = Directive.objects.filter(external_system__startswith="trùng #").order_by("external_id", "pk")
        for row in rows:
            # A restricted directive's words stay with its readers.
            words = "(hạn chế)" if row.restricted else row.content[:60]
            self.stdout.write(f"{row.external_id}\tchỉ đạo {row.pk}\t{row.state}\t{words}")
        self.stdout.write(f"{len(rows)} chỉ đạo có mã bị trùng.")
