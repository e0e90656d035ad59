"""Where a clause proper begins and ends: over item marks, times, concessions, asides and addresses."""

from __future__ import annotations

from tracker.extraction.cues import HEADS, LEADERS, PLACES
from tracker.extraction.name_lists import Atom, name_list
from tracker.extraction.phrases import Tokens

_PERIODS = frozenset(("ngày", "tuần", "tháng", "quý", "năm", "kỳ"))
_RHYTHMS = frozenset(("hằng", "hàng", "mỗi", "định"))
_TIME_OPENERS = frozenset(("đến", "trước", "trong", "từ", "hết", "chậm", "vào", "ngay", "chậm_nhất"))
_TIME_ENDS = frozenset(
    ("nay", "này", "tới", "sau", "i", "ii", "iii", "iv", "năm", "tháng", "tuần", "quý", "tết")
)
_ASIDES = (["nhất", "là"], ["đặc", "biệt"], ["trước", "hết"], ["bao", "gồm"], ["trong", "đó"])


_BULLETS = frozenset("▪●■□◦➢➤❖✓✔♦·§")


def numbering(t: Tokens) -> int:
    """Item marks that the cutting left in place: "3-", "a -", "(iii)", "▪"."""
    first = t.at(0)
    if first in _BULLETS:
        return 1
    if t.at(1) not in ".)/-–" and first != "(" and first != "điều":
        return 0
    if t.at(0) == "(" and t.at(2) == ")":
        return 3
    if t.at(0).isdigit() and t.at(1) == "." and t.at(2).isdigit():
        return 4 if t.at(3) in ("-", "–", ")", ".") else 3
    if t.at(0) == "đ" and t.at(2) == "c":
        return 0
    if (
        t.at(0).isdigit()
        and t.at(1) in (".", ")", "/")
        and (t.at(2) == "-" or (len(t.words) > 2 and t.caps[2]))
    ):
        return 3 if t.at(2) == "-" else 2
    if t.at(0) in ("a", "b", "c", "d") and t.at(1) == "." and len(t.words) > 2 and t.caps[0] and t.caps[2]:
        return 2  # "A. Đối với Sở Xây dựng"
    if t.at(1) in ("-", "–", ")", "/"):
        return 2 * (t.at(0).isdigit() or len(t.at(0)) == 1 or set(t.at(0)) <= set("ivx"))
    if t.at(0) == "điều" and t.at(1).isdigit():
        return 3 if t.at(2) in (".", ":") else 2
    return 0


def past_aside(t: Tokens, k: int) -> int:
    """ "Sở A - với vai trò thường trực - hoàn thành …": over what two dashes enclose."""
    if t.at(k) == "," and t.words[k + 1 : k + 3] in _ASIDES:
        # "các tỉnh ven biển, trong đó trọng tâm là A và B, khẩn trương …"
        names = (name_list(t, j) for j in range(k + 3, min(k + 7, len(t.words))))
        end = next((end for found, end in names if found), k)
        return end + (t.at(end) == ",") if end > k else k
    if t.words[k : k + 2] == [",", "nơi"]:
        # "Các huyện A, B, nơi điểm số thấp, có kế hoạch riêng"
        return next((j + 1 for j in range(k + 3, min(k + 16, len(t.words))) if t.words[j] == ","), k)
    if t.at(k) != "-":
        return k
    return next((j + 1 for j in range(k + 2, min(k + 18, len(t.words))) if t.words[j] == "-"), k)


def past_concession(t: Tokens, k: int) -> int:
    """ "Mặc dù gấp nhưng các đơn vị phải …": the clause goes on behind "nhưng"."""
    if t.at(k) not in ("mặc", "dù", "tuy"):
        return k
    return next((j + 1 for j in range(k + 2, min(k + 30, len(t.words))) if t.words[j] == "nhưng"), k)


# The connector of a sentence behind a label that says who decides.
VOICED = "kết luận"
_VOICES = (["kết", "luận"], ["ý", "kiến"], ["chỉ", "đạo"], ["giải", "quyết"])


def past_voice(t: Tokens, k: int) -> int:
    """ "Ý kiến của Chủ tịch UBND tỉnh: Sở A trả lời …": where the order begins; 0 without such a label."""
    if t.words[k : k + 2] not in _VOICES:
        return 0
    colon = next((j for j in range(k + 2, min(k + 12, len(t.words))) if t.words[j] == ":"), 0)
    if not colon or colon + 1 >= len(t.words):
        return 0
    of = k + 2 + (t.words[k + 2 : k + 4] in (["chỉ", "đạo"], ["kết", "luận"])) * 2
    return colon + 1 if of == colon or (t.at(of) == "của" and LEADERS.match(t.words, of + 1)) else 0


def past_time(t: Tokens, k: int) -> int:
    """ "đến hết tháng 9 giải ngân …": the clause goes on behind a time without a comma."""
    word = t.at(k)
    if word not in _RHYTHMS and word not in _TIME_OPENERS:
        return k
    rhythm = word in ("hằng", "hàng", "mỗi") and t.at(k + 1) in _PERIODS
    if rhythm and t.at(k + 2) == "," and name_list(t, k + 3)[0]:
        return k + 3  # "Hằng năm, Sở A tổng hợp …"
    if word == "định" and t.at(k + 1) == "kỳ":
        comma = next((j for j in range(k + 2, min(k + 9, len(t.words))) if t.words[j] == ","), -1)
        return comma + 1 if comma > 0 and name_list(t, comma + 1)[0] else k
    if word not in _TIME_OPENERS:
        return k
    for j in range(k + 1, min(k + 9, len(t.words))):
        if t.words[j] in (",", ":", ";"):
            return k
        if HEADS.match(t.words, j) and (t.words[j - 1].isdigit() or t.words[j - 1] in _TIME_ENDS):
            return j
    return k


def is_address(t: Tokens, names: list[Atom], comma: int) -> bool:
    """ "Công trình thủy lợi A, huyện B hoàn thành …": where it lies, not who acts."""
    if len(names) != 1 or names[0].head or names[0].a != comma + 1 or not t.caps[comma - 1]:
        return False
    n = PLACES.match(t.words, comma + 1)
    return (
        n > 0
        and not t.caps[comma + 1]
        and comma + 1 + n < names[0].b
        and all(t.caps[comma + 1 + n : names[0].b])
    )


def trim_comma(t: Tokens, k: int) -> int:
    while k > 0 and t.words[k - 1] in (",", "cần", "phải", "và"):
        k -= 1
    for j in range(k - 1, max(0, k - 12), -1):
        if t.words[j] in ("theo", "vì"):
            return j
        if t.words[j] == "," and t.words[j + 1 : j + 3] in _ASIDES:
            return j
    return k


_LEVELS = frozenset(("quận", "huyện", "xã", "phường", "tỉnh"))


def between_levels(t: Tokens, comma: int) -> bool:
    """ "đề nghị của Ủy ban nhân dân quận, huyện, Sở A …": the comma within the name of a body."""
    return t.at(comma - 1) in _LEVELS and t.at(comma + 1) in _LEVELS and t.at(comma + 2) == ","


def gives_examples(t: Tokens) -> bool:
    """Whether a unit lists "…, như: A; B"."""
    if "như" not in t.words:
        return False
    return any(word == ":" and t.words[j - 1] == "như" for j, word in enumerate(t.words) if j)
