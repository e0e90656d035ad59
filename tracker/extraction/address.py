"""Whom a letter or a telegram is sent to: the names behind "Kính gửi" and "… điện:"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from itertools import takewhile

from tracker.extraction.cues import HEADS
from tracker.extraction.name_lists import name_list
from tracker.extraction.phrases import tokenize
from tracker.extraction.roles import Mention, mentions

_OPENS = re.compile(r"(?m)^[ \t]*(?:kính gửi[ \t]*:?|(?![-+•*\d])[^\n:;.]{0,70}\bđiện[ \t]*(?::|$))[ \t]*")
_ITEM = re.compile(r"[ \t]*(?:[-+•*]|\d{1,2}[.)/])[ \t]*")
_REACH, _MOST_LINES = 4000, 14


def _is_place(text: str, found: re.Match[str]) -> bool:
    """ "TỈNH ỦY ĐIỆN BIÊN" in a letterhead sends nothing to anybody."""
    line = text[found.start() : found.end()].rstrip(" \t")
    return line.endswith("ỆN") or "Điện" in found.group()


def addressed(text: str, low: str) -> list[Mention]:
    """The bodies a signed paper is addressed to, in order; empty where it names none at its head."""
    opening = next((m for m in _OPENS.finditer(low, 0, _REACH) if not _is_place(text, m)), None)
    if opening is None or (opening.end() < len(low) and low[opening.end() - 1] not in ": \n\t"):
        return []
    out: list[Mention] = []
    at = opening.end()
    for count in range(_MOST_LINES):
        stop = text.find("\n", at)
        stop = len(text) if stop < 0 else stop
        item = _ITEM.match(text, at, stop)
        if count and not item and text[at:stop].strip():
            break
        t = tokenize(text, low, item.end() if item else at, stop)
        atoms, end = name_list(t, 0)
        if (
            item
            and atoms
            and HEADS.match(t.words, end)
            and not (_is_bullet(item) and _ends_soon(t.words, end))
        ):
            break  # "1. Sở A hoàn thành …" is the first order, not one more addressee
        out += mentions(text, t, atoms)
        while t.at(end) == ";" and (more := name_list(t, end + 1))[0]:
            out += mentions(text, t, more[0])
            end = more[1]
        if stop == len(text):
            break
        at = stop + 1
    return out


def _is_bullet(item: re.Match[str]) -> bool:
    """Receivers stand behind dashes; "1. Sở Y tế báo cáo kết quả." is a short order."""
    return not item.group().strip()[0].isdigit()


def _ends_soon(words: list[str], end: int) -> bool:
    """ "…, Kết cấu hạ tầng xây dựng;" in the list of receivers: the last words of a name, not an order."""
    rest = words[end:-1] if words[-1] in (";", ".", ",") else words[end:]
    return len(rest) < _SHORTEST_ORDER


_SHORTEST_ORDER = 5
_MET = re.compile(r"làm việc với ([^\n.;:]{0,160})")
_KIND = re.compile(r"\b(tỉnh(?: ủy)?|thành (?:phố|ủy)|huyện(?: ủy)?|quận|xã|phường|đặc khu) ", re.IGNORECASE)
_HALL = {"tỉnh ủy": "tỉnh", "thành ủy": "thành phố", "huyện ủy": "huyện"}
_LONGEST_PLACE = 4


def host(text: str) -> Mention | None:
    """The place that a working session was held with: what "Tỉnh cần …" means in its conclusions."""
    met = _MET.search(text, 0, _REACH)
    for found in _KIND.finditer(met[1]) if met else ():
        behind = found.string[found.end() :].replace(",", " ,").split()
        name = list(takewhile(lambda word: word[0].isupper(), behind[:_LONGEST_PLACE]))
        if name:
            kind = found[1].lower()
            return Mention(f"{_HALL.get(kind, kind)} {' '.join(name)}", None, None)
    return None


# "tỉnh Thanh Hóa", "TP.HCM", "Bộ Y tế": what a bare "tỉnh" or "Bộ" of a press report means.
_CALLED = {
    "tỉnh": re.compile(r"\b[Tt]ỉnh (?:ủy |uỷ )?((?:[A-ZĐ]\w+)(?: [A-ZĐ]\w+){0,2})"),
    "thành phố": re.compile(
        r"\b(?:[Tt]hành phố |[Tt]hành (?:ủy|uỷ) |T[Pp]\.? ?)((?:[A-ZĐ]\w+)(?: [A-ZĐ]\w+){0,2})"
    ),
    "huyện": re.compile(r"\b[Hh]uyện (?:ủy |uỷ )?((?:[A-ZĐ]\w+)(?: [A-ZĐ]\w+){0,2})"),
}
_CITIES = re.compile(r"\b(Hà Nội|Hải Phòng|Đà Nẵng|Cần Thơ|TP\.? ?HCM)\b")
_MINISTRY = re.compile(r"\bBộ (?=[A-ZĐ])")


class SpokenOf:
    """Whom a bare "tỉnh", "thành phố", "huyện" or "bộ" of a press report means: the one it tells of most.

    The text is looked through once a bare kind is met, for most reports never.
    """

    def __init__(self, text: str, low: str) -> None:
        self.text, self.low = text, low
        self.known: dict[str, Mention | None] = {}

    def __call__(self, m: Mention) -> Mention:
        kind = m.text.lower()
        if kind not in _CALLED and kind != "bộ":
            return m
        if kind not in self.known:
            name = self._told_most(kind)
            self.known[kind] = Mention(name, None, None) if name else None
        return self.known[kind] or m

    def _told_most(self, kind: str) -> str:
        if kind == "bộ":
            found = _MINISTRY.finditer(self.text, 0, _REACH)
            return _most(_ministry(self.text, self.low, at.start()) for at in found)
        name = _most(at[1] for at in _CALLED[kind].finditer(self.text, 0, _REACH))
        if not name and kind == "thành phố":
            name = _most(at[1] for at in _CITIES.finditer(self.text, 0, _REACH))
        return f"{kind} {name}" if name else ""


def _ministry(text: str, low: str, at: int) -> str:
    t = tokenize(text, low, at, min(len(text), at + 80))
    atoms = name_list(t, 0)[0]
    return mentions(text, t, atoms[:1])[0].text if atoms else ""


def _most(names: Iterable[str]) -> str:
    """The name told twice as often as any other; empty where none is."""
    rows = Counter(filter(None, names)).most_common(2)
    return rows[0][0] if rows and (len(rows) == 1 or rows[0][1] >= 2 * rows[1][1]) else ""


def as_host(m: Mention, place: Mention | None) -> Mention:
    """The place met where `m` is only its kind: "Tỉnh" for "tỉnh Điện Biên"."""
    kind = m.text.lower() + " "
    meant = place is not None and place.text.startswith(kind) and place.text[len(kind)].isupper()
    return place if place is not None and meant else m
