"""Prints how well the reader does on an annotated corpus, by genre."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tracker.extraction.scoring import Doc, Score, score
from tracker.management.commands.extract import _day, read_one

MEASURES = ("detection", "segmentation", "deadlines", "assignees", "assignees_any_role")


class Command(BaseCommand):
    """Reads every NNN.txt of a folder that has its NNN.json and scores the result."""

    help = "Chấm điểm bộ đọc chỉ đạo trên tập văn bản đã gán nhãn, theo thể loại."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("gold", type=Path, help="thư mục chứa NNN.txt và NNN.json")
        parser.add_argument("--show", type=int, default=0, help="số lỗi in ra")

    def handle(self, *args: Any, **options: Any) -> None:
        rows = _rows(options["gold"])
        if not rows:
            raise CommandError(f"Không có tài liệu đã gán nhãn trong {options['gold']}")
        genres = sorted({genre for genre, _ in rows})
        self.stdout.write(f"{'':22}" + "  ".join(f"{m:>18}" for m in MEASURES) + "  giữ im lặng")
        for genre in genres:
            self._line(genre, score([doc for g, doc in rows if g == genre]))
        total = score([doc for _, doc in rows])
        self._line("tất cả", total)
        for name, what, text in total.misses[: options["show"]]:
            self.stdout.write(f"{name} | {what} | {text[:300]}")

    def _line(self, name: str, s: Score) -> None:
        cells = (getattr(s, m) for m in MEASURES)
        numbers = "  ".join(f"{t.f1:.3f} ({t.precision:.2f}/{t.recall:.2f})".rjust(18) for t in cells)
        self.stdout.write(f"{name:22}{numbers}  {s.quiet}/{s.negatives}")


def _rows(folder: Path) -> Sequence[tuple[str, Doc]]:
    rows = []
    for path in sorted(folder.glob("*.json")):
        source = path.with_suffix(".txt")
        if not source.exists():
            continue
        gold = json.loads(path.read_text("utf-8"))
        day = gold.get("reference_date")
        found = read_one(source, _day(day) if day else None)
        rows.append((str(gold.get("genre", "")), (path.stem, source.read_text("utf-8"), gold, found)))
    return rows
