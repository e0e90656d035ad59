"""Which kind of file the bytes are. The name is only compared with the answer, never believed."""

from __future__ import annotations

import re

from .errors import ReadError, warning

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
KINDS = ("docx", "doc", "pdf", "html", "eml", "msg", "txt")
_EXTENSIONS = {kind: kind for kind in KINDS} | {
    "htm": "html",
    "mht": "eml",
    "mhtml": "eml",
    "text": "txt",
    "dot": "doc",
}
_EXTENSIONS |= {"": "txt", "md": "txt", "docm": "docx", "dotx": "docx"}

_ARCHIVES = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"MSCF", b"\x28\xb5\x2f\xfd")
_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*", b"\0\0\x01\0")
_PROGRAMS = (b"\x7fELF", b"MZ", b"\xca\xfe\xba\xbe", b"#!", b"OggS", b"ID3", b"SQLite format 3")
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|article|div|table|p)\b", re.IGNORECASE)
_HEADER = re.compile(rb"(?:[A-Za-z][A-Za-z0-9-]{1,60}:[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*\r?\n){2,}")
_MAIL_FIELD = re.compile(
    rb"^(?:Received|Return-Path|Message-ID|From|MIME-Version|Delivered-To):", re.IGNORECASE | re.MULTILINE
)


def extension(name: str) -> str:
    """Lower-case extension without the dot, or an empty string."""
    base = name.replace("\\", "/").rsplit("/", 1)[-1]
    return base.rsplit(".", 1)[1].lower() if "." in base.strip(".") else ""


def kind_of(data: bytes) -> str:
    """The kind of file by its content. Raises ReadError for kinds that are not read."""
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise ReadError("empty")
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _zip_kind(data)
    if data.startswith(OLE):
        return _ole_kind(data)
    if b"%PDF-" in data[:1024]:
        return _pdf_kind(data)
    for signs, code in (
        (_ARCHIVES, "type_archive"),
        (_IMAGES, "type_image"),
        (_PROGRAMS, "type_unsupported"),
    ):
        if data.startswith(signs):
            raise ReadError(code)
    if data[257:262] == b"ustar":
        raise ReadError("type_archive")
    if data.lstrip().startswith(b"{\\rtf"):
        raise ReadError("type_rtf")
    return _text_kind(data)


def _zip_kind(data: bytes) -> str:
    if b"%PDF-" in data[:1024]:
        raise ReadError("type_mixed")
    if b"word/" in data and b"[Content_Types].xml" in data:
        return "docx"
    if b"xl/workbook" in data or b"ppt/presentation" in data or b"opendocument" in data[:200]:
        raise ReadError("type_office")
    raise ReadError("type_archive")


def _wide(name: str) -> bytes:
    return name.encode("utf-16-le")


def _ole_kind(data: bytes) -> str:
    # The directory of an OLE file spells its stream names in UTF-16, so no parsing is needed here.
    if _wide("EncryptedPackage") in data:
        raise ReadError("encrypted")
    if _wide("WordDocument") in data:
        return "doc"
    if _wide("__properties_version1.0") in data:
        return "msg"
    if _wide("Workbook") in data or _wide("PowerPoint Document") in data:
        raise ReadError("type_office")
    raise ReadError("damaged", kind=".doc")


def _pdf_kind(data: bytes) -> str:
    # A PDF that is also a zip shows one text to us and another to the next program.
    if not data.startswith(b"%PDF-") and data[:2] in (b"PK", b"MZ"):
        raise ReadError("type_mixed")
    if b"PK\x05\x06" in data[-66_000:] and b"word/" in data:
        raise ReadError("type_mixed")
    return "pdf"


def _text_kind(data: bytes) -> str:
    head = data[:8192]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or _looks_utf16(head):
        return "txt"
    if b"\0" in head:
        raise ReadError("type_unsupported")
    plain = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if plain.startswith(b"<") and _HTML.search(head):
        return "html"
    if (found := _HEADER.match(plain)) and _MAIL_FIELD.search(found.group()):
        return "eml"
    if sum(byte < 9 or 13 < byte < 32 for byte in head) > max(4, len(head) // 50):
        raise ReadError("type_unsupported")
    return "txt"


def _looks_utf16(head: bytes) -> bool:
    """Two-byte text without a mark: ASCII spaces and line ends put a zero on every second place."""
    if len(head) < 16:
        return False
    even, odd = head[0::2].count(0), head[1::2].count(0)
    return max(even, odd) > len(head) // 8 and min(even, odd) <= len(head) // 200


def check_name(name: str, kind: str) -> str | None:
    """A warning when the name tells another readable kind; ReadError when it tells a foreign one."""
    ext = extension(name)
    told = _EXTENSIONS.get(ext)
    if told is None:
        raise ReadError("type_unsupported")
    if ext == "docm":
        raise ReadError("macro")
    if told == kind or ext == "":
        return None
    return warning("extension", ext="." + ext, kind="." + kind)
