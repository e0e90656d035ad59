"""One command, one consistent backup: database, evidence, journal of sent mail, list of keys."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from tracker.management.ops import archive, dump
from tracker.reminders.journal import journal_dir
from tracker.services.stores import StoreAway


class Command(BaseCommand):
    help = "Sao lưu nhất quán cơ sở dữ liệu, minh chứng, nhật ký thư đã gửi; kiểm tra lại bằng mã băm."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--to", required=True, help="thư mục sao lưu (nên ở ổ đĩa hoặc máy khác)")
        parser.add_argument("--keep", type=int, default=0, help="chỉ giữ số bản mới nhất này (0: giữ hết)")
        parser.add_argument("--prune", action="store_true", help="chỉ bỏ bản cũ theo --keep, không sao lưu")
        parser.add_argument("--check", action="store_true", help="chỉ kiểm tra bản mới nhất, không sao lưu")

    def handle(self, *args: Any, **options: Any) -> None:
        root = Path(options["to"])
        if options["check"]:
            self._check(root)
            return
        if options["prune"]:
            self._prune(root, options["keep"])
            return
        moment = timezone.localtime()
        folder = root / f"{moment:%Y%m%d-%H%M%S}"
        folder.mkdir(parents=True, mode=0o750)
        try:
            manifest, copied = self._make(root, folder, moment)
        except BaseException as error:
            # On a full disk what is half there would stand in the way of tomorrow's backup.
            shutil.rmtree(folder, ignore_errors=True)
            if isinstance(error, OSError | StoreAway):
                why = error.__cause__ or error
                raise CommandError(f"Chưa sao lưu được: {why}. Bản dở đã bỏ.") from error
            raise
        gone = archive.prune(root, options["keep"])
        self.stdout.write(
            f"{folder}: {manifest.counts['task']} nhiệm vụ, {manifest.history_seq} sự kiện, "
            f"{len(manifest.evidence)} tệp minh chứng ({copied} tệp mới); đã bỏ {gone} bản cũ."
        )
        self.stdout.write("Khóa phải giữ riêng: " + ", ".join(f"{k} ({v})" for k, v in manifest.keys.items()))
        if manifest.missing:
            raise CommandError(f"Kho minh chứng thiếu hoặc hỏng {len(manifest.missing)} tệp, xem bản kê.")

    @staticmethod
    def _make(root: Path, folder: Path, moment: dt.datetime) -> tuple[archive.Manifest, int]:
        """Write everything of one backup; its manifest and how many evidence files were new."""
        with dump.frozen() as snapshot:
            manifest = archive.describe(moment, dump.file_name())
            dump.dump(folder / manifest.database, snapshot)
        archive.sync(folder / manifest.database)
        manifest.database_sha256 = archive.sha256(folder / manifest.database)
        # After the database: a file always exists before the row that points to it.
        copied = archive.copy_evidence(root, manifest)
        archive.merge_journal([journal_dir()], folder / "sent-journal")
        manifest.save(folder)
        return manifest, copied

    def _prune(self, root: Path, keep: int) -> None:
        """Make room without writing anything: a backup onto a full disk could not come first."""
        if keep < 1:
            raise CommandError("--prune cần --keep với số bản giữ lại, từ 1 trở lên.")
        self.stdout.write(f"Đã bỏ {archive.prune(root, keep)} bản cũ.")

    def _check(self, root: Path) -> None:
        done = archive.finished(root)
        if not done:
            raise CommandError(f"Không có bản sao lưu nào trong {root}.")
        wrong = archive.check(done[-1])
        if wrong:
            raise CommandError("\n".join(wrong))
        self.stdout.write(f"{done[-1]}: nguyên vẹn.")
