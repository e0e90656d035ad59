"""The words of a message: subject, plain text and HTML, in Vietnamese, from a built digest."""

from __future__ import annotations

import binascii
import datetime as dt
import hashlib
import re
from dataclasses import dataclass
from email import policy
from email.header import Header
from email.utils import format_datetime
from functools import lru_cache
from html import escape

from django.conf import settings

from tracker.rules.numerals import grouped

from .digests import Digest, Line

FOOTER = (
    "Thư tự động của hệ thống theo dõi chỉ đạo, xin không trả lời thư này. "
    "Việc nào đã làm xong, đề nghị đồng chí cập nhật trong hệ thống để dừng nhắc."
)
BASE64_LINE = 76

Sections = list[tuple[str, list[Line]]]


@dataclass(frozen=True, slots=True)
class Words:
    """A message ready for any channel."""

    subject: str
    text: str
    html: str
    count: int


def compose(digest: Digest) -> Words:
    """The words of a digest."""
    sections = digest.sections()
    return Words(subject_of(digest), _text(digest, sections), _html(digest, sections), digest.count)


def subject_of(digest: Digest) -> str:
    """Counts first: the reader should know from the list of mails what is waiting."""
    late = sum(1 for line in digest.lines if line.late)
    soon = sum(1 for line in digest.lines if line.group == "due_soon")
    express = sum(1 for line in digest.lines if line.group == "express")
    parts = [f"{late} quá hạn"] if late else []
    parts += [f"{soon} sắp đến hạn"] if soon else []
    detail = f": {', '.join(parts)}" if parts else ""
    mark = "[HỎA TỐC]" if express else "[Đôn đốc]"
    return f"{mark} {digest.count} việc cần đồng chí xem{detail} – {digest.today:%d/%m/%Y}"


def when(line: Line, today: dt.date) -> str:
    """The line's place in time, in words."""
    if line.due is None:
        return "không có hạn"
    if line.late:
        return f"hạn {line.due:%d/%m/%Y}, quá hạn {grouped(line.late)} ngày"
    left = (line.due - today).days
    if left < 0:
        return f"hạn {line.due:%d/%m/%Y}"
    return f"hạn {line.due:%d/%m/%Y}, " + ("đến hạn hôm nay" if left == 0 else f"còn {left} ngày")


def _who(line: Line) -> str:
    return f"{line.agency} ({'phối hợp' if line.role == 'support' else 'chủ trì'})"


def _intro(digest: Digest) -> str:
    return (
        f"Kính gửi đồng chí {digest.recipient},\n\n"
        f"Đến ngày {digest.today:%d/%m/%Y} có {digest.count} việc cần đồng chí xem:"
    )


def _text(digest: Digest, sections: Sections) -> str:
    out = [_intro(digest), ""]
    number = 0
    for heading, lines in sections:
        out += [f"{heading.upper()} ({len(lines)})", ""]
        for line in lines:
            number += 1
            label = f"[{line.number}] " if line.number else ""
            out.append(f"{number}. {label}{line.title}")
            out.append(f"   {_who(line)}; {when(line, digest.today)}")
            if line.history:
                out.append(f"   {line.history}")
            out += [f"   {line.link}", ""]
    return "\n".join([*out, "--", settings.SITE_NAME, FOOTER, ""])


def _html(digest: Digest, sections: Sections) -> str:
    parts = [
        '<!doctype html><html lang="vi"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"></head>'
        '<body style="font-family:Arial,sans-serif;font-size:15px;line-height:1.5;color:#1a1a1a;'
        'max-width:680px;margin:0 auto;padding:16px">'
        f'<p style="margin:0 0 16px;padding:0 0 8px;border-bottom:3px solid #9b1c1c">'
        f"<strong>{escape(settings.SITE_NAME)}</strong></p>",
        "".join(f"<p>{escape(text)}</p>" for text in _intro(digest).split("\n\n")),
    ]
    number = 0
    for heading, lines in sections:
        parts.append(f'<h2 style="font-size:17px;margin:24px 0 8px">{escape(heading)} ({len(lines)})</h2>')
        parts.append(f'<ol start="{number + 1}" style="padding-left:28px;margin:0">')
        parts += [_html_line(line, digest.today) for line in lines]
        parts.append("</ol>")
        number += len(lines)
    parts.append(
        f'<p style="color:#555;font-size:13px;margin:24px 0 0;padding:8px 0 0;'
        f'border-top:1px solid #ccc">{escape(FOOTER)}</p>'
    )
    return "".join(parts) + "</body></html>"


def _html_line(line: Line, today: dt.date) -> str:
    label = f"[{escape(line.number)}] " if line.number else ""
    moment = escape(when(line, today))
    shown = str(moment)
    if line.late:
        shown = f'<strong style="color:#a40000">▲ {moment}</strong>'
    history = f'<br><span style="color:#555">{escape(line.history)}</span>' if line.history else ""
    link = f'<a href="{escape(line.link)}" style="color:#1c4a7d">{label}{escape(line.title)}</a>'
    return f'<li style="margin:0 0 14px">{link}<br>{escape(_who(line))}<br>{shown}{history}</li>'


def as_email(words: Words, address: str, message_id: str, at: dt.datetime) -> bytes:
    """The mail for one address as it goes over the line; the same arguments give the same bytes.

    The id is ours, so that a repeated send can be recognised.
    """
    # No line of base64 begins with a hyphen: the boundary cannot stand in a part.
    boundary = f"=_{hashlib.sha256(message_id.encode()).hexdigest()[:32]}"
    head = [
        _same_header("From", settings.DEFAULT_FROM_EMAIL),
        _header("To", re.sub(r"[\r\n]", "", address)),
        _words_header("Subject", words.subject),
        _plain("Date", format_datetime(at)),
        _plain("Message-ID", message_id),
        _same_header("Auto-Submitted", "auto-generated"),
        _same_header("X-Auto-Response-Suppress", "All"),
        _same_header("MIME-Version", "1.0"),
        _plain("Content-Type", f'multipart/alternative;\r\n boundary="{boundary}"'),
    ]
    edge = b"\r\n--" + boundary.encode()
    parts = [edge + _part("plain", words.text), edge + _part("html", words.html), edge + b"--\r\n"]
    return b"".join(head + parts)


def _header(name: str, value: str) -> bytes:
    return policy.SMTP.fold_binary(*policy.SMTP.header_store_parse(name, value))


def _words_header(name: str, value: str) -> bytes:
    """Words of any language; the folding of `_header` takes longer than all the rest of a mail."""
    flat = " ".join(value.split())
    folded = Header(flat, "utf-8", header_name=name).encode(linesep="\r\n")
    return f"{name}: {folded}\r\n".encode("ascii")


def _plain(name: str, value: str) -> bytes:
    """A value that we wrote ourselves and that needs no folding."""
    return f"{name}: {value}\r\n".encode("ascii")


_same_header = lru_cache(maxsize=16)(_header)


def _part(kind: str, text: str) -> bytes:
    """One part with its headers; the library would write a long digest line by line."""
    lines = b"\r\n".join(text.encode().splitlines()) + b"\r\n"
    coded = binascii.b2a_base64(lines, newline=False)
    head = f'\r\nContent-Type: text/{kind}; charset="utf-8"\r\nContent-Transfer-Encoding: base64\r\n'
    mime = "MIME-Version: 1.0\r\n" if kind != "plain" else ""
    body = b"\r\n".join([coded[at : at + BASE64_LINE] for at in range(0, len(coded), BASE64_LINE)])
    return (head + mime).encode() + b"\r\n" + body + b"\r\n"
