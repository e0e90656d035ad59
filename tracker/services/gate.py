"""The secrecy gate of the life cycle: report texts and evidence are looked at before anything is written."""

from __future__ import annotations

import html
import lzma
import re
import zipfile
import zlib
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

from tracker.extraction import secrecy
from tracker.extraction.readers import ReadError, read_bytes

from .errors import InvalidInput

READABLE = frozenset({".pdf", ".docx", ".doc", ".txt"})
SHEETS = frozenset({".xlsx", ".pptx"})
_DANGEROUS = frozenset({"macro", "unsafe", "too_big_inside", "type_mixed"})
_UNPACKED_LIMIT = 60 * 1024 * 1024
# Whatever a broken or locked archive makes the standard library raise.
DAMAGED = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, RuntimeError, EOFError, OSError, ValueError)
_XML_TEXT = re.compile(r">([^<]+)<")


def refuse_secret_text(texts: Iterable[str]) -> None:
    """Raise InvalidInput when a typed text carries a mark of secrecy; soft hints are left to the writer."""
    finding = secrecy.check("\n".join(text for text in texts if text))
    if finding is not None and finding.strength == "hard":
        raise InvalidInput("classified", finding.sentence)


def refuse_secret_file(name: str, data: bytes, declared: bool) -> None:
    """Raise InvalidInput for a marked file, and for an uncheckable one that was not declared open."""
    text, hidden, unseen = _text_of(name, data)
    finding = secrecy.check(text, extra=(name, *hidden))
    if finding is not None and finding.strength == "hard":
        raise InvalidInput("classified", finding.sentence, field="files")
    if (finding is not None or unseen) and not declared:
        raise InvalidInput(
            "declaration_needed",
            f"Hệ thống không kiểm tra được hết nội dung tệp “{name}”: đề nghị đánh dấu ô cam kết tệp không "
            "chứa bí mật nhà nước, chọn lại tệp rồi gửi.",
            field="declared",
        )


def _text_of(name: str, data: bytes) -> tuple[str, tuple[str, ...], bool]:
    """Visible text, hidden texts, and whether part of the file could not be seen."""
    suffix = Path(name).suffix.lower()
    if suffix in SHEETS:
        seen, part_damaged = _sheet_text(name, data)
        return seen, (), part_damaged
    if suffix not in READABLE:
        return "", (), True
    try:
        result = read_bytes(name, data)
    except ReadError as error:
        if error.code in _DANGEROUS:
            raise InvalidInput(error.code, error.message, field="files") from error
        return "", (), True
    return result.text, tuple(result.hidden_text), result.needs_declaration


def _sheet_text(name: str, data: bytes) -> tuple[str, bool]:
    """All strings of a workbook or presentation, straight from its XML parts; whether a part is damaged."""
    parts, total = [], 0
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            for info in archive.infolist():
                if not info.filename.endswith((".xml", ".rels")):
                    continue
                total += info.file_size
                if total > _UNPACKED_LIMIT:
                    raise InvalidInput(
                        "too_big_inside",
                        f"Nội dung bên trong tệp “{name}” quá lớn; đề nghị tách nhỏ.",
                        field="files",
                    )
                parts += _strings(archive.read(info))
    except DAMAGED:
        return "\n".join(parts), True
    return "\n".join(parts), False


def _strings(xml: bytes) -> list[str]:
    """The texts of an XML part as people read them: letters may be numbers (&#7852;), or in UTF-16."""
    wide = xml.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = xml.decode("utf-16" if wide else "utf-8", "replace")
    return [html.unescape(found) for found in _XML_TEXT.findall(text)]
