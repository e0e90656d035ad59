"""Who is named in brackets behind the task: "(Chủ trì: A. Phối hợp: B, C. Thời hạn: …)"."""

from __future__ import annotations

from tracker.extraction.cues import BODIES, OFFICES, TIMES
from tracker.extraction.lexicon import words
from tracker.extraction.name_lists import Atom, name_list
from tracker.extraction.names import noun_phrase
from tracker.extraction.phrases import Phrases, Tokens
from tracker.extraction.role_labels import LEAD_IN_BRACKETS, SUPPORT

_LEAD = Phrases(LEAD_IN_BRACKETS)
_SUPPORT = Phrases(SUPPORT)


def bracketed(t: Tokens) -> tuple[list[Atom], list[Atom]]:
    """The bodies that lead and that support by a bracket of unit tokens `t`; empty where there is none."""
    leads: list[Atom] = []
    supports: list[Atom] = []
    depth = 0
    for k, word in enumerate(t.words):
        depth += (word == "(") - (word == ")")
        if depth < 1 or t.at(k - 1) not in ("(", ".", ";", ","):
            continue
        for phrases, out in ((_LEAD, leads), (_SUPPORT, supports)):
            n = phrases.match(t.words, k)
            if n and t.at(k + n) == ":":
                out += name_list(t, k + n + 1)[0]
    return leads, supports


_DOES_IT = Phrases(
    words("""
chủ trì | thực hiện | đảm nhận | đảm nhiệm | chịu trách nhiệm | bố trí | lo | điều động | phụ trách | phối hợp
chi trả | cân đối | niêm phong | chuẩn bị | thẩm định | giám sát | hướng dẫn | tổng hợp | đôn đốc | theo dõi
kiểm tra | giải quyết | xử lý | quyết toán | cùng
""")
)
# "… được giao cho Sở A", "… là nhiệm vụ của Sở A"
_GIVEN_TO = Phrases(words("được giao cho | được giao | được phân công cho"))
_MATTERS = frozenset(("việc", "nhiệm", "nội", "công", "phần", "kinh", "phát", "trách", "hồ"))
_BELONGS = Phrases(words("là nhiệm vụ của | là trách nhiệm của | là việc của | thuộc trách nhiệm của"))


def by_whom(t: Tokens, k: int) -> list[Atom]:
    """ "… do Sở A thực hiện", "trách nhiệm này thuộc Sở A": who does what is told from `k` on."""
    for j in range(k, len(t.words)):
        if t.words[j] == "do":
            atoms, end = name_list(t, j + 1)
            if atoms and _is_body(t, atoms[0].a) and (_DOES_IT.match(t.words, end) or t.at(end) == ""):
                return atoms
        elif found := _GIVEN_TO.match(t.words, j) or _BELONGS.match(t.words, j):
            atoms, _ = name_list(t, j + found)
            if j > k and t.words[k] in _MATTERS and atoms and _is_body(t, atoms[0].a):
                return atoms
        elif t.words[j] == "thuộc" and t.words[j - 2 : j] in (["trách", "nhiệm"], ["nhiệm", "này"]):
            atoms, _ = name_list(t, j + 1 + (t.at(j + 1) == "về"))
            if atoms and _is_body(t, atoms[0].a):
                return atoms
    return []


# What a body named in brackets does for the task before them.
_LEADS = Phrases(
    words("""
chủ trì | thực hiện | chuẩn bị | phụ trách | tham mưu | theo dõi | là đầu mối | làm đầu mối | soạn thảo
đảm nhiệm
chịu trách nhiệm | đảm nhận | triển khai | xây dựng | trình | hướng dẫn | tổng hợp | đôn đốc | chỉ đạo
tổ chức
""")
)
_HELPS = Phrases(words("phối hợp | tham gia | hỗ trợ | giúp | cùng phối hợp | cùng thực hiện"))
_JOINED = Phrases(words("phối hợp với | phối hợp cùng | phối hợp | cùng với | cùng"))
_BODY = BODIES | OFFICES


def behind(t: Tokens) -> tuple[list[Atom], list[Atom]]:
    """Who leads and who supports by a bracket that ends the unit: "… (Sở A chủ trì; Sở B phối hợp)".

    A bracket that follows a body explains it, and one that holds neither a body's name first nor what it does
    tells nobody.
    """
    opening = _opening(t)
    if opening < 3:
        return [], []
    first = opening + 1 + (t.at(opening + 1) in ("giao", "do"))
    leads, k = name_list(t, first)
    if not leads or leads[0].head or not _is_body(t, leads[0].a):
        return [], []
    if n := _HELPS.match(t.words, k):
        # "(VNPT hỗ trợ Phòng Văn hóa thực hiện)": the second does it; alone, whoever helps tells not whom.
        helped, end = name_list(t, k + n)
        return (helped, leads) if helped and _LEADS.match(t.words, end) else ([], [])
    does = _LEADS.match(t.words, k)
    if not does and (_explains(t, opening) or not (t.at(k) in (")", ";") or _dated(t, k))):
        return [], []
    return leads, _supporting(t, k + does)


def _opening(t: Tokens) -> int:
    """Where the bracket opens that ends the unit, or 0."""
    last = len(t.words) - 1 - (t.at(len(t.words) - 1) in (".", "./"))
    if t.at(last) != ")":
        return 0
    depth = 0
    for j in range(last, -1, -1):
        depth += (t.words[j] == ")") - (t.words[j] == "(")
        if not depth:
            return j
    return 0


def _is_body(t: Tokens, k: int) -> bool:
    many = t.at(k) in ("các", "những", "đồng")
    return bool(_BODY.match(t.words, k + many)) or t.words[k : k + 2] == ["đồng", "chí"]


def _explains(t: Tokens, opening: int) -> bool:
    """ "gửi cơ quan thường trực (Sở Xây dựng)": the name before the bracket is told in other words."""
    return any(noun_phrase(t, k) >= opening for k in range(max(0, opening - 8), opening))


def _dated(t: Tokens, k: int) -> bool:
    return t.at(k) == "," and (
        bool(TIMES.match(t.words, k + 1)) or t.at(k + 1) in ("hoàn", "xong", "trình", "báo")
    )


def _supporting(t: Tokens, k: int) -> list[Atom]:
    """Bodies behind "phối hợp với", or before "phối hợp", from `k` to the end of the bracket."""
    out: list[Atom] = []
    while k < len(t.words):
        if n := _JOINED.match(t.words, k):
            atoms, k = name_list(t, k + n)[0], max(name_list(t, k + n)[1], k + n)
            out += atoms
        elif t.words[k] in (",", ";", "và"):
            atoms, end = name_list(t, k + 1)
            if atoms and _HELPS.match(t.words, end):
                out += atoms
            k = max(end, k + 1)
        else:
            k += 1
    return out
