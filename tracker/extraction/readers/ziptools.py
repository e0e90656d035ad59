"""Opening a zip that may be hostile: names, counts, overlaps, real sizes are checked before any parsing."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from itertools import pairwise

from .errors import ReadError
from .result import Limits

_EVIL_NAME = re.compile(r"^[/\\]|^[A-Za-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)|[\0-\x1f]|\\")
_SYMLINK = 0o120000
_CHUNK = 1 << 16


def unpack(data: bytes, limits: Limits, *, kind: str) -> dict[str, bytes]:
    """All XML parts of the package by name, and the first bytes of the others.

    Raises ReadError: damaged, encrypted, too_big_inside, unsafe (names, duplicates, overlaps, nesting).
    """
    if _told_entries(data) > limits.entries:
        raise ReadError("unsafe", kind=kind)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            entries = package.infolist()
            _check_directory(entries, limits, kind)
            return _read_all(package, entries, limits, kind)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as error:
        raise ReadError("damaged", kind=kind) from error


def _told_entries(data: bytes) -> int:
    """The number of entries the package tells at its end: a cheap first look before the list is read."""
    place = data.rfind(b"PK\x05\x06")
    return int.from_bytes(data[place + 10 : place + 12], "little") if place >= 0 else 0


def _check_directory(entries: list[zipfile.ZipInfo], limits: Limits, kind: str) -> None:
    if len(entries) > limits.entries:
        raise ReadError("unsafe", kind=kind)
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise ReadError("encrypted")
    names = [entry.filename for entry in entries]
    if len({name.lower() for name in names}) != len(names) or any(
        _EVIL_NAME.search(e.orig_filename) for e in entries
    ):
        raise ReadError("unsafe", kind=kind)
    if any((entry.external_attr >> 16) & 0o170000 == _SYMLINK for entry in entries):
        raise ReadError("unsafe", kind=kind)
    placed = sorted(entries, key=lambda entry: entry.header_offset)
    for entry, following in pairwise(placed):
        # 30 bytes of local header at least; an entry reaching into the next one is a bomb.
        if entry.header_offset + 30 + entry.compress_size > following.header_offset:
            raise ReadError("unsafe", kind=kind)


def _read_all(
    package: zipfile.ZipFile, entries: list[zipfile.ZipInfo], limits: Limits, kind: str
) -> dict[str, bytes]:
    parts: dict[str, bytes] = {}
    total = 0
    for entry in entries:
        wanted = entry.filename.lower().endswith((".xml", ".rels"))
        kept = bytearray()
        with package.open(entry) as stream:
            size = 0
            while chunk := stream.read(_CHUNK):
                size += len(chunk)
                total += len(chunk)
                if total > limits.unpacked_bytes or (wanted and size > limits.part_bytes):
                    raise ReadError("too_big_inside", kind=kind)
                if wanted or not kept:
                    kept += chunk
        _refuse_nested(entry.filename, kept, kind)
        parts[entry.filename] = bytes(kept)
    return parts


def _refuse_nested(name: str, start: bytes | bytearray, kind: str) -> None:
    # Word embeds workbooks of charts in one folder, never opened here. Elsewhere a zip is a trick.
    if start.startswith(b"PK\x03\x04") and not name.lower().startswith("word/embeddings/"):
        raise ReadError("unsafe", kind=kind)
