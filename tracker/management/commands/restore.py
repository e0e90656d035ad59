"""Put a backup into an empty site and prove that all of it arrived; nothing is mailed a second time."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from tracker.management.ops import archive, dump
from tracker.models import EventHead, User
from tracker.reminders.journal import journal_dir
from tracker.services import blobs
from tracker.services.history import verify


class Command(BaseCommand):
    help = "Phục hồi một bản sao lưu vào trang trống, rồi đối chiếu từng bảng, tệp và chuỗi nhật ký."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", help="thư mục của một bản sao lưu")
        parser.add_argument(
            "--journal",
            action="append",
            default=[],
            help="nhật ký thư đã gửi mới hơn bản sao lưu (từ đĩa cũ hoặc máy khác), để không gửi lại",
        )
        parser.add_argument("--over", action="store_true", help="ghi đè trang đang có dữ liệu")

    def handle(self, *args: Any, **options: Any) -> None:
        folder = Path(options["folder"])
        wrong = archive.check(folder)
        if wrong:
            raise CommandError("\n".join(wrong))
        manifest = archive.Manifest.read(folder)
        if manifest.engine != connection.vendor:
            raise CommandError(f"Bản sao lưu là của {manifest.engine}, trang này dùng {connection.vendor}.")
        if not options["over"] and not self._is_empty():
            raise CommandError("Trang đã có tài khoản; chỉ phục hồi vào trang trống (hoặc thêm --over).")
        settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
        self._evidence(folder.parent / archive.POOL, manifest)
        # Before the database: the first tick after it must already know what was sent.
        sources = [folder / "sent-journal", *map(Path, options["journal"])]
        added = archive.merge_journal(sources, journal_dir())
        dump.load(folder / manifest.database)
        self._compare(manifest)
        call_command("migrate", interactive=False, verbosity=0)
        self._prove(manifest)
        self.stdout.write(
            f"Đã phục hồi đến {manifest.made_at}: {manifest.counts['task']} nhiệm vụ, "
            f"{manifest.history_seq} sự kiện đã đối chiếu, {added} dòng nhật ký thư."
        )
        if manifest.keys.get("SECRET_KEY") != archive.fingerprint(settings.SECRET_KEY):
            self.stdout.write("Khóa ký khác lúc sao lưu: mọi người phải đăng nhập lại.")

    @staticmethod
    def _is_empty() -> bool:
        tables = connection.introspection.table_names()
        return User._meta.db_table not in tables or not User.objects.exists()

    @staticmethod
    def _evidence(pool: Path, manifest: archive.Manifest) -> None:
        for digest in set(manifest.evidence) - set(manifest.missing):
            if not blobs.whole(digest):
                blobs.restore((pool / digest[:2] / digest).read_bytes())

    @staticmethod
    def _compare(manifest: archive.Manifest) -> None:
        """Raise CommandError unless every table has as many rows as the manifest says."""
        found = archive.counts()
        differ = [name for name, number in manifest.counts.items() if found.get(name) != number]
        if differ:
            raise CommandError(f"Số dòng không khớp bản kê: {', '.join(differ)}.")

    @staticmethod
    def _prove(manifest: archive.Manifest) -> None:
        """Raise CommandError unless the history is whole and ends where the manifest says."""
        broken = verify([(manifest.history_seq, manifest.history_hash)] if manifest.history_seq else [])
        if broken is not None:
            raise CommandError(broken.message)
        head = EventHead.objects.filter(pk=1).first()
        if head is not None and head.hash != manifest.history_hash:
            raise CommandError("Đầu chuỗi nhật ký không khớp bản kê.")
