"""A table as people send it (CSV, XLSX, JSON) to rows of plain text under our column names; no decisions."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from typing import Any

from tracker.extraction.textkit import fold, nfc

from .errors import InvalidInput
from .workbooks import MAX_BYTES, opened

MAX_ROWS = 5000
Row = dict[str, str]

# Headings people use (folded) and the column each means.
HEADINGS = {
    "external_id": ("external_id", "ma he thong khac", "ma ngoai", "ma"),
    "external_system": ("external_system", "he thong nguon"),
    "text": ("text", "noi dung", "noi dung chi dao", "nguyen van", "chi dao"),
    "lead": ("lead", "chu tri", "co quan chu tri", "don vi chu tri"),
    "support": ("support", "phoi hop", "co quan phoi hop", "don vi phoi hop"),
    "due_date": ("due_date", "han", "thoi han", "han hoan thanh"),
    "level": ("level", "muc"),
    "field": ("field", "linh vuc"),
    "urgency": ("urgency", "do khan"),
    "is_key": ("is_key", "trong tam"),
    "product": ("product", "san pham"),
    "document_number": ("document_number", "so van ban", "so, ky hieu", "van ban"),
    "document_title": ("document_title", "trich yeu"),
    "meeting": ("meeting", "hoi nghi", "cuoc hop"),
    "meeting_date": ("meeting_date", "ngay hop"),
}
COLUMN = {heading: name for name, headings in HEADINGS.items() for heading in headings}


def read_table(name: str, data: bytes) -> list[Row]:
    """The rows of a .csv, .xlsx or .json file. Raises InvalidInput when it is no such table."""
    if len(data) > MAX_BYTES:
        raise InvalidInput("too_large", "Tệp nhập không được lớn quá 5 MB.", field="file")
    suffix = name.rsplit(".", 1)[-1].lower()
    if suffix == "json":
        return from_json(_decode(data))
    if suffix == "csv":
        return _named(_lines(_decode(data)))
    if suffix == "xlsx":
        return _named(_sheet(data))
    raise InvalidInput("file_type", "Chỉ nhận tệp .csv, .xlsx hoặc .json.", field="file")


def from_json(text: str) -> list[Row]:
    """Rows of a JSON list of objects (or {"rows": [...]})."""
    try:
        given = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _unreadable() from error
    return from_objects(given.get("rows") if isinstance(given, dict) else given)


def from_objects(rows: Any) -> list[Row]:
    """Rows of a list of objects whose members are named like our columns."""
    if not isinstance(rows, list) or not all(_is_plain(row) for row in rows):
        raise _unreadable()
    keys = list(dict.fromkeys(str(key) for row in rows for key in row))
    return _named([keys, *[[row.get(key) for key in keys] for row in rows]])


def _is_plain(row: Any) -> bool:
    """An object of texts, numbers and lists of them: what lies deeper is no cell of a table."""
    if not isinstance(row, dict):
        return False
    cells = [part for cell in row.values() for part in (cell if isinstance(cell, list) else [cell])]
    return not any(isinstance(cell, list | dict) for cell in cells)


def _decode(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidInput("encoding", "Tệp phải lưu theo mã UTF-8.", field="file") from error


def _lines(text: str) -> list[list[Any]]:
    try:
        return list(csv.reader(io.StringIO(text), dialect=_dialect(text)))
    except csv.Error as error:
        raise _unreadable() from error


def _dialect(text: str) -> type[csv.Dialect]:
    first = text.split("\n", 1)[0]

    class Local(csv.excel):
        delimiter = max(",;\t", key=first.count)

    return Local


def _sheet(data: bytes) -> list[list[Any]]:
    with opened(data, _unreadable(), values_only=True) as book:
        sheet = book.worksheets[0]
        # Sheets may claim a million empty rows: stop one after the limit.
        return [list(row) for row in sheet.iter_rows(max_row=MAX_ROWS + 2, max_col=60, values_only=True)]


def _unreadable() -> InvalidInput:
    return InvalidInput("unreadable", "Không đọc được bảng trong tệp này.", field="file")


def _named(lines: list[list[Any]]) -> list[Row]:
    lines = [line for line in lines if any(cell not in (None, "") for cell in line)]
    if len(lines) < 2:
        raise InvalidInput("empty", "Bảng không có dòng nào.", field="file")
    if len(lines) - 1 > MAX_ROWS:
        raise InvalidInput("too_many_rows", f"Mỗi lần nhập không quá {MAX_ROWS} dòng.", field="file")
    names = [COLUMN.get(fold(str(cell or "")), "") for cell in lines[0]]
    unknown = [str(cell) for cell, name in zip(lines[0], names, strict=True) if cell and not name]
    if unknown:
        raise InvalidInput("unknown_column", f"Không hiểu cột: {', '.join(unknown)[:300]}.", field="file")
    if "text" not in names or "lead" not in names:
        raise InvalidInput("missing_column", "Bảng phải có cột “Nội dung” và “Chủ trì”.", field="file")
    return [
        {name: _text(cell) for name, cell in zip(names, line, strict=False) if name} for line in lines[1:]
    ]


def _text(cell: Any) -> str:
    """A cell as text: whole numbers without ".0", dates as ISO, lists joined by semicolons."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat()
    if isinstance(cell, dt.date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, list):
        return "; ".join(_text(part) for part in cell)
    # Half a character (JSON allows one) can be stored nowhere.
    whole = str(cell).encode("utf-8", "ignore").decode()
    return nfc(whole).replace("\x00", "").strip()
