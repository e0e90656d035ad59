"""Write the whole tracker to one archive of open formats."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from tracker.services.transfer import export_all


class Command(BaseCommand):
    help = "Xuất toàn bộ dữ liệu (JSON Lines, tệp minh chứng, bản kê có mã băm) ra một tệp zip."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path, help="tệp zip sẽ ghi")

    def handle(self, *args: Any, path: Path, **options: Any) -> None:
        manifest = export_all(path)
        path.chmod(0o600)
        rows = sum(table["rows"] for table in manifest["tables"])
        self.stdout.write(f"Đã xuất {rows} dòng, {len(manifest['evidence'])} tệp minh chứng: {path}")
        for digest in manifest["missing"]:
            self.stderr.write(f"Thiếu tệp minh chứng trong kho: {digest}")
