"""Reads one unit: connector, topic, the frame that voices the order, who is addressed, the predicate."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from tracker.extraction.cues import (
    ADJUNCTS,
    AFTER_FRAME,
    CARRY,
    CONNECTORS,
    HEADS,
    MODALS,
    SAYING,
    SEPARATORS,
    TENSE,
    TIMES,
    TOPICS,
)
from tracker.extraction.divide import divide
from tracker.extraction.frames import Frame, find_frame
from tracker.extraction.item_names import (
    ends_heading,
    spelled,
    tells,
    told_in_bracket,
    up_to_colon,
    whole,
)
from tracker.extraction.name_fields import past_case
from tracker.extraction.name_heads import core
from tracker.extraction.name_lists import Atom, name_list
from tracker.extraction.openers import (
    VOICED,
    between_levels,
    gives_examples,
    is_address,
    numbering,
    past_aside,
    past_concession,
    past_time,
    past_voice,
    trim_comma,
)
from tracker.extraction.passing import acts_through, passed_on, sent_to, tells_which
from tracker.extraction.phrases import Tokens
from tracker.extraction.predicates import UNREAD, Predicate, predicate
from tracker.extraction.segment import Unit
from tracker.extraction.structure import NOWHERE, Place, places


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
    pred: Predicate = field(default_factory=lambda: UNREAD)
    clause: int = 0  # where the instruction itself starts (subject or predicate)
    place: Place = field(default_factory=lambda: NOWHERE)
    act: str = ""  # the kind of the predicate as it is weighed, once asked for


def read_all(text: str, low: str, units: list[Unit]) -> list[Reading]:
    """Parse all units of a document, each with its place in it."""
    out = []
    parts = divide(text, low, units)
    dated = _DATED.search(low, 0, _LETTERHEAD)
    letterhead = low[: dated.start()] if dated else low[:_LETTERHEAD].split(" năm ", 1)[0]
    examples = False
    for (unit, t), place in zip(parts, places(text, low, [u for u, _ in parts]), strict=True):
        r = read_unit(unit, t, place, letterhead)
        _whole_heading(r)
        r.subject = spelled(t, r.subject) or sent_to(t, r.body, r.frame)
        if place.official and place.items and (bodies := told_in_bracket(t, r.body)):
            r.subject, r.frame, r.pred = bodies, None, Predicate(len(t.words), "none", "")
        if (
            examples
            and unit.sep == ";"
            and r.subject
            and r.pred.kind != "modal"
            and not t.caps[r.subject[0].a]
        ):
            r.subject = []  # "…, như: khu dân cư; trung tâm thương mại": where, not who
        examples = gives_examples(t) or (examples and unit.sep == ";")
        out.append(r)
    return out


def _whole_heading(r: Reading) -> None:
    """ "1. Phòng Chuyển đổi số" over its items: what the word lists do not know still belongs to the name."""
    t, p = r.tokens, r.place
    if not (p.official and p.heading and p.level and r.subject):
        return
    opens = p.items and r.unit.tail.startswith(":")  # "- Tổ Phòng chống tội phạm:" over "1. …"
    if not opens and (0 < p.inner <= p.level or r.unit.tail):
        return
    if r.frame is not None or r.subject[-1].b >= len(t.words):
        return
    end = len(t.words)
    if p.inner > p.level and not r.unit.tail and ends_heading(t, r.subject[-1].b):
        r.subject[-1] = r.subject[-1]._replace(b=end)
    elif r.pred.kind in ("none", "other") or (opens and r.pred.word == "bị"):
        r.subject, end = whole(t, r.subject, r.subject[-1].b)
    else:
        return
    if end >= len(t.words):
        r.pred = Predicate(len(t.words), "none", "")


_LETTERHEAD = 700
_DATED = re.compile(r"ngày .{0,12}tháng .{0,8}năm|kính gửi")


def read_unit(unit: Unit, t: Tokens, place: Place, letterhead: str) -> Reading:
    """Parse one unit, given its tokens and the lower-case head of the paper it stands in."""
    r = Reading(unit, t, subject=[], pred=UNREAD, place=place)
    k = _connectors(t, r)
    r.body = k
    r.frame = find_frame(t, k)
    if r.frame is not None and r.frame.passive and tells_which(t, k, r.frame):
        r.frame = None
    if r.frame is not None and not place.official and (own := acts_through(t, k, r.frame)):
        r.frame, r.clause, (r.subject, r.pred) = None, k, own
        return r
    if r.frame is not None and place.official:
        below = bool(place.level or place.told) if unit.first else r.frame.before == "body"
        below = below or (r.frame.before == "body" and place.section == "task" and t.at(k) == "sở")
        numbered = below and place.section not in ("past", "wish", "present")
        if own := passed_on(t, k, r.frame, numbered, letterhead):
            r.frame, r.clause, (r.subject, r.pred) = None, k, own
            return r
    if r.frame is not None and not r.frame.strong and _said_after(t, k, r.frame):
        r.frame.before = "after"
        _clause(t, r, k, allow_topic=True)
    elif r.frame is not None and not r.frame.passive:
        at = _after_frame(t, r.frame.end)
        _clause(t, r, at, allow_topic=True)
    elif r.frame is not None:
        r.subject, _ = name_list(t, k)
        if not r.subject:
            r.subject, _ = _subject_before(t, k, r.frame.start)
        r.pred, r.clause = predicate(t, _after_frame(t, r.frame.end)), k
    else:
        _clause(t, r, k, allow_topic=True)
    return r


def _said_after(t: Tokens, k: int, f: Frame) -> bool:
    """ "… chờ đợi”, Phó Thủ tướng nhấn mạnh": what was said stands before the words that voice it."""
    for j in range(f.start - 1, max(k, f.start - 25), -1):
        if t.words[j] in "“‘":
            return False
        if t.words[j] in '”"’':
            return t.at(j + 1) == "," or t.at(j - 1) in (",", ".", "!")
    return False


_QUOTES = frozenset('“"‘')


def _connectors(t: Tokens, r: Reading) -> int:
    k = numbering(t)
    if voiced := past_voice(t, k):
        r.connector, k = VOICED, voiced
    while t.at(k) in _QUOTES:
        k += 1
    while t.at(k) in CONNECTORS.firsts and (n := CONNECTORS.match(t.words, k)):
        if core(t, k) > n or HEADS.match(t.words, k) > n:
            break
        r.connector = r.connector or " ".join(t.words[k : k + n])
        k += n
        while t.at(k) in (",", ":", "-"):
            k += 1
        if k > 12:
            break
    return k


def _after_frame(t: Tokens, k: int) -> int:
    while t.at(k) in (":", ",", "“", '"', "-"):
        k += 1
    while (n := AFTER_FRAME.match(t.words, k)) and not (
        MODALS.match(t.words, k) or HEADS.match(t.words, k) > n
    ):
        k += n
        while t.at(k) in (":", ",", "“", '"'):
            k += 1
    if n := TIMES.match(t.words, k):
        k += n + (t.at(k + n) == ",")
    return k


def _clause(t: Tokens, r: Reading, k: int, allow_topic: bool) -> None:
    """Subject and predicate of the clause starting at k, over a leading topic phrase."""
    k = past_case(t, past_time(t, past_concession(t, k)))
    names, end = up_to_colon(t, *name_list(t, k))
    if names:
        end_ = past_aside(t, end)
        pred = predicate(t, end + 1, span=0) if t.at(end) == ":" else predicate(t, end_)
        if pred.kind != "none":
            if pred.relative:
                names[-1] = Atom(names[-1].a, trim_comma(t, pred.at))
            r.subject, r.pred, r.clause = names, pred, k
            return
    else:
        head = predicate(t, k, span=0)
        if head.kind != "none":
            r.pred, r.clause = head, k
            return
    grounds = end + (t.at(end) == ":")
    if names and t.words[grounds : grounds + 2] == ["căn", "cứ"] and (grounds > end or not t.caps[grounds]):
        r.subject, r.clause, r.pred = names, k, Predicate(grounds, "head", "căn cứ")
        return
    if names and t.at(end) == ":" and _acts(t, end + 1) and tells(t, names, end):
        r.subject, r.clause, r.pred = names, k, Predicate(end + 1, "other", t.at(end + 1))
        return
    if names and _acts(t, end) and core(t, names[0].a + (t.at(names[0].a) in ("các", "những", "toàn"))):
        r.subject, r.clause, r.pred = names, k, Predicate(end, "other", t.at(end))
        return
    if allow_topic and (TOPICS.match(t.words, k) or names or _long_topic(t, k)):
        r.topic = r.topic or t.at(k)
        if not (names and end >= len(t.words)) and _over_topic(t, r, k):
            return  # not within "Các Sở: Giao thông vận tải, Y tế"
    if names:
        r.subject, r.clause = names, k
        r.pred = Predicate(end, "other" if _acts(t, end) else "none", t.at(end) if _acts(t, end) else "")
        return
    r.pred, r.clause = predicate(t, k), k


def _acts(t: Tokens, k: int) -> bool:
    """A lower-case word behind a name, neither tense nor adjunct: most likely a verb not listed."""
    word = t.at(k)
    if not word[:1].isalpha() or t.caps[k]:
        return False
    return word not in _NO_ACT.firsts or not _NO_ACT.match(t.words, k)


_NO_ACT = TENSE | ADJUNCTS | CARRY | SEPARATORS | SAYING


def _over_topic(t: Tokens, r: Reading, k: int) -> bool:
    """The first clause behind a comma of the topic that has something to do in it."""
    bare: Reading | None = None
    for comma in _commas(t, k):
        if (
            t.at(comma + 1) in ("nếu", "khi", "để", "nhằm", "nhất", "đặc")
            or t.at(comma - 1) == "như"
            or between_levels(t, comma)
        ):
            continue
        probe = Reading(r.unit, t, subject=[], pred=UNREAD, place=NOWHERE)
        _clause(t, probe, comma + 1, allow_topic=False)
        if probe.pred.kind not in ("head", "modal") or is_address(t, probe.subject, comma):
            continue
        if probe.pred.relative and t.at(probe.pred.at - 1) == "được":
            continue  # "Để giải quyết hồ sơ, thuế về đất được kịp thời, …"
        if "nghe" in t.words[k:comma] and probe.subject and probe.pred.word in _HEARD:
            continue  # "Sau khi nghe lãnh đạo Cục A, Sở B báo cáo, …"
        if t.at(k) == "việc" and probe.subject and probe.pred.kind == "modal":
            # "Việc sắp xếp thôn, tổ dân phố phải được …": the last thing listed is not who acts.
            probe.subject = []
        bare = probe
        break
    if bare is None:
        return False
    r.subject, r.pred, r.clause = bare.subject, bare.pred, bare.clause
    return True


_HEARD = frozenset(("báo cáo", "trình bày", "phát biểu", "đề xuất", "thông tin", "giải trình", "phản ánh"))


def _long_topic(t: Tokens, k: int) -> bool:
    return any(t.words[j] == "," for j in range(k, min(len(t.words), k + 40)))


def _commas(t: Tokens, k: int) -> list[int]:
    out: list[int] = []
    depth = 0
    for j in range(k, min(len(t.words), k + 90)):
        word = t.words[j]
        depth += (word == "(") - (word == ")")
        if depth <= 0 and word in (",", ":"):
            out.append(j)
    return out[:8]


def _subject_before(t: Tokens, k: int, i: int) -> tuple[list[Atom], int]:
    for j in range(i - 1, k, -1):
        if t.words[j] == ",":
            return name_list(t, j + 1)
    return [], k
