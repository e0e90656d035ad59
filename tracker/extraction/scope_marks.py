"""What a mention or a unit looks like to carry-over: a bare place, a collective, a heading in capitals."""

from __future__ import annotations

import re

from tracker.extraction.cues import HEADS
from tracker.extraction.name_heads import core
from tracker.extraction.reading import Reading
from tracker.extraction.roles import Mention, responsible
from tracker.extraction.standing import rank

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


# What bodies pointed back at in such words are called by name.
_NAMED_SO = {
    "địa phương": ("ubnd", "ủy ban nhân dân", "tỉnh", "huyện", "xã", "phường", "thành phố"),
    "công ty": ("công ty",),
    "sở": ("sở",),
    "bệnh viện": ("bệnh viện",),
    "đơn vị": ("",),
    "cơ quan": ("",),
}


def pointed_back(supports: list[Mention], last: list[Mention]) -> bool:
    """Whether "các địa phương nêu trên" among those who help can mean the bodies that led last."""
    back = [m.text.lower() for m in supports if m.anaphor]
    names = [next((_NAMED_SO[k] for k in _NAMED_SO if k in words), None) for words in back]
    told = [m.text.lower() for m in last]
    return bool(back and told) and all(n and all(t.startswith(n) for t in told) for n in names)


_WORDS = re.compile(r"\w+|,")


def above(a: Mention, b: Mention) -> bool:
    """Whether body `a` stands higher than `b`: a district over the chairmen of its communes."""
    of, to = (rank(_WORDS.findall(m.text.lower())) for m in (a, b))
    return of is not None and to is not None and of > to


def asks_within(r: Reading) -> bool:
    """ "Kiểm tra …, yêu cầu chủ đầu tư thu gom …": a task that ends in what is asked of another body."""
    t, f = r.tokens, r.frame
    if f is None or f.before == "speaker" or f.word not in ("yêu cầu", "đề nghị", "chỉ đạo"):
        return False
    # "Đối với các dự án đã duyệt, hướng dẫn, yêu cầu B …": the task may stand behind its topic.
    starts = (j for j in range(r.body, f.start - 1) if j == r.body or t.words[j - 1] == ",")
    return t.at(f.start - 1) in (",", "và") and any(HEADS.match(t.words, j) > 1 for j in starts)


def named_alone(r: Reading) -> bool:
    """A line of a signed paper that holds nothing but the names of bodies: the heading of their items."""
    last = r.subject[-1].b if r.subject and r.pred.kind == "none" else -1
    return r.place.official and last >= len(r.tokens.words) and not r.place.banned


_TELLS_ABOVE = frozenset(("báo cáo", "tổng hợp", "trình", "tham mưu", "đề xuất"))


def reports_back(r: Reading) -> bool:
    """ "chỉ đạo B kiểm tra …; báo cáo UBND tỉnh": the report is the task of who directs B, not of B."""
    return r.pred.word in _TELLS_ABOVE and r.pred.at == r.body and r.frame is None


# "Các sở … tập trung thực hiện:" names who does what the list says; "A có ý kiến như sau:" does not.
OPENING = frozenset(
    (
        "tập trung",
        "thực hiện",
        "tổ chức thực hiện",
        "triển khai",
        "triển khai thực hiện",
        "hoàn thành",
        "quan tâm",
        "chủ trì",
        "phối hợp",
        "tham mưu",
    )
) | frozenset(
    ("lãnh đạo", "chỉ đạo", "tiếp tục", "khẩn trương", "nghiêm túc", "tăng cường", "làm tốt", "chủ động")
)
_CHARGED = frozenset(("có nhiệm vụ", "có trách nhiệm", "chịu trách nhiệm"))


def charged(r: Reading) -> bool:
    """ "2. Sở Y tế có nhiệm vụ" over its items, without a colon."""
    ends = r.pred.at + 3 == len(r.tokens.words) and not r.unit.tail
    return announces(r) or (ends and r.place.inner > 0 and r.pred.word in _CHARGED)


_SOME = re.compile(
    r"(?:một số|các|những) (?:nội dung|nhiệm vụ|công việc|giải pháp|biện pháp|vấn đề)(?: sau)?$"
)


def announces(r: Reading) -> bool:
    """ "… đề nghị A thực hiện một số nội dung." with a full stop: what they are is told next."""
    asks = r.frame is not None and r.frame.strong and not r.frame.past and bool(r.subject)
    return asks and bool(_SOME.search(" ".join(r.tokens.words[-6:])))


DELEGATING = frozenset(("yêu cầu", "chỉ đạo", "lãnh đạo", "phân công", "đề nghị", "đôn đốc", "giao"))

DIRECTING = DELEGATING | {"hướng dẫn", "kiểm tra", "giám sát"}


def listens(r: Reading) -> bool:
    """Whether a unit that is no directive could still name the addressees of what follows."""
    return (
        r.unit.tail[:1] in (";", ":")
        or r.place.items
        or charged(r)
        or (r.place.heading and bool(r.place.level or named_alone(r)))
    )
