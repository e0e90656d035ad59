"""Words that point back at bodies named before: "hai cơ quan này", "các đơn vị nêu trên", "UBND hai xã"."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

from tracker.extraction.roles import Mention
from tracker.extraction.scope_marks import BARE_PLACES

# "đề nghị Quý Ủy ban …", "các đơn vị có tên trên": those the letter is sent to.
_TO_THEM = re.compile(
    r"quý |(?:thủ trưởng |lãnh đạo )?(?:các )?(?:cơ quan|đơn vị|địa phương|sở)"
    r"(?:, đơn vị|, địa phương|, doanh nghiệp)* (?:có tên|nêu|nói) trên"
)
_NUMBERS = {"hai": 2, "ba": 3, "bốn": 4, "năm": 5}
# So many bodies of one kind that stand before by their names.
_COUNTED = re.compile(
    r"(?P<of>(?:ubnd|ủy ban nhân dân|đảng ủy|công an|thường trực) )?(?:hai|ba|bốn|[2-5]) "
    r"(?P<kind>đảng ủy|huyện ủy|thành ủy|xã|phường|huyện|công ty|bệnh viện|chi bộ|thôn|bản|tổ dân phố|trường)"
    r"(?: (?:trên|này|nêu trên|nói trên))?"
)
_NAME = r"(?: (?:xã|phường|thị trấn|huyện|thị xã))?(?: [A-ZĐ]\w*)+"
_JOINED = re.compile(r" ?(?:,|và|,? và) ?")
_KINDS = frozenset(("sở", "bộ"))
_BACK = 4000


def as_it_stands(m: Mention) -> Mention:
    """What is told without a report around it means what it says."""
    return m


class Told(NamedTuple):
    """Who may be pointed back at.

    `addressed` are the receivers of a letter, `last` the leads named last, `last_all` the same with supports,
    `before` all that were named in the units before, `spoken_of` whom a press report means by a bare kind.
    """

    addressed: list[Mention]
    last: list[Mention]
    last_all: list[Mention]
    before: list[Mention]
    spoken_of: Callable[[Mention], Mention] = as_it_stands


def resolve(text: str, leads: list[Mention], by: Told) -> tuple[list[Mention], bool]:
    """`leads` with those that point back replaced by whom they mean, and whether any was."""
    addressed, last, last_all, before, spoken_of = by
    out: list[Mention] = []
    told: set[tuple[str, int | None]] = set()
    found = False
    for m in leads:
        if addressed and _TO_THEM.match(m.text.lower()):
            meant = addressed
        elif of_post := _addressed_so(m, addressed):
            meant = of_post
        elif kind := _kind_by_name(m):
            # "Các Phòng Nội vụ nêu trên" that nobody named are not whoever was told last.
            meant = _so_called(kind, addressed) or _so_called(kind, before)
        elif m.anaphor and last and m.text.lower() not in BARE_PLACES:
            # "Bộ này" is whoever was named last; a bare "tỉnh" is read as it stands.
            meant = _of_kind(m, before) or _so_many(m, last, last_all)
        else:
            meant = _counted(text, m) or _as_many(m, last, last_all)
        found = found or bool(meant)
        meant = meant or [spoken_of(m)]
        new = [x for x in meant if (x.text, x.start) not in told]
        told.update((x.text, x.start) for x in new)
        out += new
    return out, found


_POST = re.compile(
    r"((?:chủ tịch|bí thư|giám đốc|trưởng|thủ trưởng|ubnd|ủy ban)[^,]*?) (?:các|những) .*(?:nêu|nói) trên"
)


def _addressed_so(m: Mention, addressed: list[Mention]) -> list[Mention]:
    """ "Chủ tịch UBND các huyện nêu trên": those of that post among whom the letter is sent to, by name."""
    post = _POST.fullmatch(m.text.lower())
    named = [x for x in addressed if post and x.text.lower().startswith(post[1] + " ")]
    return [x for x in named if " các " not in x.text]


_ABOVE = re.compile(
    r"(?:các|những) ([^,]{2,40}) (?:(?:có tên |được )?(?:nêu|nói)|có tên) trên", re.IGNORECASE
)


def _kind_by_name(m: Mention) -> str:
    """ "Các Sở Xây dựng nêu trên": "sở xây dựng"; empty for a common kind ("các cơ quan nêu trên")."""
    said = _ABOVE.fullmatch(m.text)
    own = said is not None and any(word[0].isupper() for word in said[1].split()[1:])
    return said[1].lower() if said is not None and own else ""


def _so_called(kind: str, named: list[Mention]) -> list[Mention]:
    """All of `named` whose names begin with `kind`, each once."""
    return list({x.text: x for x in named if x.text.lower().startswith(kind + " ")}.values())


_KIND = re.compile(r"(?:hai|ba|bốn|năm|[2-9]) (?P<kind>[^,]{2,24}?) (?:này|nêu trên|nói trên)")


def _of_kind(m: Mention, before: list[Mention]) -> list[Mention]:
    """ "Hai chi bộ này": the last two of that kind named before, where their names begin so."""
    said = _KIND.fullmatch(m.text.lower())
    if said is None:
        return []
    named = {x.text: x for x in reversed(before) if x.text.lower().startswith(said["kind"] + " ")}
    row = list(named.values())[: _number(m.text)]
    return row[::-1] if len(row) == _number(m.text) else []


def _so_many(m: Mention, last: list[Mention], last_all: list[Mention]) -> list[Mention]:
    wanted = _number(m.text)
    alone = m.text.lower()
    if alone in _KINDS and (of_kind := [x for x in last if x.text.lower().startswith(alone + " ")]):
        return of_kind
    helpers = [x for x in last_all if x not in last]
    if "nêu trên" in m.text or wanted == len(last_all):
        return last_all
    return helpers if helpers and wanted == len(helpers) != len(last) else last


def _number(text: str) -> int:
    first = text.split(" ", 1)[0].lower()
    return int(first) if first.isdigit() and len(first) < 3 else _NUMBERS.get(first, 0)


_SO_MANY = re.compile(
    r"(?:hai|ba|bốn) (?:sở|bộ|ban|công ty|huyện|xã|phường|tỉnh|cơ quan|đơn vị|địa phương|ngành)"
)


_SO_MANY_OF = ("hai ", "ba ", "bốn ", "2 ", "3 ", "4 ", "5 ")


def counted(name: str) -> bool:
    """Whether a name only counts bodies ("hai sở", "hai đảng ủy"): who they are stands elsewhere."""
    low = name.lower()
    if not any(map(low.__contains__, _SO_MANY_OF)):
        return False
    return bool(_COUNTED.fullmatch(low) or _SO_MANY.fullmatch(low))


def _as_many(m: Mention, last: list[Mention], last_all: list[Mention]) -> list[Mention]:
    """ "ba sở trình UBND tỉnh …" where three were named last."""
    if not _SO_MANY.fullmatch(m.text.lower()):
        return []
    return next((row for row in (last, last_all) if len(row) == _number(m.text)), [])


def _counted(text: str, m: Mention) -> list[Mention]:
    """ "hai đảng ủy" of two that the text names before; empty where it names more or fewer."""
    said = _COUNTED.fullmatch(m.text.lower()) if m.start is not None else None
    if said is None or m.start is None:
        return []
    kind = said["kind"]
    wanted = _number(m.text[len(said["of"] or "") :])
    name = re.compile(f"[{kind[0]}{kind[0].upper()}]{kind[1:]}{_NAME}")
    before = list(name.finditer(text, max(0, m.start - _BACK), m.start))
    names = {x.group().lower(): x for x in before}
    if len(names) != wanted:
        # Many stand before: those are meant that stand together, "tại xã A và xã B".
        row = before[-wanted:]
        together = all(_JOINED.fullmatch(text, a.end(), b.start()) for a, b in pairwise(row))
        names = {x.group().lower(): x for x in row} if together else {}
    if len(names) != wanted:
        return []
    if said["of"]:
        head = m.text[: len(said["of"])]
        return [Mention(head + x.group(), None, None) for x in names.values()]
    return [Mention(x.group(), x.start(), x.end()) for x in names.values()]
