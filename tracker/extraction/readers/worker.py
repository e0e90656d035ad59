"""The child process that does the reading: file on standard input, one JSON object on standard output.

It limits itself before it looks at the first byte, may write no file at all, and prints nothing else:
a message with words of the document in it must not reach any log.
"""

from __future__ import annotations

import dataclasses
import json
import os
import re
import resource
import sys
import unicodedata
from collections.abc import Callable, Iterable

from ..oldcodes import to_unicode
from .errors import ReadError, warning
from .result import Draft, Limits, ReadResult
from .sniff import check_name, kind_of

_BLANKS = re.compile("[ \\t\u00a0\u2000-\u200a\u202f\u205f\u3000]*\n")
_MANY_LINES = re.compile("\n{3,}")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_CODE_NAMES = {"tcvn3": "TCVN3 (ABC)", "vni": "VNI"}


def read(name: str, data: bytes, limits: Limits) -> ReadResult:
    """Read a file in this very process. Raises ReadError; call it in the child only."""
    if len(data) > limits.file_bytes:
        raise ReadError("too_large", limit=limits.file_bytes // (1024 * 1024))
    kind = kind_of(data)
    mismatch = check_name(name, kind)
    draft = _draft(kind, data, limits)
    text = _finish(draft)
    if not text.strip():
        raise ReadError("no_text")
    if len(text) + sum(map(len, draft.hidden)) > limits.text_chars:
        raise ReadError("too_big_inside", kind="." + kind)
    warnings = ([mismatch] if mismatch else []) + draft.warnings
    return ReadResult(
        text=text,
        kind=kind,
        pages=draft.pages,
        warnings=tuple(warnings),
        needs_declaration=draft.needs_declaration,
        hidden_text=tuple(_hidden(draft.hidden)),
    )


def _draft(kind: str, data: bytes, limits: Limits) -> Draft:
    # Imported one by one: a text file must not wait for PDFium to load.
    if kind == "docx":
        from .docx import read_docx as reader
    elif kind == "doc":
        from .doc import read_doc as reader
    elif kind == "pdf":
        from .pdf import read_pdf as reader
    elif kind == "html":
        from .html import read_html as reader
    elif kind == "txt":
        from .plain import read_txt as reader
    else:
        from . import mail

        read_mail = mail.read_eml if kind == "eml" else mail.read_msg
        return read_mail(data, limits, _look_through(limits))
    return reader(data, limits)


def _look_through(limits: Limits) -> Callable[[tuple[str, bytes], Draft], None]:
    """Reads attachments for the secrecy check; what cannot be read stays covered by the declaration."""

    def look(attachment: tuple[str, bytes], draft: Draft) -> None:
        _, data = attachment
        try:
            kind = kind_of(data)
            if kind in ("eml", "msg"):
                return
            inner = _draft(kind, data, dataclasses.replace(limits, seconds=limits.seconds / 4))
        except ReadError:
            return
        draft.hidden += _finish(inner).split("\n") + inner.hidden

    return look


def _finish(draft: Draft) -> str:
    """The text in its stored form: LF, NFC, no control characters, no trailing blanks, few empty lines."""
    text = "\n".join(draft.lines).replace("\r\n", "\n").replace("\r", "\n")
    text = _CONTROLS.sub("", text.replace("\x0c", "\n"))
    text, code = to_unicode(text)
    if code is not None:
        draft.warn(warning("old_code", code=_CODE_NAMES[code]))
    text = unicodedata.normalize("NFC", text)
    return _MANY_LINES.sub("\n\n", _BLANKS.sub("\n", text + "\n")).strip("\n")


def _hidden(lines: Iterable[str]) -> list[str]:
    """Distinct hidden lines with old codes decoded beside the original spelling."""
    distinct = dict.fromkeys(line.strip() for line in lines if line and line.strip())
    joined = "\n".join(distinct)
    decoded, code = to_unicode(joined)
    if code is not None:
        distinct |= dict.fromkeys(decoded.split("\n"))
    return [_CONTROLS.sub("", line) for line in distinct]


def _restrict(limits: Limits) -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes))
    seconds = max(1, int(limits.seconds))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    # No byte of an unchecked document may reach a disk, not even through a tool's temporary file.
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def main(arguments: list[str]) -> int:
    """Read standard input; ``arguments``: the file name and the limits as JSON. Returns the exit status."""
    name, raw_limits = arguments
    limits = Limits(**json.loads(raw_limits))
    _restrict(limits)
    answer: dict[str, object]
    try:
        answer = {"result": dataclasses.asdict(read(name, sys.stdin.buffer.read(), limits))}
    except ReadError as error:
        answer = {"error": error.code, "details": {key: str(value) for key, value in error.details.items()}}
    except MemoryError:
        answer = {"error": "memory", "details": {}}
    except RecursionError:
        answer = {"error": "unsafe", "details": {}}
    sys.stdout.write(json.dumps(answer, ensure_ascii=True))
    sys.stdout.flush()
    # Skips the interpreter's clean-up: libraries may crash there and nothing is left to save.
    os._exit(0)
