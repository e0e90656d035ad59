"""Old Word files (.doc): the piece table gives the whole text, antiword, if installed, the automatic numbers.

antiword alone would not do: it refuses short files, and breaks the cells of tables into columns of blanks.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import struct
import subprocess
from collections import deque
from dataclasses import dataclass
from typing import Any

from .errors import ReadError, warning
from .result import Draft, Limits

_FIELD_CODE = re.compile("\x13[^\x13\x14\x15]*\x14?|\x15")
_CONTROL = re.compile("[\x00-\x06\x0e-\x12\x16-\x1d]")
_CELL = re.compile("\x07")
_NUMBERED = re.compile(r"\s*((?:\d{1,3}(?:\.\d{1,3})*|[IVXLC]{1,6}|[ivxlc]{1,6}|[a-zđ])[.)]|[-–•*])\s+(\S.*)")


@dataclass(frozen=True, slots=True)
class Stories:
    """The texts of a Word file: the main one, and all others (notes, headers, comments, text boxes)."""

    main: str
    others: str


def read_doc(data: bytes, limits: Limits) -> Draft:
    """Text of a Word 97–2003 file. Raises ReadError damaged, encrypted."""
    stories, properties, has_pictures = _open(data)
    draft = Draft()
    paragraphs = stories.main.splitlines()
    draft.lines = with_numbers(paragraphs, _antiword(limits) or "")
    if draft.lines == paragraphs:
        draft.warn(warning("numbering_lost"))
    draft.hidden = [*stories.others.splitlines(), *properties]
    if has_pictures:
        draft.needs_declaration = True
        draft.warn(warning("images"))
    return draft


def with_numbers(paragraphs: list[str], shown: str) -> list[str]:
    """The paragraphs with the list numbers that stand before the same words in antiword's text."""
    labels: dict[str, deque[str]] = {}
    for line in shown.splitlines():
        if found := _NUMBERED.match(line):
            labels.setdefault(" ".join(found.group(2).split()), deque()).append(found.group(1))
    numbered = []
    for paragraph in paragraphs:
        waiting = labels.get(" ".join(paragraph.split()))
        numbered.append(f"{waiting.popleft()} {paragraph}" if waiting else paragraph)
    return numbered


def _open(data: bytes) -> tuple[Stories, list[str], bool]:
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            names = ["/".join(path) for path in ole.listdir()]
            if "WordDocument" not in names:
                raise ReadError("damaged", kind=".doc")
            stream = ole.openstream("WordDocument").read()
            table_name = "1Table" if _flags(stream) & 0x0200 else "0Table"
            table = ole.openstream(table_name).read() if table_name in names else b""
            stories = read_stories(stream, table)
            has_pictures = "Data" in names or any(name.startswith("ObjectPool/") for name in names)
            return stories, _properties(ole), has_pictures
    except (OSError, struct.error, IndexError, ValueError, TypeError, AttributeError, KeyError) as error:
        raise ReadError("damaged", kind=".doc") from error


def _flags(stream: bytes) -> int:
    """The flag word of the file header, after checking that it is Word 97 or later and not encrypted."""
    magic, version = struct.unpack_from("<HH", stream, 0)
    if magic != 0xA5EC or version < 0x00C1:
        raise ReadError("damaged", kind=".doc")
    (flags,) = struct.unpack_from("<H", stream, 0x0A)
    if flags & 0x0100:
        raise ReadError("encrypted")
    return int(flags)


def read_stories(stream: bytes, table: bytes) -> Stories:
    """All texts, put together from the piece table (Word keeps edited text in pieces, out of order)."""
    counts = struct.unpack_from("<8I", stream, 0x4C)
    offset, size = struct.unpack_from("<II", stream, 0x01A2)
    pieces = _piece_table(table[offset : offset + size])
    text = "".join(_piece(stream, start, length) for start, length in pieces)
    return Stories(_clean(text[: counts[0]]), _clean(text[counts[0] :]))


def _piece_table(clx: bytes) -> list[tuple[int, int]]:
    """(file position with its compression flag, length in characters) of each piece."""
    place = 0
    while place < len(clx) and clx[place] == 1:  # formatting that comes before the table
        place += 3 + struct.unpack_from("<H", clx, place + 1)[0]
    if place >= len(clx) or clx[place] != 2:
        raise ReadError("damaged", kind=".doc")
    (size,) = struct.unpack_from("<I", clx, place + 1)
    body = clx[place + 5 : place + 5 + size]
    count = (len(body) - 4) // 12
    bounds = struct.unpack_from(f"<{count + 1}I", body, 0)
    starts = [struct.unpack_from("<I", body, 4 * (count + 1) + 8 * i + 2)[0] for i in range(count)]
    return [(start, max(0, bounds[i + 1] - bounds[i])) for i, start in enumerate(starts)]


def _piece(stream: bytes, start: int, length: int) -> str:
    if start & 0x40000000:
        begin = (start & 0x3FFFFFFF) // 2
        return stream[begin : begin + length].decode("cp1252", "replace")
    return stream[start : start + 2 * length].decode("utf-16-le", "replace")


def _clean(text: str) -> str:
    while (shorter := _FIELD_CODE.sub("", text)) != text and "\x13" in shorter:
        text = shorter
    text = _CELL.sub(" | ", shorter.replace("\x07\x07", "\n"))
    text = text.replace("\x0b", "\n").replace("\r", "\n").replace("\x0c", "\n")
    return _CONTROL.sub("", text.replace("\x1e", "-").replace("\x1f", ""))


def _properties(ole: Any) -> list[str]:
    found: list[str] = []
    for name in ("\x05SummaryInformation", "\x05DocumentSummaryInformation"):
        if ole.exists(name):
            values = ole.getproperties(name, convert_time=False).values()
            found += [_as_text(value) for value in values if isinstance(value, bytes | str)]
    return [value for value in found if value]


def _as_text(value: bytes | str) -> str:
    if isinstance(value, str):
        return value
    for coding in ("utf-8", "cp1258"):
        try:
            return value.decode(coding)
        except UnicodeDecodeError:
            continue
    return value.decode("latin-1")


def _antiword(limits: Limits) -> str | None:
    """antiword's text of the file on standard input, or None when it is not installed or gives up.

    Standard input is the memory file of the parent, so antiword reads it by its path and no copy is made.
    """
    program = shutil.which("antiword")
    if program is None or not _is_memory_file():
        return None
    command = [program, "-m", "UTF-8.txt", "-w", "0", "/proc/self/fd/0"]
    environment = {"PATH": os.defpath, "LC_ALL": "C.UTF-8", "HOME": "/nonexistent"}
    os.lseek(0, 0, os.SEEK_SET)
    try:
        done = subprocess.run(  # noqa: S603 - fixed arguments
            command, stdin=0, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment,
            timeout=limits.seconds / 2, check=False,
        )  # fmt: skip
    except (subprocess.TimeoutExpired, OSError):
        return None
    text = done.stdout.decode("utf-8", "replace")
    return text if done.returncode == 0 and text.strip() else None


def _is_memory_file() -> bool:
    try:
        return os.readlink("/proc/self/fd/0").startswith("/memfd:")
    except OSError:
        return False
