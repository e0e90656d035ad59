"""What a mention or a unit looks like to carry-over: a bare place, a collective, a heading in capitals."""

from __future__ import annotations

import re

from tracker.extraction.name_heads import core
from tracker.extraction.reading import Reading
from tracker.extraction.roles import Mention, responsible

BARE_PLACES = frozenset(("tỉnh", "huyện", "thành phố", "xã", "phường"))
_PUBLIC = re.compile(r"(?:toàn thể |mọi |các |những )?(?:người|nhân) dân\b")


def public(leads: list[Mention]) -> bool:
    """The people at large: a task asked of them stands alone, what follows is for the offices again."""
    return bool(leads) and all(_PUBLIC.match(m.text.lower()) for m in leads)


def general(leads: list[Mention]) -> bool:
    """Collectives only ("các cấp ủy …"), no body called by its own name."""
    return all(
        m.text[:1].islower() or (m.text.split(" ", 1)[0] in _OPENERS and not _BOARD.match(m.text))
        for m in leads
    )


# "Ban ngành" is a collective, "Ban Chỉ đạo …" a body of its own name.
_BOARD = re.compile(r"Ban [A-ZĐ]")


_OPENERS = frozenset(("Các", "Những", "Lực", "Cấp", "Từng", "Mọi", "Toàn", "Cơ", "Địa", "Đơn", "Ban"))


def shouted(r: Reading) -> bool:
    """ "III/ KẾT LUẬN CỦA GIÁM ĐỐC": capitals all along, and no body at their head."""
    if not r.subject:
        return False
    t, a, b = r.tokens, r.subject[0].a, r.subject[-1].b
    return b - a > 2 and all(t.caps[a:b]) and not core(t, a)


def capitals(r: Reading) -> bool:
    """ "II. ĐỐI VỚI SỞ GIÁO DỤC VÀ ĐÀO TẠO": a numbered heading in capitals that names whose items follow."""
    if r.place.banned != "title" or not r.place.level or 0 < r.place.inner <= r.place.level:
        return False
    if r.topic == "đối" or responsible(r.tokens, r.body):
        return True
    return bool(r.subject and core(r.tokens, r.subject[0].a))


def staff(leads: list[Mention]) -> bool:
    """People without a house of their own ("cán bộ", "lực lượng trực"): those a body sends."""
    return all(m.text == m.text.lower() and not m.text.startswith("các ") for m in leads)


def unled(m: Mention) -> Mention | None:
    """ "Lãnh đạo Sở A làm …" below a heading is what the body does to Sở A."""
    head = "lãnh đạo "
    if not m.text.lower().startswith(head) or m.start is None:
        return m
    rest = m.text[len(head) :]
    return Mention(rest, m.start + len(head), m.end) if rest else None
