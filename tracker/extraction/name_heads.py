"""The head noun of a body, an office or a place, and the run of capitals behind it."""

from __future__ import annotations

from tracker.extraction.cues import BODIES, FIELDS, HEADS, NOT_BODIES, OFFICES, PLACES
from tracker.extraction.phrases import Tokens


def core(t: Tokens, i: int) -> int:
    """Length of a body's, office's or place's head noun at i; 0 where a verb or another noun stands."""
    known = t.cores.get(i)
    if known is None:
        known = t.cores[i] = _core(t, i) if 0 <= i < len(t.words) and t.words[i] in CORE_FIRSTS else 0
    return known


_SERVICES = frozenset(("nhiệm", "dịch", "phục", "nghiệp", "chức", "công", "sự", "thời", "mùa"))
_WHICH = (
    ["liên", "quan"],
    ["có", "liên"],
    [",", "cá"],
    [",", "đơn"],
    ["và", "cá"],
    ["và", "đơn"],
    [",", "doanh"],
    [",", "đoàn"],
)
_BODIES_HERE = ["quan", ",", "tổ", "chức", "trên"]
_NOUNS = BODIES | OFFICES | PLACES
CORE_FIRSTS = _NOUNS.firsts | {"p"}
_PART = ["bộ", "phận"]
_PHONG = ["p", "."]  # "P. Kinh tế": how offices of a commune shorten "Phòng"


def _core(t: Tokens, i: int) -> int:
    words = t.words
    if (
        words[i] in NOT_BODIES.firsts
        and NOT_BODIES.match(words, i)
        and not (i > 0 and words[i - 1] == "các" and words[i : i + 2] in _IF_MANY)
    ):
        if words[i : i + 2] == _PART and t.caps[i] and i + 2 < len(t.words):
            return 2  # "Bộ phận Truyền thanh", "Bộ phận tổng hợp"
        return 0
    noun = _NOUNS.match(words, i)
    if words[i] == "vụ" and i > 0 and words[i - 1] in _SERVICES:
        return 0  # "nhiệm vụ của cơ quan"
    if not noun:
        return 2 if words[i : i + 2] == _PHONG and i + 2 < len(t.words) and t.caps[i + 2] else 0
    if (
        words[i : i + 2] == ["tổ", "chức"]
        and words[i + 2 : i + 4] in _WHICH
        and (i == 0 or words[i - 1] != "quan")
    ):
        return 2  # "Các cơ quan, tổ chức liên quan có trách nhiệm …"
    if words[i - 2 : i + 3] == _BODIES_HERE:
        return 2  # "các cơ quan, tổ chức trên địa bàn tỉnh"
    if noun == 2 and words[i + 1] == "thành" and HEADS.match(words, i + 1) > 1:
        noun = 1  # "Công an tỉnh thành lập tổ công tác"
    verb = HEADS.match(words, i)
    if verb < noun:
        return noun
    plural = i > 0 and words[i - 1] in ("các", "những", "mọi", "từng", "mỗi")
    if verb > noun or not (plural or _placed(words, i, noun) or _names_something(t, i + noun)):
        return 0
    return noun


def _placed(words: list[str], i: int, noun: int) -> bool:
    return bool(PLACES.match(words, i + noun)) and not PLACES.match(words, i)


# "các trường học" act, "trường học" alone is a place.
_IF_MANY = (["trường", "học"], ["bộ", "phận"])


def _names_something(t: Tokens, i: int) -> bool:
    return i < len(t.words) and (
        t.caps[i] or (bool(FIELDS.match(t.words, i)) and not HEADS.match(t.words, i))
    )


# No name is longer; a page of capitals must not be one, from every word of it.
_LONGEST_RUN = 60


def name_run(t: Tokens, i: int) -> int:
    """Length of a run of capitalised syllables with the dashes inside it."""
    words, caps, size = t.words, t.caps, min(len(t.words), i + _LONGEST_RUN)
    k = i
    while k < size:
        if caps[k] or (k > i and words[k].isdigit()):
            k += 1
        elif k > i and words[k] in "-–&" and k + 1 < size and caps[k + 1]:
            k += 2
        else:
            break
    return k - i


_LONGEST_NAME = 24


def before_aside(t: Tokens, i: int, end: int) -> int:
    """ "Sở Tài chính - Cơ quan thường trực Ban Chỉ đạo": one body, told twice; where its name ends."""
    for j in range(i + 2, min(end - 1, i + _LONGEST_NAME)):
        aside = t.words[j] in ("-", "–") and t.words[j + 1 : j + 3] in (["cơ", "quan"], ["đơn", "vị"])
        if aside and not (j + 3 < len(t.words) and t.caps[j + 3]):
            return j
    return end
