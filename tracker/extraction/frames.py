"""Reads one unit: its connector, its topic, the frame that voices the order, who is addressed, the predicate."""

from __future__ import annotations

from dataclasses import dataclass, field

from tracker.extraction import lexicon as lx
from tracker.extraction import lexicon_bodies as lb
from tracker.extraction.grammar import (
    ADVERBS,
    Atom,
    HEADS,
    MODALS,
    Predicate,
    core,
    name_list,
    noun_phrase,
    predicate,
)
from tracker.extraction.phrases import Phrases, Tokens, tokenize
from tracker.extraction.segment import Unit
from tracker.extraction.structure import Place, places

STRONG = Phrases(lx.STRONG_FRAMES)
WEAK = Phrases(lx.WEAK_FRAMES)
CONNECTORS = Phrases(lx.CONNECTORS)
TOPICS = Phrases(lx.TOPIC_OPENERS)
SPEAKERS = Phrases(lb.SPEAKERS)
LEADERS = Phrases(lb.LEADERS)
_VOICED = STRONG.firsts | WEAK.firsts
PAST = Phrases(lx.PAST_MARKS)
NOUN_MAKERS = Phrases(lx.NOUN_MAKERS)
_GIAO_NOUNS = frozenset(
    "thông dịch lưu ban nhận hữu thoa thương diện tiếp mùa đất rừng khoán cho_thuê ước điểm cắt hòa động kèo bóng".split()
)
_AFTER_FRAME = Phrases(
    lx.words("là | rằng | việc | ngay | thêm | tiếp | cụ thể | rõ | các nội dung | phải | cần")
)
_TIMES = Phrases(
    lx.words(
        "trong thời gian tới | thời gian tới | ngay trong thời gian tới | sau tết | trước mắt | ngay sau hội nghị | ngay sau hội nghị này | trong tháng tới"
        " | trong những ngày tới | từ nay đến cuối năm | trong năm nay | ngay từ đầu năm | năm nay | ngay từ bây giờ | thời gian tới đây | trong những tháng cuối năm"
    )
)
_BEFORE_FRAME = frozenset("cũng tiếp tục đã vừa còn có trực lại đồng thời và".split())


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


@dataclass(slots=True)
class Reading:
    """One unit as read; token indexes refer to `tokens`."""

    unit: Unit
    tokens: Tokens
    connector: str = ""
    topic: str = ""
    body: int = 0  # where the clause proper starts, after connector and topic
    frame: Frame | None = None
    subject: list[Atom] = field(default_factory=list)
    pred: Predicate = field(default_factory=lambda: Predicate(0, "none", ""))
    clause: int = 0  # where the instruction itself starts (subject or predicate)
    place: Place = field(default_factory=Place)


def read_all(text: str, low: str, units: list[Unit]) -> list[Reading]:
    """Parse all units of a document, each with its place in it."""
    out = []
    for unit, place in zip(units, places(text, low, units), strict=True):
        r = read_unit(text, low, unit)
        r.place = place
        out.append(r)
    return out


def read_unit(text: str, low: str, unit: Unit) -> Reading:
    """Parse one unit of the folded text."""
    t = tokenize(text, low, unit.start, unit.end)
    r = Reading(unit, t)
    k = _connectors(t, r)
    r.body = k
    r.frame = _find_frame(t, k)
    if r.frame is not None and not r.frame.passive:
        at = _after_frame(t, r.frame.end)
        _clause(t, r, at, allow_topic=True)
    elif r.frame is not None:
        r.subject, _ = name_list(t, k)
        if not r.subject:
            r.subject, _ = _subject_before(t, k, r.frame.start)
        at = _after_frame(t, r.frame.end)
        r.pred, r.clause = predicate(t, at), k
    else:
        _clause(t, r, k, allow_topic=True)
    return r


def _connectors(t: Tokens, r: Reading) -> int:
    k = _numbering(t)
    while n := CONNECTORS.match(t.words, k):
        if core(t, k) > n or HEADS.match(t.words, k) > n:
            break
        r.connector = r.connector or " ".join(t.words[k : k + n])
        k += n
        while t.at(k) in (",", ":", "-"):
            k += 1
        if k > 12:
            break
    return k


def _numbering(t: Tokens) -> int:
    """Item marks that the cutting left in place: "3-", "a -", "(iii)"."""
    if t.at(0) == "(" and t.at(2) == ")":
        return 3
    if t.at(0).isdigit() and t.at(1) == "." and t.at(2).isdigit():
        return 4 if t.at(3) in ("-", "–", ")", ".") else 3
    if (t.at(0).isdigit() or len(t.at(0)) == 1 or set(t.at(0)) <= set("ivx")) and t.at(1) in (
        "-",
        "–",
        ")",
        "/",
    ):
        return 2
    if t.at(0) == "điều" and t.at(1).isdigit():
        return 3 if t.at(2) in (".", ":") else 2
    return 0


def _after_frame(t: Tokens, k: int) -> int:
    while t.at(k) in (":", ",", "“", '"', "-"):
        k += 1
    while (n := _AFTER_FRAME.match(t.words, k)) and not (
        MODALS.match(t.words, k) or HEADS.match(t.words, k) > n
    ):
        k += n
        while t.at(k) in (":", ",", "“", '"'):
            k += 1
    if n := _TIMES.match(t.words, k):
        k += n + (t.at(k + n) == ",")
    return k


def _clause(t: Tokens, r: Reading, k: int, allow_topic: bool) -> None:
    """Subject and predicate of the clause starting at k, over a leading topic phrase."""
    names, end = name_list(t, k)
    if names:
        pred = predicate(t, end)
        if pred.kind != "none":
            if pred.relative:
                names[-1] = Atom(names[-1].a, _trim_comma(t, pred.at))
            r.subject, r.pred, r.clause = names, pred, k
            return
    else:
        head = predicate(t, k, span=0)
        if head.kind != "none":
            r.pred, r.clause = head, k
            return
    if allow_topic and (TOPICS.match(t.words, k) or names or _long_topic(t, k)):
        r.topic = r.topic or t.at(k)
        if _over_topic(t, r, k):
            return
    if names:
        r.subject, r.clause = names, k
        r.pred = Predicate(end, "none", "")
        return
    r.pred, r.clause = predicate(t, k), k


def _over_topic(t: Tokens, r: Reading, k: int) -> bool:
    """The clause behind the comma that ends the topic: first one with a subject, else one with a bare verb."""
    bare: Reading | None = None
    for comma in _commas(t, k):
        probe = Reading(r.unit, t)
        _clause(t, probe, comma + 1, allow_topic=False)
        if probe.pred.kind not in ("head", "modal"):
            continue
        bare = probe
        break
    if bare is None:
        return False
    r.subject, r.pred, r.clause = bare.subject, bare.pred, bare.clause
    return True


def _trim_comma(t: Tokens, k: int) -> int:
    while k > 0 and t.words[k - 1] in (",", "cần", "phải", "và"):
        k -= 1
    for j in range(k - 1, max(0, k - 12), -1):
        if t.words[j] == "theo":
            return j
    return k


def _long_topic(t: Tokens, k: int) -> bool:
    return any(t.words[j] == "," for j in range(k, min(len(t), k + 40)))


def _commas(t: Tokens, k: int) -> list[int]:
    out: list[int] = []
    depth = 0
    for j in range(k, min(len(t), k + 90)):
        word = t.words[j]
        depth += (word == "(") - (word == ")")
        if depth <= 0 and word in (",", ":"):
            out.append(j)
    return out[:8]


def _find_frame(t: Tokens, k: int) -> Frame | None:
    """The first strong frame whose surroundings allow it, else the first weak one."""
    weak: Frame | None = None
    words = t.words
    size = len(t)
    i = k
    while i < size:
        if words[i] not in _VOICED:
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
    if word == "giao" and t.at(i + 1) in _GIAO_NOUNS and not t.caps[i + 1]:
        return None
    passive = prev == "được"
    before = _before(t, k, i)
    if not _follows(t, i + n, before == "speaker" and _leader_before(t, max(k, i - 14), i)):
        return None
    if passive:
        return Frame(i, i + n, word, True, True, before, _past(t, k, i), prev) if before != "none" else None
    if (
        prev
        and prev not in ("có", "khi")
        and (NOUN_MAKERS.match(words, i - 1) == 1 or (i - 2 >= k and NOUN_MAKERS.match(words, i - 2) == 2))
    ):
        return None
    if word == "chỉ thị" and (prev in ("", ",", "và", "các") or not _leader_before(t, max(k, i - 10), i)):
        return None
    if word == "giao" and t.words[i + 1 : i + 3] == [",", "nhận"]:
        return None
    if (
        word in ("chỉ đạo", "phân công")
        and (before != "none" or word == "chỉ đạo")
        and not _leader_before(t, k, i)
    ):
        return None
    if before == "text" and i - k > 60 and t.at(i - 1) not in (",", ":", "”", "và"):
        return None
    return Frame(i, i + n, word, True, False, before, _past(t, k, i), prev)


def _follows(t: Tokens, j: int, led: bool) -> bool:
    """A frame verb is one only when somebody, something to do, or an opening mark comes next."""
    nxt = t.at(j)
    if nxt in (":", ",", "“", '"', "-"):
        return True
    if nxt in ("của", "về", "này", "trên", "và", "đó", "đã", "đối", "là", "tại", "được", "."):
        return nxt == "đối" or nxt == "tại"
    if led or HEADS.match(t.words, j) or noun_phrase(t, j) > j or MODALS.match(t.words, j):
        return True
    return bool(_AFTER_FRAME.match(t.words, j)) or nxt in (
        "trong",
        "từ",
        "khi",
        "với",
        "ngay",
        "không",
        "trước",
        "sau",
        "tất",
    )


def _weak_allowed(t: Tokens, k: int, i: int, w: int) -> bool:
    if t.at(i + w) in (":", ",", "“", '"', "rằng", "là"):
        return True
    return _before(t, k, i) == "speaker" and not NOUN_MAKERS.match(t.words, i - 1)


def _before(t: Tokens, k: int, i: int) -> str:
    """What stands between the start of the clause and the frame verb."""
    if i == k:
        return "none"
    window = range(max(k, i - 40), i)
    if any(SPEAKERS.match(t.words, j) for j in window):
        return "speaker"
    if any(core(t, j) for j in window):
        return "body"
    return "text" if any(t.words[j] not in _BEFORE_FRAME for j in range(k, i)) else "none"


def _leader_before(t: Tokens, k: int, i: int) -> bool:
    """A person or a paper speaks; "chủ tịch các huyện …" and lists of bodies are told to act."""
    for j in range(i - 1, max(k, i - 40) - 1, -1):
        if t.words[j] in ("các", "những", "từng"):
            return False
        if LEADERS.match(t.words, j) and t.at(j - 1) not in ("các", "những", "từng", "có"):
            return True
    return False


def _past(t: Tokens, k: int, i: int) -> str:
    return next((t.words[j] for j in range(i - 1, max(k, i - 5) - 1, -1) if PAST.match(t.words, j)), "")


def _subject_before(t: Tokens, k: int, i: int) -> tuple[list[Atom], int]:
    for j in range(i - 1, k, -1):
        if t.words[j] == ",":
            return name_list(t, j + 1)
    return [], k


__all__ = ["ADVERBS", "Frame", "Reading", "read_unit"]
