"""Read every stored file that a row points to; name what is missing or damaged; fill gaps from a folder."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from tracker.management.ops import archive
from tracker.services import blobs
from tracker.services.stores import Folder


class Command(BaseCommand):
    help = "Đọc lại mọi tệp minh chứng, nêu tệp thiếu hoặc hỏng; lấy bù từ kho cũ hoặc bản sao lưu."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--fill", type=Path, help="thư mục kho cũ hoặc thư mục evidence của bản sao lưu để lấy bù"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        wanted = sorted(archive.evidence_hashes())
        source = Folder(options["fill"]) if options["fill"] else None
        filled, wrong = 0, []
        for digest in wanted:
            if blobs.whole(digest):
                continue
            data = source.get(digest) if source else None
            if data is not None and hashlib.sha256(data).hexdigest() == digest:
                blobs.restore(data)
                filled += 1
            else:
                wrong.append(digest)
        self.stdout.write(f"{len(wanted)} tệp, lấy bù {filled}, thiếu hoặc hỏng {len(wrong)}.")
        if wrong:
            raise CommandError("Thiếu hoặc hỏng:\n" + "\n".join(wrong))
