"""What a reader is given as limits and what it gives back."""

from __future__ import annotations

from dataclasses import dataclass, field

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one reading: sizes in bytes, times in seconds, memory as address space in bytes."""

    file_bytes: int = 20 * MIB
    unpacked_bytes: int = 60 * MIB
    part_bytes: int = 8 * MIB
    entries: int = 2_000
    pages: int = 2_000
    memory_bytes: int = 768 * MIB
    seconds: float = 20.0
    text_chars: int = 10_500_000


DEFAULT = Limits()


@dataclass(frozen=True, slots=True)
class ReadResult:
    """The text of a file in NFC with LF line ends, and what a person must know about it.

    ``hidden_text``: everything readable in the file that is not in ``text`` (comments, properties, headers,
    deleted words, metadata). It serves the secrecy check only and must never be stored or logged.
    ``needs_declaration``: part of the file is a picture or a foreign object, so the secrecy check could not
    see it all and a person has to declare that the document is not classified.
    """

    text: str
    kind: str
    pages: int | None = None
    warnings: tuple[str, ...] = ()
    needs_declaration: bool = False
    hidden_text: tuple[str, ...] = ()


@dataclass(slots=True)
class Draft:
    """What a format reader fills in; the worker turns it into a ReadResult."""

    lines: list[str] = field(default_factory=list)
    pages: int | None = None
    warnings: list[str] = field(default_factory=list)
    needs_declaration: bool = False
    hidden: list[str] = field(default_factory=list)

    def warn(self, sentence: str) -> None:
        if sentence not in self.warnings:
            self.warnings.append(sentence)
