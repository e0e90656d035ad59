"""Files made to harm a reader: bombs, tricks with names, entities, broken and endless structures."""

from __future__ import annotations

import io
import random
import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable
from itertools import pairwise

from tests.extraction.readers import files

MIB = 1024 * 1024


def _zip(*entries: tuple[str, bytes], mode: int = 0) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name, data in (
            ("[Content_Types].xml", b"<a/>"),
            ("word/document.xml", files.document("").encode()),
        ):
            archive.writestr(name, data)
        for name, data in entries:
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = mode << 16
            archive.writestr(info, data)
    return out.getvalue()


def _encrypted() -> bytes:
    data = bytearray(_zip(("word/a.xml", b"<a/>")))
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(sign)
        while place >= 0:
            data[place + offset] |= 1
            place = data.find(sign, place + 4)
    return bytes(data)


def _lying_sizes() -> bytes:
    data = bytearray(_zip(("word/a.xml", b" " * MIB)))
    place = data.rfind(b"PK\x01\x02")
    struct.pack_into("<I", data, place + 24, 10)
    return bytes(data)


def _overlapping() -> bytes:
    data = bytearray(_zip(("word/a.xml", b"<a/>" * 99), ("word/b.xml", b"<b/>" * 99)))
    last = data.rfind(b"PK\x01\x02")
    previous = data.rfind(b"PK\x01\x02", 0, last)
    data[last + 42 : last + 46] = data[previous + 42 : previous + 46]
    return bytes(data)


def _xml_bomb(size: int, unit: bytes = b"<w:p/>") -> bytes:
    head, tail = files.document("@").encode().split(b"@")
    return files.package({"word/document.xml": head + unit * (size // len(unit)) + tail})


def _entities(body: str, subset: str) -> bytes:
    text = files.document(files.p(body)).replace("?>", f"?><!DOCTYPE d [{subset}]>", 1)
    return files.package({"word/document.xml": text})


LAUGHS = '<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {after} "&{before};&{before};">' for before, after in pairwise("abcdefghijklmnopqrst")
)

# Every one of these must be refused, and quickly.
ZIPS: dict[str, Callable[[], bytes]] = {
    "parent folder": lambda: _zip(("../../etc/x.xml", b"<a/>")),
    "absolute name": lambda: _zip(("/etc/x.xml", b"<a/>")),
    "drive letter": lambda: _zip(("C:/x.xml", b"<a/>")),
    "backslash": lambda: _zip(("word\\..\\x.xml", b"<a/>")),
    "NUL in a name": lambda: _zip(("word/x.xml", b"<a/>")).replace(b"word/x.xml", b"word/\0.xml"),
    "symbolic link": lambda: _zip(("word/x.xml", b"/etc/passwd"), mode=0o120777),
    "two of one name": lambda: _zip(("word/document.xml", b"<b/>")),
    "names that differ in case": lambda: _zip(("word/Document.xml", b"<b/>")),
    "encrypted": _encrypted,
    "100,000 entries": lambda: _zip(*((f"word/{n}.xml", b"") for n in range(100_000))),
    "zip in zip": lambda: _zip(("word/x.xml", files.docx())),
    "nested zip by name": lambda: _zip(("inner.zip", files.docx())),
    "overlapping entries": _overlapping,
    "size told too small": _lying_sizes,
    "9 MiB part": lambda: _zip(("word/a.xml", b" " * 9 * MIB)),
    "61 MiB together": lambda: _zip(*((f"word/media/{n}.bin", bytes(MIB)) for n in range(61))),
    "200 MiB part": lambda: _xml_bomb(200 * MIB),
    "truncated": lambda: files.docx()[:-40],
    "first half": lambda: files.docx()[:400],
    "external entity": lambda: _entities("&x;", '<!ENTITY x SYSTEM "file:///etc/passwd">'),
    "billion laughs": lambda: _entities("&t;", LAUGHS),
    "empty document type": lambda: _entities("x", ""),
    "document type in UTF-16": lambda: files.package(
        {
            "word/document.xml": files.document("")
            .replace("UTF-8", "UTF-16")
            .replace("?>", "?><!DOCTYPE d []>", 1)
            .encode("utf-16")
        }
    ),
    "10,000 levels": lambda: files.docx("<w:sdt>" * 10_000 + "</w:sdt>" * 10_000),
    "macro": lambda: files.docx(word__vbaProject_bin="x").replace(b"vbaProject_bin", b"vbaProject.bin"),
    "no document part": lambda: _zip().replace(b"word/document.xml", b"word/documend.xml"),
    "broken XML": lambda: files.package({"word/document.xml": "<w:document"}),
}


def _flate_pdf(levels: int, size: int) -> bytes:
    stream = b"0 0 m " * (size // 6)
    for _ in range(levels):
        stream = zlib.compress(stream, 9)
    filters = b"/FlateDecode " * levels
    return _raw_pdf(b"<< /Length %d /Filter [%s] >>" % (len(stream), filters), stream)


def _raw_pdf(head: bytes, stream: bytes, extra: bytes = b"") -> bytes:
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R " + extra + b">>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
        head + b"\nstream\n" + stream + b"\nendstream",
    ]
    return _assemble(objects)


def _assemble(objects: list[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)
    return bytes(out)


def _many_pages(count: int) -> bytes:
    kids = b" ".join(b"3 0 R" for _ in range(count))
    return _assemble(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [" + kids + b"] /Count %d >>" % count,
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
        ]
    )


def _noise(kind: bytes, seed: int) -> bytes:
    return kind + random.Random(seed).randbytes(200_000)


# Every one of these must end in text or in a sentence, within the limits.
OTHERS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "million empty paragraphs": ("a.docx", lambda: _xml_bomb(6 * MIB)),
    "giant table": (
        "a.docx",
        lambda: files.docx("<w:tbl>" + "<w:tr><w:tc><w:p/></w:tc></w:tr>" * 200_000 + "</w:tbl>"),
    ),
    "8 MiB of attributes": ("a.docx", lambda: _xml_bomb(8 * MIB - 2000, b'<w:p a="1" b="2" c="3"/>')),
    "one word of 7 MiB": ("a.docx", lambda: files.docx(files.p("m" * 7 * MIB))),
    "loop of styles": (
        "a.docx",
        lambda: files.docx(
            files.p("x", '<w:pStyle w:val="A"/>'),
            word__styles_xml=files.part("styles", '<w:style w:styleId="A"><w:basedOn w:val="A"/></w:style>'),
        ),
    ),
    "pdf of 100,000 pages": ("a.pdf", lambda: _many_pages(100_000)),
    "pdf of 1,900 pages": ("a.pdf", lambda: _many_pages(1_900)),
    "pdf flate bomb": ("a.pdf", lambda: _flate_pdf(1, 300 * MIB)),
    "pdf double flate bomb": ("a.pdf", lambda: _flate_pdf(2, 400 * MIB)),
    "pdf pages loop": (
        "a.pdf",
        lambda: _assemble(
            [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R] /Count 1 /Parent 2 0 R >>"]
        ),
    ),
    "pdf xref loop": (
        "a.pdf",
        lambda: b"%PDF-1.4\nxref\n0 1\ntrailer << /Prev 9 /Size 1 >>\nstartxref\n9\n%%EOF",
    ),
    "pdf without end of image": (
        "a.pdf",
        lambda: _raw_pdf(b"<< /Length 40 >>", b"BI /W 9 /H 9 /BPC 8 ID xxxxxxxxxxxxxxxxx"),
    ),
    "pdf with JavaScript": (
        "a.pdf",
        lambda: _raw_pdf(b"<< /Length 0 >>", b"", b"/OpenAction << /S /JavaScript /JS (app.alert(1)) >>"),
    ),
    "pdf header only": ("a.pdf", lambda: b"%PDF-1.7\n"),
    "pdf noise": ("a.pdf", lambda: _noise(b"%PDF-1.7\n", 1)),
    "doc noise": (
        "a.doc",
        lambda: _noise(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), 2),
    ),
    "msg noise": (
        "a.msg",
        lambda: _noise(
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "__properties_version1.0".encode("utf-16-le"), 3
        ),
    ),
    "mail of mails": (
        "a.eml",
        lambda: (
            b"From: a\nMIME-Version: 1.0\n"
            + b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(500))
        ),
    ),
    "mail with 5,000 parts": (
        "a.eml",
        lambda: (
            b"From: a\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n"
            + b"--b\n\nx\n" * 5_000
        ),
    ),
    "html of 300,000 tags": ("a.html", lambda: b"<html><body>" + b"<div><p>a b c d e f g h i j" * 150_000),
    "html deep": ("a.html", lambda: b"<html><body>" + b"<div>" * 200_000 + b"x"),
    "text of 19 MiB": ("a.txt", lambda: b"m a t " * (19 * MIB // 6)),
    "text of 10 MiB in one line": ("a.txt", lambda: "Thường trực giao ".encode() * (10 * MIB // 21)),
    "latin letters of 10 MiB": ("a.txt", lambda: "é÷".encode("latin-1") * (5 * MIB)),
}
