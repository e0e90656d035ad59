"""Builds the files the reader tests read: Word packages part by part, PDFs, scans, OLE files, mails."""

from __future__ import annotations

import io
import struct
import zipfile
from itertools import pairwise
from pathlib import Path

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
NAMESPACES = (
    f'{W} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
)
CONTENT_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
SENTENCE = (
    "Thường trực Tỉnh ủy giao Ủy ban nhân dân tỉnh chủ trì, phối hợp với các cơ quan liên quan rà soát, "
    "báo cáo kết quả trước ngày 30/11/2026."
)
FONT = next((p for p in Path("/usr/share/fonts").rglob("DejaVuSans.ttf")), None)


def p(text: str, properties: str = "") -> str:
    """One Word paragraph."""
    inner = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f'<w:p>{inner}<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def numbered(text: str, level: int = 0, list_id: int = 1) -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>')


def table(*rows: tuple[str, ...]) -> str:
    body = "".join("<w:tr>" + "".join(f"<w:tc>{p(cell)}</w:tc>" for cell in row) + "</w:tr>" for row in rows)
    return f"<w:tbl>{body}</w:tbl>"


def part(root: str, inner: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{root} {NAMESPACES}>{inner}</w:{root}>'


def document(body: str) -> str:
    return part("document", f"<w:body>{body}</w:body>")


def docx(body: str = p(SENTENCE), **parts: str | bytes) -> bytes:
    """A .docx of these body elements; further parts by name with "__" for "/" and "_xml" for ".xml"."""
    named = {name.replace("__", "/").replace("_xml", ".xml"): data for name, data in parts.items()}
    return package({"word/document.xml": document(body)} | named)


def package(parts: dict[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, data in {"[Content_Types].xml": CONTENT_TYPES, "_rels/.rels": RELATIONS}.items():
            archive.writestr(name, data)
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def pdf(*pages: list[str], head: str = "", foot: bool = False, size: int = 12, **info: str) -> bytes:
    """A text PDF: each page a list of lines; ``head`` repeats on all pages, ``foot`` prints page numbers."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen import canvas

    pdfmetrics.registerFont(TTFont("Body", str(FONT)))
    out = io.BytesIO()
    sheet = canvas.Canvas(out, pageCompression=0)
    for name, value in info.items():
        getattr(sheet, "set" + name.capitalize())(value)
    for number, lines in enumerate(pages, 1):
        sheet.setFont("Body", size)
        if head:
            sheet.drawString(60, 810, head)
        for row, line in enumerate(lines):
            sheet.drawString(60, 780 - row * 1.5 * size, line)
        if foot:
            sheet.drawString(290, 30, f"- {number} -")
        sheet.showPage()
    sheet.save()
    return out.getvalue()


def scan(*pages: list[str]) -> bytes:
    """The same pages as pictures without any text."""
    import pypdfium2

    source = pypdfium2.PdfDocument(pdf(*pages, size=14))
    images = [page.render(scale=200 / 72, grayscale=True).to_pil() for page in source]
    out = io.BytesIO()
    images[0].save(out, "PDF", save_all=True, append_images=images[1:], resolution=200)
    return out.getvalue()


def ole(streams: dict[str, bytes]) -> bytes:
    """A compound file; names may have one folder ("folder/stream"). All streams go into full sectors."""
    return _Compound(streams).build()


class _Compound:
    _END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD

    def __init__(self, streams: dict[str, bytes]) -> None:
        folders = sorted({name.split("/")[0] for name in streams if "/" in name})
        top = [name for name in streams if "/" not in name]
        self.nodes: list[tuple[str, bytes | None, list[str]]] = [("Root Entry", None, folders + top)]
        for folder in folders:
            inside = [name.split("/", 1)[1] for name in streams if name.startswith(folder + "/")]
            self.nodes.append((folder, None, inside))
        self.leaves = [(name.rsplit("/", 1)[-1], data) for name, data in streams.items()]
        self.order = {name: number for number, (name, _, _) in enumerate(self.nodes)}
        self.streams = streams

    def build(self) -> bytes:
        entries, body, fat = [], b"", []
        index = {}
        for number, name in enumerate(self.streams, len(self.nodes)):
            index[name] = number
        starts = {}
        for name, data in self.streams.items():
            padded = data.ljust(4096, b"\0")  # streams below 4096 bytes would go to the mini stream
            sectors = -(-len(padded) // 512)
            starts[name] = (len(fat), len(padded))
            fat += [len(fat) + i + 1 for i in range(sectors - 1)] + [self._END]
            body += padded.ljust(sectors * 512, b"\0")
        for number, (name, _, children) in enumerate(self.nodes):
            prefix = "" if number == 0 else name + "/"
            ids = [
                self.order.get(child) if number == 0 and child in self.order else index[prefix + child]
                for child in children
            ]
            entries.append((name, 5 if number == 0 else 1, ids, self._END, 0))
        for name in self.streams:
            entries.append((name.rsplit("/", 1)[-1], 2, [], *starts[name]))
        siblings = {}
        for _, _, ids, _, _ in entries:
            for left, right in pairwise(ids):
                siblings[left] = right
        directory = b"".join(self._entry(e, siblings.get(n, self._FREE)) for n, e in enumerate(entries))
        directory = directory.ljust(-(-len(directory) // 512) * 512, b"\0")
        first = len(fat)
        count = len(directory) // 512
        fat += [first + i + 1 for i in range(count - 1)] + [self._END]
        tables = -(-(len(fat) + 1) // 127)
        place = len(fat)
        fat += [self._FAT] * tables
        fat += [self._FREE] * (tables * 128 - len(fat))
        header = struct.pack(
            "<8s16sHHHHH6xIIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\0" * 16, 0x3E, 3, 0xFFFE, 9, 6,
            0, tables, first, 0, 4096, self._END, 0, self._END, 0, place,
        )  # fmt: skip
        rest = [place + i for i in range(1, tables)] + [self._FREE] * (109 - tables)
        header += struct.pack("<108I", *rest)
        return header + body + directory + struct.pack(f"<{len(fat)}I", *fat)

    def _entry(self, entry: tuple, right: int) -> bytes:
        name, kind, children, start, size = entry
        raw = name.encode("utf-16-le") + b"\0\0"
        child = children[0] if children else self._FREE
        return (
            raw.ljust(64, b"\0")
            + struct.pack("<HBBIII", len(raw), kind, 1, self._FREE, right, child)
            + b"\0" * 36
            + struct.pack("<IQ", start, size)
        )


def msg(subject: str, body: str, attachments: dict[str, bytes] | None = None) -> bytes:
    """An Outlook file with wide strings."""

    def wide(text: str) -> bytes:
        return text.encode("utf-16-le")

    streams = {
        "__properties_version1.0": b"\0" * 32,
        "__substg1.0_0037001F": wide(subject),
        "__substg1.0_1000001F": wide(body),
    }
    for number, (name, data) in enumerate((attachments or {}).items()):
        folder = f"__attach_version1.0_#{number:08X}"
        streams[f"{folder}/__substg1.0_3707001F"] = wide(name)
        streams[f"{folder}/__substg1.0_37010102"] = data
    return ole(streams)


def doc(main: str, others: str = "", *, flags: int = 0, wide: bool = True) -> bytes:
    """A minimal Word 97 file: header block, one piece, and its table."""
    text = main + others
    coded = text.encode("utf-16-le") if wide else text.encode("cp1252")
    start = 0x400
    stream = bytearray(start) + coded
    struct.pack_into("<HH", stream, 0, 0xA5EC, 0x00C1)
    struct.pack_into("<H", stream, 0x0A, flags | 0x0200)
    struct.pack_into("<8I", stream, 0x4C, len(main), 0, len(others), 0, 0, 0, 0, 0)
    position = start if wide else (start * 2) | 0x40000000
    pieces = struct.pack("<II", 0, len(text)) + struct.pack("<HIH", 0, position, 0)
    clx = b"\x02" + struct.pack("<I", len(pieces)) + pieces
    struct.pack_into("<II", stream, 0x01A2, 0, len(clx))
    return ole({"WordDocument": bytes(stream), "1Table": clx})
