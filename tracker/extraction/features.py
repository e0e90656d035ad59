"""What the weighing of a unit looks at: cues of the unit itself and of its neighbourhood, as plain names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import compress, filterfalse
from operator import not_

from tracker.extraction.cue_names import CueNames, beside, linked, opened, placed, since, unvoiced
from tracker.extraction.cues import ADVERBS, MODALS, PAST, VERBS
from tracker.extraction.lexicon import words
from tracker.extraction.name_heads import core
from tracker.extraction.phrases import Phrases
from tracker.extraction.reading import Reading
from tracker.extraction.standing import giver, rank, way
from tracker.extraction.structure import WITHIN

SAYS = Phrases(
    words("""
cho biết | cho rằng | cho hay | nói | chia sẻ | phân tích | thông tin | bày tỏ | nhận định | đánh giá
kiến nghị | đề xuất | giải thích | khẳng định | dự kiến | ghi nhận | biểu dương | chúc mừng | tin tưởng
mong muốn | mong | hy vọng | phê bình | thừa nhận | cam kết | phản ánh | ký | ban hành | chủ trì | tham dự
dự
""")
)
CUES = Phrases(
    words("""
đã | đang | sẽ | vừa | được | bị | chưa | có thể | trước đó | vừa qua | thời gian qua | hiện nay | hiện
từng | kết quả | đạt | tăng | giảm | tỷ đồng | tỉ đồng | triệu | so với | nguyên nhân | tình hình
theo đánh giá | theo báo cáo | dự báo | mục tiêu | nhiệm vụ | giải pháp | thời gian tới
trong thời gian tới | cần | phải | cần phải | không được | không để | trước ngày | xong trước | chậm nhất
trong tháng | trong quý | quy định | nếu | trường hợp | chịu trách nhiệm | có trách nhiệm | thông báo | ảnh
nguồn | theo quy định | kịp thời | nghiêm | bảo đảm | đảm bảo | nhằm | để | gồm | như sau | sau đây
chúng ta | chúng tôi | tôi | chủ trì | phối hợp với | phối hợp | báo cáo thủ tướng | báo cáo ubnd | đồng ý
thống nhất | kiến nghị | đề xuất | người dân | công điện | chỉ thị | hai bên | hai nước | đánh giá cao
ghi nhận | biểu dương | hoan nghênh | chúc mừng | chia buồn | cảm ơn | hứa | cam kết | quyết tâm
rất quan trọng | nhằm tránh | chỉ đạo này | điều này | khuyến cáo | nếu để | các đại biểu | mong muốn
ủng hộ | doanh nghiệp | quốc gia | yêu cầu | đề nghị | giao | chỉ đạo | nhấn mạnh | theo đó | được giao
được yêu cầu | biết , thực hiện | tham dự | phát biểu | cho ý kiến | thảo luận | là | có
""")
)
_SCANNED = CUES.firsts | SAYS.firsts | PAST.firsts | MODALS.firsts
_DIGITS = re.compile(r"\d")
_WORD, _FIRST, _HAS = CueNames("u="), CueNames("w1="), CueNames("has=")
_PRED, _CONNECTOR, _TOPIC = CueNames("predw="), CueNames("conn="), CueNames("topic=")
_CUE, _SAY, _PAST, _MODAL = CUES.firsts, SAYS.firsts, PAST.firsts, MODALS.firsts


def _subject_kind(r: Reading) -> str:
    if not r.subject:
        return "none"
    t = r.tokens
    a = r.subject[0].a
    plural = t.at(a) in ("các", "những", "từng", "mọi", "tất")
    k = a + (1 if plural else 0)
    if not core(t, k):
        return "name"
    word = t.at(k)
    return ("plural:" if plural else "") + word


def _pred_class(r: Reading) -> str:
    if not r.act:
        r.act = _class_of(r)
    return r.act


def _class_of(r: Reading) -> str:
    p, t = r.pred, r.tokens
    if p.word == "không" and t.at(p.at + 1) == "được" and r.frame is not None and r.frame.strong:
        return "modal"  # "… yêu cầu các bệnh viện không được thu …"
    if p.kind != "head":
        return p.kind
    if ADVERBS.match(t.words, p.at):
        return "adverb"
    return "verb" if VERBS.match(t.words, p.at) else p.kind


def unit_features(r: Reading) -> list[str]:
    """Cues of one unit alone."""
    subject, pred = _subject_kind(r), _pred_class(r)
    sub = "none" if subject == "none" else "some"
    return [
        *_clause_cues(r, subject, sub, pred),
        *_frame_cues(r, subject, sub, pred),
        *_place_cues(r, sub, pred),
        *_word_cues(r, pred),
        *sorted(_scanned_cues(r, sub)),
    ]


def _clause_cues(r: Reading, subject: str, sub: str, pred: str) -> list[str]:
    u = r.unit
    lead = "n" if u.lead[:1].isdigit() else u.lead[:1]
    return [
        *opened(u.sep, u.first, lead, subject, pred, sub, u.tail[:1], u.quoted),
        _PRED[r.pred.word],
        _CONNECTOR[r.connector],
        _TOPIC[r.topic],
    ]


def _frame_cues(r: Reading, subject: str, sub: str, pred: str) -> Sequence[str]:
    f = r.frame
    if f is None:
        return unvoiced(subject, sub, pred, r.unit.sep)
    return [
        f"F={f.word}|{f.before}|{f.past}|{'pass' if f.passive else ''}",
        f"Fw={f.word}",
        f"Fs={f.strong}|{f.before}",
        f"F{f.strong}|{sub}|{pred}",
        f"F{f.strong}|{f.before}|{sub}|{pred}",
        f"Fpast={f.past}|{f.word}",
        f"Fprev={f.prev}",
        f"Fsubj={f.word}|{subject}",
        f"Fb={f.strong}|{f.before}|{f.past}",
    ]


def _place_cues(r: Reading, sub: str, pred: str) -> tuple[str, ...]:
    q, f = r.place, r.frame
    voiced = "none" if f is None else "strong" if f.strong else "weak"
    # A number in brackets is weighed like any number.
    level = 2 if q.level % 0.5 >= WITHIN else int(q.level) if q.level % 0.5 else q.level
    head = (q.heading, bool(r.unit.tail), q.inner > q.level, q.items, level)
    return placed(q.section, head, q.banned, q.official, voiced, pred, sub)


def _word_cues(r: Reading, pred: str) -> list[str]:
    t = r.tokens
    n = len(t.words)
    k, at = min(r.clause, n), min(r.pred.at, n + 1)
    w = [*t.words, *_BEYOND]
    digits = len(_DIGITS.findall("".join([word for word in t.words if not word.isalpha()])))
    plain = filterfalse(str.isdigit, compress(t.words, map(not_, t.caps)))
    return [
        f"len={min(n // 6, 8)}",
        _FIRST[w[0]],
        f"w2={w[0]} {w[1]}",
        f"c2={w[k]} {w[k + 1]}",
        f"p2={w[at]} {w[at + 1]} {w[at + 2]}",
        f"before={w[at - 1] if at else ''}|{pred}",
        f"dig={min(digits, 6)}",
        f"caps={int(10 * sum(t.caps) / max(n, 1))}",
        *(["cap"] if n and t.caps[0] else []),
        # Every word once: lists of cues are never complete, and regularised weights do not mind the rest.
        *map(_WORD.__getitem__, dict.fromkeys(plain)),
    ]


_BEYOND = ("",) * 4


def _scanned_cues(r: Reading, sub: str) -> set[str]:
    """Phrases that speak wherever they stand."""
    w = r.tokens.words
    seen: set[str] = set()
    past = 0
    for i in [i for i, word in enumerate(w) if word in _SCANNED]:
        word = w[i]
        if word in _MODAL and MODALS.match(w, i):
            seen.add(f"modal|{sub}|{'at' if i == r.pred.at else 'else'}")
        if i < past:
            continue
        m = CUES.match(w, i) if word in _CUE else 0
        s = SAYS.match(w, i) if word in _SAY else 0
        if m:
            seen.add(_HAS[word if m == 1 else " ".join(w[i : i + m])])
        if s:
            where = "pre" if i < r.clause else "post" if i > r.pred.at else "at"
            seen.add(f"says={' '.join(w[i : i + s])}|{where}")
        if word in _PAST and i < max(r.pred.at, 8) and PAST.match(w, i):
            seen.add("pastpre")
        past = i + max(m, s)
    return seen


_ASKED = (["cho", "ý", "kiến"], ["thảo", "luận", ","], ["thảo", "luận", "và"], ["thảo", "luận", "về"])


def _chain(r: Reading) -> list[str]:
    """What the first clause of a sentence says about the clauses after its semicolons."""
    f, w = r.frame, r.tokens.words
    pred = _pred_class(r)
    voiced = "none" if f is None else f"{f.strong}|{f.before}|{f.past}"
    past = any(PAST.match(w, j) for j, word in enumerate(w[: r.pred.at + 1]) if word in PAST.firsts)
    return [
        f"H={voiced}",
        f"Hp={pred}|{'S' if r.subject else ''}|{past}",
        f"H={voiced}|{pred}",
        f"Hc={':' in w}|{f is None}",
        f"Hw={r.pred.word}",
        f"H2={r.tokens.at(0)} {r.tokens.at(1)}",
        f"Hask={any(w[j : j + 3] in _ASKED for j in range(len(w)) if w[j] in ('cho', 'thảo'))}",
    ]


def _distance(n: int) -> str:
    return str(n) if n < 4 else "4+" if n < 7 else "7+" if n < 14 else "far"


def reports_upward(readings: list[Reading]) -> bool:
    """A report or a submission asks its superiors; what it "đề nghị" is no order."""
    return any(
        r.place.banned == "title"
        and r.tokens.words[:2] in (["báo", "cáo"], ["tờ", "trình"], ["phiếu", "trình"])
        for r in readings[:14]
    )


def document_features(readings: list[Reading]) -> list[list[str]]:
    """Features of every unit of a document, with its neighbourhood."""
    rows = [unit_features(r) for r in readings]
    acts = [_pred_class(r) for r in readings]
    starts = [f"{r.tokens.at(0)} {r.tokens.at(1)}" for r in readings]
    total = len(readings)
    last, last_kind, line_frame = 99, "none", -1
    speaker: int | None = None
    chain, opening = ["H=none"], None
    upward = reports_upward(readings)
    official = bool(readings) and readings[0].place.official
    for i, r in enumerate(readings):
        row = rows[i]
        wish = f"{official}|{upward}"
        if r.unit.sep not in ";,":
            chain, opening = [], r
        else:
            if opening is not None and not chain:
                chain = _chain(opening)
            row += chain
        line_has = line_frame == r.unit.line
        pred = acts[i]
        where, line, left = int(8 * i / total), min(r.unit.line, 3), min(total - 1 - i, 3)
        short = len(r.tokens.words) < 9
        row += since(_distance(last), last_kind, pred, line_has, r.unit.sep, where, line, left, short)
        row += _neighbours(readings, i, acts, starts)
        if i:
            before = readings[i - 1].tokens.words
            row += [f"Pw1={''.join(before[:1])}", f"Pend={' '.join(before[-2:])}"]
        row.append(f"wish={wish}|{r.frame.word if r.frame else ''}")
        if r.frame:
            speaker = _speaker(r, speaker)
        row += _standing(r, speaker, pred)
        if r.frame and (r.frame.strong or r.frame.before == "speaker"):
            last, last_kind = 0, f"{r.frame.word}|{r.frame.before}|{r.frame.past}"
            line_frame = r.unit.line
        else:
            last += 1
    return rows


def _neighbours(readings: list[Reading], i: int, acts: list[str], starts: list[str]) -> list[str]:
    """What stands before and behind unit `i`."""
    out: list[str] = []
    for k, name in ((i - 1, "P"), (i + 1, "N")):
        if 0 <= k < len(readings):
            o = readings[k]
            voiced = o.frame.word + o.frame.before if o.frame else ""
            out += beside(name, acts[k], voiced, o.unit.tail[:1], o.unit.first)
            out.append(f"{name}w2={starts[k]}")
        else:
            out.append(f"{name}=edge")
    return out


def _speaker(r: Reading, known: int | None) -> int | None:
    """The rank of who speaks in this unit; a bare "ông", "đồng chí" is whoever spoke before."""
    if r.frame is None or r.frame.before == "none":
        return known
    own = giver(r.tokens.words[max(r.body, r.frame.start - 40) : r.frame.start])
    return known if own is None else own


def _standing(r: Reading, speaker: int | None, pred: str) -> list[str]:
    asked = rank(r.tokens.words[r.subject[0].a : r.subject[-1].b]) if r.subject else None
    course = way(speaker, asked)
    if r.frame is None:
        return [f"way={course}|{pred}", f"by={speaker}|{pred}"]
    word = r.frame.word
    return [f"Fway={word}|{course}", f"Fasks={word}|{speaker}|{asked}", f"Fby={r.frame.strong}|{speaker}"]


def link_features(r: Reading) -> tuple[str, ...]:
    """Names of the conditions under which the decision on the unit before speaks for this one."""
    u = r.unit
    return linked(u.sep, _pred_class(r), bool(r.subject), bool(r.frame), u.first, bool(r.connector))
