"""Finds marks of state secrecy (Mật, Tối mật, Tuyệt mật) in a text before anything of it is stored.

The answer names a rule, never words of the text: it may be shown and logged. "Hard" means refuse; "soft"
means that a person has to confirm, with a reason, that the document is not classified.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from .secrecy_forms import fold_marks, other_readings, plain_form

Strength = Literal["hard", "soft"]

SENTENCES: dict[Strength, str] = {
    "hard": (
        "Văn bản có dấu hiệu chỉ độ mật nên hệ thống không tiếp nhận và không lưu bất kỳ nội dung nào; "
        "đề nghị xử lý trên giấy theo quy định về bảo vệ bí mật nhà nước."
    ),
    "soft": (
        "Văn bản có cụm từ thường gặp ở tài liệu hạn chế phổ biến; chỉ tiếp nhận khi người nhập xác nhận, "
        "có nêu lý do, rằng văn bản không thuộc danh mục bí mật nhà nước."
    ),
}

# Between the letters of a stamp: blanks, line ends, dots, dashes, table borders – never a letter or digit.
_GAP = "[^a-z0-9đ\u0300-\u036f]{0,12}"
_END = "(?![\u0300-\u036f])"
_A, _O, _E = f"[a4@][\u0302\u0323]*{_END}", f"[o0][\u0302\u0301]*{_END}", f"e[\u0302\u0323]*{_END}"
_MAT = f"m{_GAP}{_A}{_GAP}t"
_TOI, _TUYET = f"{_O}{_GAP}[i1l]\u0301?", f"u\u0323?{_GAP}y\u0323?{_GAP}{_E}{_GAP}t"
_LETTER = "[a-z0-9đ\u0300-\u036f]"
_STAMP = re.compile(
    f"(?<!{_LETTER})(?:(?P<higher>t{_GAP}(?:{_TOI}|{_TUYET})){_GAP})?(?P<mat>{_MAT})(?!{_LETTER})",
    re.IGNORECASE,
)
# A watermark drawn several times comes out of a page as one long word.
_REPEATED = re.compile(
    f"(?<!{_LETTER})(?:(?:t{_O}[i1l]\u0301? ?|tu\u0323?y\u0323?{_E}t ?)?m{_A}t){{2,}}(?!{_LETTER})",
    re.IGNORECASE,
)
_SPACED = re.compile(f"m[^a-z0-9]+{_A}[^a-z0-9]+t", re.IGNORECASE)
_BORDER = re.compile(r"\s*[\t|│]\s*|\s{2,}")

# Words that stand beside a stamp on its own line: kinds of papers, urgency, number of the copy.
_COMPANIONS = (
    "tai lieu|van ban|ho so|cong van|bao cao|ban|dien|dau|dong dau|do|muc|muc do|cap|cap do|loai|do mat|"
    "muc do mat|hoa toc|hen gio|thuong khan|khan|so|ban so|so ban|doc xong tra lai|tai lieu thu hoi|nha nuoc|"
    "bi mat nha nuoc|khong sao chup|khong duoc sao chup|cam sao chup|luu hanh noi bo|thu hoi|"
    "ban goc|ban chinh"
)
_BESIDE = re.compile(rf"[\W_\d]*(?:(?:{_COMPANIONS})(?![a-z])[\W_\d]*)*")
_LABEL = re.compile(
    r"(?:^|[^a-z])(?:do|muc|muc do|cap|cap do|che do)\s+(?:bao )?mat\s*[:=|\-–—.\t]+[\s\W_]*$"
)
_LIST_MARK = re.compile(r"^\s*(?:[a-zđ]|\d{1,2}|[ivx]{1,4})[.)]\s*$")

# In these words "mật" is a syllable of something ordinary.
_BEFORE = re.compile(r"(?:^|[^a-z])(?:bao|bi|co|can|tui|soi|duong|nghiem|hiep|do) ?$")
_AFTER = re.compile(
    r"^ ?(?:khau|ma|do(?! khan| mat)|thiet|thu(?! moi)|vu|ong|danh(?! sach| muc)|phuc|bao(?! cao)|hoa(?! toc)"
    r"|mia|gau|ngot|chi(?! nguoi)|hieu|nghi|uoc)(?![a-z])"
)

_HEADING = re.compile(
    r"^[\W_\d]*(?:(?:tai lieu|van ban|ho so|noi dung|thong tin)\W+)?"
    r"(?:(?:chua|thuoc|co|mang|pham vi|danh muc)\W+){0,3}"
    r"b\W*i\W*m\W*a\W*t\W*n\W*h\W*a\W*n\W*u\W*o\W*c[\W_\d]*$"
)
_NUMBER = re.compile(
    r"(?:^|[^a-z])so\s*[:.]?\s*\d{1,5}[a-z]?\s*[-/–.][-a-z0-9/–.]{0,40}?"
    r"(?:[-/–.]\s*(?:m|mat|toimat|tuyetmat|tum|tuyetm)(?![a-z0-9/–-])"
    r"|\s*\(\s*(?:m|tm|tum|mat|toi mat|tuyet mat)\s*\))"
)
_NUMBER_SOFT = re.compile(
    r"(?:^|[^a-z])so\s*[:.]?\s*\d{1,5}[a-z]?\s*[-/–.][-a-z0-9/–.]{1,40}-tm(?![a-z0-9/–-])"
)
_ENVELOPE = re.compile(r"chi nguoi co ten moi duoc boc bi")
_SOFT_PHRASES = re.compile(
    r"(?<![a-z])(?:luu hanh noi bo|tai lieu thu hoi|khong (?:duoc )?pho bien|han che pho bien"
    r"|khong (?:duoc )?sao chup|chi luu hanh trong|tai lieu noi bo"
    r"|(?:tai lieu|van ban|bao cao|ho so|cong van) (?:toi|tuyet) mat)(?![a-z])"
)
_LETTERHEAD = re.compile(
    r"dang cong san viet nam|cong hoa xa hoi chu nghia|doc lap\W+tu do|^\W*so\s*:?\s*\d+\s*[-/]"
    r"|ngay\W+\S{1,4}\W+thang\W+\S{1,4}\W+nam\W+\d{4}\W*$"
)
_SHORT_LINE_WORDS = 25


@dataclass(frozen=True, slots=True)
class SecrecyFinding:
    """A mark that was found: how strong, by which rule, and whether in the visible or the hidden text."""

    strength: Strength
    rule: str
    hidden: bool = False

    @property
    def sentence(self) -> str:
        """What the person is told."""
        return SENTENCES[self.strength]


def check(text: str, extra: Iterable[str] = ()) -> SecrecyFinding | None:
    """The strongest mark of secrecy in the text or in ``extra`` (hidden parts), or None.

    Linear in the length of the text. Tone marks matter: "MẬT", "MAT" and "MẠT" count, "MẶT" and "MẤT" do not.
    """
    soft: SecrecyFinding | None = None
    for hidden, body in ((False, text), (True, "\n".join(extra))):
        for strength, rule in _findings(body):
            if strength == "hard":
                return SecrecyFinding("hard", rule, hidden)
            soft = soft or SecrecyFinding("soft", rule, hidden)
    return soft


def _findings(body: str) -> Iterator[tuple[Strength, str]]:
    for variant in (body, *other_readings(body)):
        plain = plain_form(variant)
        for match in _STAMP.finditer(plain):
            if _is_ordinary(plain, match):
                continue
            found = _judge(_Place(plain, match))
            if found is not None:
                yield found
        yield from _phrases(plain)


def _is_ordinary(plain: str, match: re.Match[str]) -> bool:
    """Sorts out "bảo mật" and "mật khẩu" before the whole line is looked at: nearly all finds are such."""
    start, end = match.span()
    if end - start > 6:  # letters with something between them
        return False
    if _BEFORE.search(fold_marks(plain[max(0, start - 12) : start])):
        return True
    return _AFTER.match(fold_marks(plain[end : end + 12])) is not None


class _Place:
    """A possible stamp with the line around it (at most 300 characters each side)."""

    def __init__(self, plain: str, match: re.Match[str]) -> None:
        start, end = match.span()
        reach = max(0, start - 300)
        line_start = max(plain.rfind("\n", reach, start) + 1, reach)
        line_end = plain.find("\n", end, end + 300)
        self.stamp = match.group()
        self.before = plain[line_start:start]
        self.after = plain[end : line_end if line_end >= 0 else end + 300]
        self.is_two_words = match.group("higher") is not None
        self.is_spaced = _SPACED.search(match.group("mat")) is not None
        self.near_before = fold_marks(self.before[-48:])
        self.above = fold_marks(plain[max(0, line_start - 120) : max(0, line_start - 1)].rsplit("\n", 1)[-1])

    @property
    def is_upper(self) -> bool:
        return self.stamp.isupper()

    @property
    def is_syllable_of_other_word(self) -> bool:
        if _AFTER.match(fold_marks(self.after[:12])):
            return True
        return not self.is_two_words and bool(_BEFORE.search(self.near_before))

    def is_alone(self) -> bool:
        """Nothing else on the line or in the table cell, but for companions of a stamp."""
        left = _BORDER.split(self.near_before)[-1]
        if len(left) == len(self.near_before) < len(self.before):
            left = _BORDER.split(fold_marks(self.before))[-1]
        if not _BESIDE.fullmatch(left) and not _LIST_MARK.match(left):
            return False
        return bool(_BESIDE.fullmatch(_BORDER.split(fold_marks(self.after), maxsplit=1)[0]))

    def at_edge(self) -> bool:
        """At the begin or the end of a short line, where a stamp lands when a page is flattened to text."""
        words = len(self.before.split()) + len(self.after.split())
        is_edge = not re.search(r"\w", self.before) or not re.search(r"\w", self.after)
        return is_edge and words <= _SHORT_LINE_WORDS and not re.search("[\"'“”‘’«»]\\s*$", self.before)

    def in_letterhead(self) -> bool:
        """On one short line with the parts of a letterhead, as a flattened page gives it."""
        rest = fold_marks(self.before + " " + self.after)
        return len(rest.split()) <= _SHORT_LINE_WORDS and bool(_LETTERHEAD.search(rest))

    def in_brackets_at_edge(self) -> bool:
        opened = re.search(r"[\[({<【]\s*$", self.before)
        closed = re.match(r"\s*[\])}>】]", self.after)
        if not opened or not closed:
            return False
        rest = self.after[closed.end() :]
        return not re.search(r"\w", self.before) or not re.search(r"\w", rest)


def _judge(place: _Place) -> tuple[Strength, str] | None:
    if place.is_spaced and "\n" not in place.stamp.strip():
        return "hard", "stamp-spaced"
    if place.is_syllable_of_other_word:
        return None
    if _LABEL.search(place.near_before):
        return "hard", "level-label"
    if place.is_alone():
        return _judge_alone(place)
    if place.in_brackets_at_edge():
        return "hard", "stamp-bracketed"
    if place.in_letterhead() and (place.is_upper or place.at_edge()):
        return "hard", "stamp-letterhead"
    return _judge_capitals(place) if place.is_upper else None


def _judge_alone(place: _Place) -> tuple[Strength, str] | None:
    if not place.is_upper:
        # The rest of a wrapped sentence: "... công tác bảo" / "mật".
        if not re.search(r"\w", place.before) and _BEFORE.search(place.above):
            return None
        if _LIST_MARK.match(place.near_before):
            return "soft", "level-in-list"
    return "hard", "stamp-line"


def _judge_capitals(place: _Place) -> tuple[Strength, str] | None:
    rest = place.before + place.after
    if re.search(r"(?:^|\W)do\s*$", place.near_before) and rest.isupper():
        return "soft", "stamp-in-title"
    if place.at_edge():
        return "hard", "stamp-edge"
    if place.is_two_words or not rest.isupper():
        return "soft", "stamp-in-sentence"
    return None


def _phrases(plain: str) -> Iterator[tuple[Strength, str]]:
    folded = fold_marks(plain)
    if "mat" in folded or re.search(r"b\W*i\W*m\W*a\W*t", folded):
        yield from _headings(folded, plain)
    if _NUMBER.search(folded):
        yield "hard", "number-suffix"
    if _REPEATED.search(plain):
        yield "hard", "stamp-repeated"
    if _ENVELOPE.search(folded):
        yield "hard", "envelope-mark"
    if _NUMBER_SOFT.search(folded):
        yield "soft", "number-suffix"
    if _SOFT_PHRASES.search(folded):
        yield "soft", "restricted-phrase"


def _headings(folded: str, plain: str) -> Iterator[tuple[Strength, str]]:
    above = ""
    shown = plain.split("\n")
    lines = folded.split("\n")
    for number, line in enumerate(lines):
        cells = re.split(r"\t|\||\s{3,}", line) if len(line) < 400 else []
        two_lines = line + " " + lines[number + 1] if number + 1 < len(lines) and len(line) < 40 else ""
        for cell in (*cells, two_lines[:120]):
            if _HEADING.match(cell):
                # A sentence may break right before these words; a heading does not follow an open sentence.
                is_wrapped = (
                    len(above.strip()) > 40 and above.rstrip()[-1:].isalpha() and not shown[number].isupper()
                )
                if not is_wrapped:
                    yield "hard", "state-secret-heading"
        above = line or above
