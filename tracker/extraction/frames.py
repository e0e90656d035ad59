"""Finds the words that voice an order ("… yêu cầu", "giao …") and tells them from the same words as nouns."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tracker.extraction.cues import (
    AFTER_FRAME,
    BEFORE_FRAME,
    GIAO_NOUNS,
    HEADS,
    LEADERS,
    MODALS,
    NOUN_MAKERS,
    PAST,
    SPEAKERS,
    STRONG,
    VOICED,
    WEAK,
)
from tracker.extraction.name_heads import core
from tracker.extraction.name_lists import name_list
from tracker.extraction.names import noun_phrase
from tracker.extraction.phrases import Tokens


@dataclass(slots=True)
class Frame:
    """The words that voice the order: token span, how strong, and what stands before them."""

    start: int
    end: int
    word: str
    strong: bool
    passive: bool
    before: str  # "speaker", "body", "none", "text"
    past: str  # the tense word before it, or an empty string
    prev: str = ""  # the word just before it


def find_frame(t: Tokens, k: int) -> Frame | None:
    """The first strong frame whose surroundings allow it, else the first weak one."""
    weak: Frame | None = None
    words = t.words
    size = len(t.words)
    i = k
    while i < size:
        if words[i] not in VOICED:
            i += 1
            continue
        n = STRONG.match(words, i)
        if n and (frame := _strong(t, k, i, n)):
            return frame
        w = WEAK.match(words, i) if weak is None and not n else 0
        w = 0 if HEADS.match(words, i) > w else w
        if w and _weak_allowed(t, k, i, w):
            weak = Frame(
                i,
                i + w,
                " ".join(words[i : i + w]),
                False,
                False,
                _before(t, k, i),
                _past(t, k, i),
                t.at(i - 1),
            )
        i += max(n, w, 1)
    return weak


def _strong(t: Tokens, k: int, i: int, n: int) -> Frame | None:
    words = t.words
    word = " ".join(words[i : i + n])
    prev = words[i - 1] if i > k else ""
    if word == "giao" and t.at(i + 1) in GIAO_NOUNS and not t.caps[i + 1]:
        return None
    if word == "giao" and i > k and all(t.caps[i : i + 2]) and prev in _PLACES:
        return None  # "các huyện Giao Thủy, Hải Hậu"
    given = _given_by(t, k, i) if word == "giao" else -1
    names, end = name_list(t, k) if given >= 0 else ([], -1)
    if given >= 0 and not (names and end == given):
        return None
    passive = prev == "được" or given >= 0
    before = _before(t, k, i)
    if not _asks(t, k, i, n, before) or (before == "body" and _with_others(t, k, i)):
        return None
    if passive:
        return Frame(i, i + n, word, True, True, before, _past(t, k, i), prev) if before != "none" else None
    if (
        prev
        and prev not in ("có", "khi")
        and (NOUN_MAKERS.match(words, i - 1) == 1 or (i - 2 >= k and NOUN_MAKERS.match(words, i - 2) == 2))
    ):
        return None
    if word == "chỉ thị" and (
        prev in ("", ",", "và", "các") or not (before == "speaker" or _leader_before(t, max(k, i - 10), i))
    ):
        return None
    paper = word == "chỉ đạo" and t.words[max(k, i - 2) : i] == ["văn", "bản"]
    if paper and not core(t, i + n) and t.at(i + n) not in (":", "các", "những"):
        return None  # "đề xuất văn bản chỉ đạo nhưng …"
    if word == "chỉ đạo" and t.at(i + n) == "," and HEADS.match(words, i + n + 1):
        return None
    if word == "chỉ đạo" and i + n == len(t.words) and t.words[i - 3 : i] == ["lãnh", "đạo", ","]:
        return None  # "ban hành văn bản lãnh đạo, chỉ đạo" ends the clause and orders nothing
    advised = _ADVISE.search(" ".join(t.words[max(k, i - 12) : i])) if word == "chỉ đạo" else None
    if advised and (i + n == len(t.words) or advised.group().startswith(("tham mưu", "giúp"))):
        return None  # "tổng hợp, tham mưu Chủ tịch UBND huyện chỉ đạo các xã"
    if word == "giao" and t.words[i + 1 : i + 3] == [",", "nhận"]:
        return None
    if (
        word in ("chỉ đạo", "phân công")
        and (before != "none" or word == "chỉ đạo")
        and not _leader_before(t, k, i)
        and prev not in ("vừa", "cũng")
    ):
        return None
    if before == "text" and i - k > 60 and t.at(i - 1) not in (",", ":", "”", "và"):
        return None
    return Frame(i, i + n, word, True, False, before, _past(t, k, i), prev)


_PLACES = frozenset(("huyện", "xã", "phường", "quận", "trấn", "tỉnh", "phố"))
_ADVISE = re.compile(r"\b(?:tham mưu|báo cáo|trình|giúp|đề xuất)\b[^,;:]*$")


def _given_by(t: Tokens, k: int, i: int) -> int:
    """ "các nhiệm vụ được Chính phủ, Thủ tướng Chính phủ giao": where the passive begins; -1 for none.

    Behind a body it gives that body its task, behind anything else it only tells which tasks are meant.
    """
    for j in range(i - 1, max(k, i - 12), -1):
        if t.words[j] == "được":
            return j if any(LEADERS.match(t.words, n) or core(t, n) for n in range(j + 1, i)) else -1
        if HEADS.match(t.words, j) > 1 or t.words[j] in (":", ";", "."):
            return -1
    return -1


def _follows(t: Tokens, j: int, led: bool) -> bool:
    """A frame verb is one only when somebody, something to do, or an opening mark comes next."""
    nxt = t.at(j)
    if nxt in (":", ",", "“", '"', "-"):
        return True
    if nxt in ("của", "về", "này", "trên", "và", "đó", "đã", "đối", "là", "tại", "được", "."):
        return nxt == "đối" or nxt == "tại"
    if led or HEADS.match(t.words, j) or noun_phrase(t, j) > j or MODALS.match(t.words, j):
        return True
    return bool(AFTER_FRAME.match(t.words, j)) or nxt in (
        "trong",
        "từ",
        "căn",
        "khi",
        "với",
        "ngay",
        "không",
        "trước",
        "sau",
        "tất",
    )


def _with_others(t: Tokens, k: int, i: int) -> bool:
    """ "Ban A phối hợp với Liên đoàn B yêu cầu các doanh nghiệp …": what A is to do, no voice of an order."""
    if t.words[i] not in ("yêu", "chỉ"):
        return False
    at = next(
        (j + 3 for j in range(max(k, i - 40), i - 3) if t.words[j : j + 3] == ["phối", "hợp", "với"]), 0
    )
    return at > k + 3 and bool(core(t, k)) and name_list(t, at)[1] == i


def _asks(t: Tokens, k: int, i: int, n: int, before: str) -> bool:
    led = before == "speaker" and _leader_before(t, max(k, i - 14), i)
    return _follows(t, i + n, led) or (t.words[i] == "yêu" and _asks_of_things(t, k, i))


def _asks_of_things(t: Tokens, k: int, i: int) -> bool:
    """ "UBND tỉnh yêu cầu các hồ sơ phải được số hóa": who issues asks, and names nobody."""
    issuer = any(t.words[max(k, i - len(name)) : i] == name for name in _ISSUERS)
    return issuer and t.at(i + 2) in ("các", "những", "mọi", "việc")


_ISSUERS = [name.split() for name in ("ubnd tỉnh", "ubnd thành phố", "chính phủ", "tỉnh ủy", "thành ủy")]
_SAID = frozenset(
    ("nhấn mạnh", "lưu ý", "nêu rõ", "khẳng định", "chỉ rõ", "nhắc nhở", "cho rằng", "cho biết", "cho hay")
)


def _weak_allowed(t: Tokens, k: int, i: int, w: int) -> bool:
    """ "thực hiện Kết luận, …" names a paper; "…nhấn mạnh, …" and "… kết luận:" speak."""
    if i - 2 >= k and NOUN_MAKERS.match(t.words, i - 2) == 2:
        return False
    nxt = t.at(i + w)
    if nxt in ("trên", "số") or t.words[i - 2 : i] in (["xét", ","], ["xem", "xét"]):
        return False  # "Chủ tịch UBND các xã nêu trên huy động …", "… xem xét, quyết định …"
    if nxt == ",":
        return " ".join(t.words[i : i + w]) in _SAID
    if nxt in (":", "“", '"', "rằng", "là"):
        return True
    if t.at(i - 1) in _OFTEN and t.at(i - 2) in ("hằng", "hàng", "mỗi", "từng"):
        return False  # "A giao chỉ tiêu, hằng tháng đánh giá …"
    if t.at(i - 1) == "," and nxt in ("kết", "xếp", "mức"):
        return False  # "A giao chỉ tiêu thu nợ, đánh giá kết quả …": the next thing to do
    return _before(t, k, i) == "speaker" and not NOUN_MAKERS.match(t.words, i - 1)


_OFTEN = frozenset(("ngày", "tuần", "tháng", "quý", "năm"))


def _before(t: Tokens, k: int, i: int) -> str:
    """What stands between the start of the clause and the frame verb."""
    if i == k:
        return "none"
    window = range(max(k, i - 40), i)
    if any(SPEAKERS.match(t.words, j) for j in window if t.words[j] in SPEAKERS.firsts):
        return "speaker"
    if any(core(t, j) for j in window):
        return "body"
    return "text" if any(t.words[j] not in BEFORE_FRAME for j in range(k, i)) else "none"


def _leader_before(t: Tokens, k: int, i: int) -> bool:
    """A person or a paper speaks; "chủ tịch các huyện …" and lists of bodies are told to act."""
    for j in range(i - 1, max(k, i - 40) - 1, -1):
        if t.words[j] in ("các", "những", "từng"):
            return False
        inside = t.words[j : j + 2] == ["chính", "phủ"] and j > k and t.words[j - 1][:1].isalpha()
        if LEADERS.match(t.words, j) and not inside and t.at(j - 1) not in ("các", "những", "từng", "có"):
            return True
    return False


def _past(t: Tokens, k: int, i: int) -> str:
    return next((t.words[j] for j in range(i - 1, max(k, i - 5) - 1, -1) if PAST.match(t.words, j)), "")
