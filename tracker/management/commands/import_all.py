"""Fill an empty tracker from an archive made by export_all."""

import zipfile
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tracker.services.errors import ServiceError
from tracker.services.transfer import import_all


class Command(BaseCommand):
    help = "Nhập một bản xuất toàn bộ vào hệ thống trống. Mật khẩu phải đặt lại sau khi nhập."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path, help="tệp zip do export_all ghi")

    def handle(self, *args: Any, path: Path, **options: Any) -> None:
        try:
            manifest = import_all(path)
        except ServiceError as error:
            raise CommandError(error.message) from error
        except (OSError, zipfile.BadZipFile) as error:
            raise CommandError(f"Không đọc được tệp {path}.") from error
        rows = sum(table["rows"] for table in manifest["tables"])
        self.stdout.write(f"Đã nhập {rows} dòng; nhật ký đến số {manifest['history']['seq']} đã kiểm tra.")
