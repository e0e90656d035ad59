"""E-mails: .eml and Outlook .msg. Attachments are only looked through for the secrecy check."""

from __future__ import annotations

import email
import email.policy
import io
from collections.abc import Callable, Iterator
from email.message import EmailMessage, MIMEPart
from typing import Any

from .errors import ReadError, warning
from .html_text import parse_html, text_lines
from .result import Draft, Limits

Attachment = tuple[str, bytes]
LookThrough = Callable[[Attachment, Draft], None]
_MAX_ATTACHMENTS = 50
_HIDDEN_FIELDS = ("From", "To", "Cc", "Keywords", "Comments", "Sensitivity")
_SUBJECT, _BODY = "__substg1.0_0037001F", "__substg1.0_1000001F"


def read_eml(data: bytes, limits: Limits, look_through: LookThrough) -> Draft:
    """Subject and body of a mail; attachments go to ``look_through``. Raises ReadError no_body."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    if not isinstance(message, EmailMessage) or len(list(message.walk())) > limits.entries:
        raise ReadError("unsafe", kind=".eml")
    draft = Draft()
    body = message.get_body(preferencelist=("plain", "html"))
    draft.lines += [_header(message, "Subject"), ""]
    if body is not None:
        draft.lines += _body_lines(body)
    draft.hidden += [f"{name}: {_header(message, name)}" for name in _HIDDEN_FIELDS]
    attachments: list[Attachment] = []
    for part in message.walk():
        if part is body or part.is_multipart():
            continue
        if part.get_content_maintype() == "text" and not part.is_attachment():
            draft.hidden += _body_lines(part)
            continue
        attachments.append((part.get_filename() or "", _payload(part)))
    _finish(draft, attachments, look_through)
    return draft


def _header(message: EmailMessage, name: str) -> str:
    try:
        return " ".join(str(message.get(name, "")).split())
    except (ValueError, IndexError, AttributeError, TypeError):
        # The standard parser trips over some malformed headers; such a header says nothing anyway.
        return ""


def _payload(part: MIMEPart) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _body_lines(part: MIMEPart) -> list[str]:
    from .plain import decode

    scratch = Draft()
    text = decode(_payload(part), scratch, hint=part.get_content_charset())
    if part.get_content_subtype() == "html":
        return html_lines(text)
    return text.splitlines()


def html_lines(source: str) -> list[str]:
    """Lines of an HTML body; nothing is cut off, a mail has no menus."""
    if not source.strip():
        return []
    return [line for line in text_lines(parse_html(source)) if line]


def _finish(draft: Draft, attachments: list[Attachment], look_through: LookThrough) -> None:
    if not any(line.strip() for line in draft.lines[1:]):
        raise ReadError("no_body")
    if attachments:
        draft.needs_declaration = True
        draft.warn(warning("attachments", count=len(attachments)))
    for attachment in attachments[:_MAX_ATTACHMENTS]:
        draft.hidden.append(attachment[0])
        look_through(attachment, draft)


def read_msg(data: bytes, limits: Limits, look_through: LookThrough) -> Draft:
    """Subject and body of an Outlook file. Raises ReadError damaged, no_body."""
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            return _read_streams(_Properties(ole), look_through)
    except (OSError, IndexError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ReadError("damaged", kind=".msg") from error


class _Properties:
    """The streams of an Outlook file, named by property and type: 001F wide, 001E narrow, 0102 bytes."""

    def __init__(self, ole: Any) -> None:
        self._ole = ole
        self.names: list[list[str]] = ole.listdir()

    def stream(self, path: list[str]) -> bytes:
        return bytes(self._ole.openstream(path).read())

    def text(self, folder: list[str], number: str) -> str:
        from .plain import decode

        wide, narrow = ([*folder, f"__substg1.0_{number}{kind}"] for kind in ("001F", "001E"))
        if wide in self.names:
            return self.stream(wide).decode("utf-16-le", "replace").rstrip("\0")
        return decode(self.stream(narrow), Draft()) if narrow in self.names else ""

    def data(self, folder: list[str], number: str) -> bytes:
        path = [*folder, f"__substg1.0_{number}0102"]
        return self.stream(path) if path in self.names else b""

    def attachments(self) -> Iterator[Attachment]:
        folders = {path[0] for path in self.names if path[0].startswith("__attach")}
        for folder in sorted(folders):
            name = self.text([folder], "3707") or self.text([folder], "3704")
            yield name, self.data([folder], "3701")


def _read_streams(properties: _Properties, look_through: LookThrough) -> Draft:
    from .plain import decode

    draft = Draft()
    draft.lines += [" ".join(properties.text([], "0037").split()), ""]
    draft.lines += properties.text([], "1000").splitlines()
    html_body = properties.data([], "1013")
    page = decode(html_body, Draft()) if html_body else properties.text([], "1013")
    if any(line.strip() for line in draft.lines[1:]):
        draft.hidden += html_lines(page)
    else:
        draft.lines += html_lines(page)
    for path in properties.names:
        # Every other string: sender, headers, categories, and the texts of mails attached to this one.
        if path[-1].endswith("001F") and path not in ([_SUBJECT], [_BODY]):
            draft.hidden += properties.stream(path).decode("utf-16-le", "replace").splitlines()
    _finish(draft, list(properties.attachments()), look_through)
    return draft
