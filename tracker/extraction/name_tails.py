"""The small syllables with which a capitalised name goes on: "Truyền hình", "… thủy lợi Bắc Hưng Hải"."""

from __future__ import annotations

from tracker.extraction.cues import (
    ADJUNCTS,
    CARRY,
    COMPOUNDS,
    FIELDS,
    HEADS,
    MODALS,
    MODIFIERS,
    PLURALS,
    QUANTIFIERS,
    SAYING,
    SEPARATORS,
    TENSE,
    TIMES,
)
from tracker.extraction.lexicon import words as listed
from tracker.extraction.name_heads import core, name_run
from tracker.extraction.phrases import Tokens

# Small words that open what a body does or to whom, and never finish its name.
_OPENERS = listed("""
cho | đi | lên | xuống | ra | vào | về | lo | nhắc | phát | điều | dựng | soạn | soát | nối | để | do | bởi
của | mà | nào | nay | rồi | sớm | đã | sẽ | cử | dự | gửi | báo | mở | trong | trên | dưới | sau | hằng
hàng | mỗi | ngay | thì | là | với | phải | cần | không | chưa
""")


def tail(t: Tokens, k: int) -> int:
    """Lower-case syllables that finish a capitalised compound ("Truyền hình"), at most two."""
    if t.words[k] in _OPENERS:
        return 0
    if run := _field_run(t, k - 1) or _field_run(t, k):
        return run
    for n in range(3):
        if k + n >= len(t.words) or _stops_name(t, k + n):
            return n
        if n and t.caps[k + n]:
            return n
    return 0


def trade_name(t: Tokens, i: int, k: int) -> int:
    """ "Công ty cổ phần quản lý đường bộ Lai Châu": small words of a firm's trade before its own name.

    They stand behind its legal form or a trade begun with a capital ("Tổng công ty Đầu tư phát triển …").
    """
    words = t.words
    if words[i] not in _FIRMS or t.caps[k]:
        return 0
    pair = k - 2 > i and t.caps[k - 2] and not t.caps[k - 1] and (words[k - 2], words[k - 1]) in COMPOUNDS
    if words[k - 2 : k] == ["thành", "viên"] and (n := FIELDS.match(words, k) or MODIFIERS.match(words, k)):
        return n  # "Công ty trách nhiệm hữu hạn một thành viên lâm nghiệp"
    if not (pair or " ".join(words[k - 2 : k]) in _FORMS or words[k - 1] in _SHORT_FORMS):
        return 0
    for n in range(1, 9):
        j = k + n
        if (
            j >= len(t.words)
            or not words[j - 1].isalpha()
            or MODALS.match(words, j - 1)
            or QUANTIFIERS.match(words, j - 1)
        ):
            return 0
        if t.caps[j]:
            end = j + name_run(t, j)
            return n if end >= len(t.words) or HEADS.match(words, end) or words[end] in ",;.:" else 0
    return 0


_FIRMS = frozenset(("công", "tổng", "hợp", "xí", "tập"))
_FORMS = frozenset(("cổ phần", "thành viên", "công ty", "nhà nước", "tác xã"))
_SHORT_FORMS = frozenset(("mtv", "tnhh", "cp"))


def stretch(t: Tokens, i: int, k: int) -> int:
    """ "các tỉnh ven biển từ Quảng Ninh đến Khánh Hòa": the provinces of a stretch of country."""
    first = name_run(t, k + 1)
    to = k + 1 + first
    if not first or t.at(to) != "đến" or PLURALS.isdisjoint(t.words[i:k]):
        return 0
    last = name_run(t, to + 1)
    return to + 1 + last - k if last else 0


def _field_run(t: Tokens, k: int) -> int:
    """ "… công trình thủy lợi Bắc Hưng Hải": small words of a field that lead on to a capital of the name."""
    half = t.caps[k]
    if not half and HEADS.match(t.words, k) > 1:
        return 0  # "Sở Công Thương tổ chức Hội chợ …": what it does
    for n in range(0, 10, 2):
        if k + n + 1 >= len(t.words):
            return 0
        if n and t.caps[k + n] and not core(t, k + n):
            return n - half
        if (t.words[k + n], t.words[k + n + 1]) not in COMPOUNDS or t.caps[k + n + 1]:
            return 0
    return 0


def _stops_name(t: Tokens, k: int) -> bool:
    return not t.words[k][0].isalpha() or bool(_ENDS.match(t.words, k))


_ENDS = HEADS | TENSE | SEPARATORS | TIMES | ADJUNCTS | QUANTIFIERS | SAYING | CARRY
