"""The small syllables with which a capitalised name goes on: "Truyền hình", "… thủy lợi Bắc Hưng Hải"."""

from __future__ import annotations

from tracker.extraction.cues import (
    ADJUNCTS,
    CARRY,
    COMPOUNDS,
    HEADS,
    QUANTIFIERS,
    SAYING,
    SEPARATORS,
    TENSE,
    TIMES,
)
from tracker.extraction.lexicon import words as listed
from tracker.extraction.name_heads import core
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
        if k + n >= len(t) or _stops_name(t, k + n):
            return n
        if n and t.caps[k + n]:
            return n
    return 0


def _field_run(t: Tokens, k: int) -> int:
    """ "… công trình thủy lợi Bắc Hưng Hải": small words of a field that lead on to a capital of the name."""
    half = t.caps[k]
    for n in range(0, 10, 2):
        if k + n + 1 >= len(t):
            return 0
        if n and t.caps[k + n] and not core(t, k + n):
            return n - half
        if (t.words[k + n], t.words[k + n + 1]) not in COMPOUNDS or t.caps[k + n + 1]:
            return 0
    return 0


def _stops_name(t: Tokens, k: int) -> bool:
    return not t.words[k][0].isalpha() or bool(_ENDS.match(t.words, k))


_ENDS = HEADS | TENSE | SEPARATORS | TIMES | ADJUNCTS | QUANTIFIERS | SAYING | CARRY
