"""Tells the body that passes an order on ("3. Sở A yêu cầu các đơn vị …") from the one that gives it."""

from __future__ import annotations

import re

from tracker.extraction.cues import HEADS, MODALS, PLURALS
from tracker.extraction.frames import Frame
from tracker.extraction.name_heads import core
from tracker.extraction.name_lists import Atom, name_list
from tracker.extraction.phrases import Phrases, Tokens
from tracker.extraction.predicates import Predicate

_ISSUES = re.compile(
    r"(?:chủ tịch|phó chủ tịch|bí thư|phó bí thư|thường trực|ban thường vụ|thủ tướng|phó thủ tướng|hội nghị"
    r"|chủ tọa|tập thể|lãnh đạo (?:tỉnh|ubnd|thành phố)|đồng chí|ông|bà|chính phủ|tỉnh ủy|thành ủy)\b"
)
# A committee that issues the paper calls itself by its short name below.
_COUNCIL = re.compile(r"(?:ủy ban nhân dân|ubnd)(?: (?:tỉnh|thành phố|huyện|xã|phường|thị xã))?")
_ASKS = frozenset(("yêu cầu", "chỉ đạo", "đôn đốc"))
_POSTS = (
    "thống đốc",
    "bộ trưởng",
    "giám đốc",
    "tổng giám đốc",
    "cục trưởng",
    "tổng cục trưởng",
    "hiệu trưởng",
)
# "2. Đồng chí Phó Bí thư Thường trực chỉ đạo Ban A …": whom the chief entrusts with it.
_DEPUTY = re.compile(r"(?:đồng chí|đ / c) phó\b")


def passed_on(
    t: Tokens, k: int, f: Frame, numbered: bool, letterhead: str
) -> tuple[list[Atom], Predicate] | None:
    """ "3. Sở A yêu cầu các đơn vị …": among the tasks of a paper a body that is no issuer sees to it."""
    names, end = name_list(t, k)
    if not names or f.past or f.passive or not core(t, names[0].a + (t.at(names[0].a) == "các")):
        return None
    name = " ".join(t.words[names[0].a : names[0].b])
    word = " ".join(t.words[f.start : f.end])
    if (
        t.at(end) == ":"
        and word in _ASKS
        and numbered
        and not _ISSUES.match(name)
        and t.at(names[0].a) != "vụ"
    ):
        end += 1  # "Sở A: kiểm tra, yêu cầu B …"
    if t.at(end) == ":" and f.start == end + 1 and word == "chỉ đạo" and _DEPUTY.match(name):
        if HEADS.match(t.words, f.end) and not core(t, f.end):
            return names, Predicate(f.start, "head", word)  # "Đồng chí Phó Bí thư: chỉ đạo hoàn thành …"
        return None
    if f.start == end and f.strong:
        deputy = word == "chỉ đạo" and _DEPUTY.match(name)
        if (
            not numbered
            or (_ISSUES.match(name) and not deputy)
            or name in letterhead
            or any(name[len(post) :].strip() in letterhead for post in _POSTS if name.startswith(post + " "))
            or (_COUNCIL.fullmatch(name) and "ủy ban nhân dân" in letterhead)
            or "hội đồng nhân dân" in name
        ):
            return None
    elif word == "chỉ đạo" and t.words[end : end + 2] == ["lãnh", "đạo"] and numbered:
        pass  # "2. Đảng ủy A lãnh đạo B chỉ đạo C …": it is told to see to it
    elif t.at(f.start - 1) not in (",", "và") or f.start < end + 2 or not HEADS.match(t.words, end):
        return None  # only "A lãnh đạo …, giao từng đơn vị …" keeps its own verb
    if f.start != end and _ISSUES.match(name):
        return None
    n = HEADS.match(t.words, end) or f.end - f.start
    return names, Predicate(end, "head", " ".join(t.words[end : end + n]))


def acts_through(t: Tokens, k: int, f: Frame) -> tuple[list[Atom], Predicate] | None:
    """ "Các đơn vị quán triệt, yêu cầu cán bộ …", "UBND thành phố phải sâu sát, chỉ đạo các sở …"."""
    if f.past or f.passive or not f.strong or t.at(f.start - 1) not in (",", "và"):
        return None
    names, end = name_list(t, k)
    if not names or f.start < end + 2:
        return None
    modal, verb = MODALS.match(t.words, end), HEADS.match(t.words, end)
    many = (
        t.words[names[0].a] in PLURALS and core(t, names[0].a + 1) and not _HEARD.match(t.words, names[0].a)
    )
    if not (modal or (verb and many)):
        return None
    n = modal or verb
    return names, Predicate(end, "modal" if modal else "head", " ".join(t.words[end : end + n]))


_HEARD = Phrases(("các đại biểu", "các đồng chí", "các ý kiến", "các thành viên", "các cử tri"))


def tells_which(t: Tokens, k: int, f: Frame) -> bool:
    """ "Hướng dẫn các đơn vị được giao quản lý …": the unit has its verb, the rest says which bodies."""
    return HEADS.match(t.words, k) >= 2 and not name_list(t, k)[0] and ":" not in t.words[k : f.start]


def sent_to(t: Tokens, k: int, f: Frame | None) -> list[Atom]:
    """ "… có công văn gửi UBND các tỉnh, đề nghị khẩn trương rà soát": whom the paper that asks goes to."""
    if (
        f is None
        or not f.strong
        or f.passive
        or f.before == "none"
        or core(t, f.end + (t.at(f.end) in _MANY))
    ):
        return []
    at = next((j for j in range(f.start - 2, k, -1) if t.words[j] == "gửi"), 0)
    at += 1 + (t.at(at + 1) in ("đến", "tới", "cho")) if at else 0
    names, end = name_list(t, at) if at and t.at(at - 2) in _PAPERS else ([], 0)
    return names if names and end < f.start and t.at(end) in (",", "về", "để", "và") else []


_MANY = ("các", "những")
_PAPERS = frozenset(("văn", "điện", "bản", "thư", "tốc", "đã", "vừa", "ký"))
