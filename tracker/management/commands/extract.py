"""Prints what the reader finds in files, without a database: the contract by which it is measured."""

from __future__ import annotations

import datetime as dt
import json
from argparse import ArgumentParser
from functools import cache
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tracker.extraction.agencies import RegistryGazetteer, load_gazetteer
from tracker.extraction.pipeline import extract
from tracker.extraction.readers import ReadError, read_file
from tracker.extraction.serialize import to_json
from tracker.extraction.types import Context
from tracker.rules.workdays import Calendar

FIXTURES = Path(__file__).resolve().parents[3] / "fixtures"


class Command(BaseCommand):
    """One JSON object per file: to DIR/stem.json, or as lines on the standard output."""

    help = "Đọc tệp văn bản và in các chỉ đạo tìm được (JSON); không cần cơ sở dữ liệu."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, help="tệp cần đọc (.txt, .docx, .pdf, …)")
        parser.add_argument("--date", help="ngày họp hoặc ngày đăng, dạng YYYY-MM-DD")
        parser.add_argument("--dates", type=Path, help="tệp TSV: tên tệp không đuôi, tab, ngày hoặc để trống")
        parser.add_argument("--out", type=Path, help="thư mục ghi kết quả, mỗi tệp một JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        days = _days(options["dates"]) if options["dates"] else {}
        default = _day(options["date"]) if options["date"] else None
        if options["out"]:
            options["out"].mkdir(parents=True, exist_ok=True)
        unread = 0
        for path in options["files"]:
            try:
                found = read_one(path, days.get(path.stem, default))
            except CommandError as error:
                # One bad file must not cost the others their reading.
                self.stderr.write(str(error))
                unread += 1
                continue
            if options["out"]:
                target = options["out"] / f"{path.stem}.json"
                target.write_text(json.dumps(found, ensure_ascii=False, indent=1), "utf-8")
            else:
                self.stdout.write(json.dumps({"file": str(path), **found}, ensure_ascii=False))
        if unread:
            raise CommandError(f"{unread} tệp không đọc được.")


def read_one(path: Path, day: dt.date | None) -> dict[str, Any]:
    """The reader's result for one file as JSON values; raises CommandError when it cannot be read."""
    context = Context(reference_date=day, gazetteer=fixture_gazetteer(), calendar=fixture_calendar())
    try:
        if path.suffix.lower() == ".txt":
            return to_json(extract(_plain(path), context))
        text = read_file(path).text
    except OSError as error:
        raise CommandError(f"Không đọc được {path}: {error}") from error
    except ReadError as error:
        raise CommandError(f"{path}: {error.message}") from error
    return {**to_json(extract(text, context)), "text": text}


@cache
def fixture_gazetteer() -> RegistryGazetteer:
    """The shipped registry of bodies."""
    return load_gazetteer(FIXTURES)


@cache
def fixture_calendar() -> Calendar:
    """The shipped calendar of Vietnam; the command must not need the database's own."""
    return Calendar.from_rows(json.loads((FIXTURES / "calendar.json").read_text("utf-8")))


def _plain(path: Path) -> str:
    """A text file exactly as stored, so that offsets count its own characters."""
    raw = path.read_bytes()
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return raw.decode("utf-16")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return read_file(path).text


def _day(value: str) -> dt.date:
    try:
        return dt.date.fromisoformat(value)
    except ValueError as error:
        raise CommandError(f"Ngày không hợp lệ: {value} (cần dạng YYYY-MM-DD)") from error


def _days(path: Path) -> dict[str, dt.date | None]:
    out: dict[str, dt.date | None] = {}
    for line in path.read_text("utf-8").splitlines():
        stem, _, value = line.partition("\t")
        if stem.strip():
            out[stem.strip()] = _day(value.strip()) if value.strip() else None
    return out
