"""Where a body's name begins and ends, how a list of bodies goes on, and where the predicate starts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from tracker.extraction import lexicon as lx
from tracker.extraction import lexicon_bodies as lb
from tracker.extraction.phrases import Phrases, Tokens

ADVERBS = Phrases(lx.ADVERBS)
VERBS = Phrases(lx.PRODUCT_VERBS | lx.EFFORT_VERBS)
HEADS = Phrases(lx.ADVERBS | lx.PRODUCT_VERBS | lx.EFFORT_VERBS)
MODALS = Phrases(lx.MODALS)
BODIES = Phrases(lb.BODIES)
OFFICES = Phrases(lb.OFFICES)
PLACES = Phrases(lb.PLACES)
QUANTIFIERS = Phrases(lb.QUANTIFIERS)
MODIFIERS = Phrases(lb.MODIFIERS)
FIELDS = Phrases(lb.FIELDS)
NOT_BODIES = Phrases(lb.NOT_BODIES)
WHOLE = Phrases(lb.WHOLE)
GENERIC = frozenset("quan vị chức lượng ban phận bộ ngành thể sở viên".split())
FIELD_HEADS = frozenset("bộ sở phòng ban cục ngành vụ hội ủy đài viện trường tra đốc trưởng".split())


SHARED = {
    "bộ": "Bộ",
    "sở": "Sở",
    "tỉnh": "tỉnh",
    "huyện": "huyện",
    "quận": "quận",
    "xã": "xã",
    "phường": "phường",
    "phố": "thành phố",
    "ngành": "ngành",
    "ban": "Ban",
}


class Atom(NamedTuple):
    """One named body: tokens a to b; `head` is the shared noun where a list only implies it."""

    a: int
    b: int
    head: str = ""


TENSE = Phrases(
    lx.words(
        "đã | đang | sẽ | được | bị | vừa | mới | chưa | là | cho biết | cho rằng | cho hay | nói | thông tin | khẳng định | từng | có thể | không | cũng đã | hiện | muốn | vẫn"
    )
)
CARRY = Phrases(lx.words("cũng | còn | đều | lại | cũng như | phải | cần | tự | cùng | và | trực tiếp | thì"))
SEPARATORS = Phrases(lx.words(", | và | cùng | cùng với | cũng như | hoặc | , và | - | –"))
SAYING = Phrases(lx.STRONG_FRAMES | lx.WEAK_FRAMES)
ADJUNCTS = Phrases(
    lx.words(
        "theo | căn cứ | trên cơ sở | trong phạm vi | trong | với | tại | ngay | từ | sau | khi | trước | nhân | để | qua"
        " | bằng | trên | có trách nhiệm | nhằm | đối với | về | thông qua | trường hợp | nếu | dưới | cho đến | đến | chậm nhất"
    )
)


def core(t: Tokens, i: int) -> int:
    """Length of a body's, office's or place's head noun at i; 0 where a verb or another noun stands."""
    words = t.words
    if NOT_BODIES.match(words, i):
        return 0
    noun = max(BODIES.match(words, i), OFFICES.match(words, i), PLACES.match(words, i))
    if not noun:
        return 0
    verb = HEADS.match(words, i)
    plural = i > 0 and words[i - 1] in ("các", "những", "mọi", "từng")
    if verb > noun or (verb == noun and not plural and not _names_something(t, i + noun)):
        return 0
    return noun


def _names_something(t: Tokens, i: int) -> bool:
    return i < len(t) and (t.caps[i] or bool(FIELDS.match(t.words, i)))


def _name_run(t: Tokens, i: int) -> int:
    """Length of a run of capitalised syllables with the dashes inside it."""
    n = 0
    while i + n < len(t):
        if t.caps[i + n] or (n and t.at(i + n).isdigit()):
            n += 1
        elif n and t.at(i + n) in "-–&" and i + n + 1 < len(t) and t.caps[i + n + 1]:
            n += 2
        else:
            break
    return n


def noun_phrase(t: Tokens, i: int, depth: int = 0) -> int:
    """End (token index) of one body or person starting at i, or i when there is none."""
    k = i
    while (q := QUANTIFIERS.match(t.words, k)) or t.at(k).isdigit():
        if HEADS.match(t.words, k) > q or core(t, k) > q:
            break
        k += q or 1
        if k - i > 4:
            break
    head = WHOLE.match(t.words, k) or core(t, k)
    if not head:
        run = _name_run(t, k)
        single = run == 1 and len(t.at(k)) > 1 and (depth > 0 or k > i)
        if run >= 2 and not (HEADS.match(t.words, k) and (k == 0 or run < 3)):
            head = run
        elif single or (run == 1 and t.at(k) in lb.ACRONYMS):
            head = 1
        else:
            return i
    k += head
    return _modifiers(t, i, k, depth)


def _modifiers(t: Tokens, i: int, k: int, depth: int) -> int:
    words, size = t.words, len(t)
    while k < size and k - i < 45:
        step = FIELDS.match(words, k)
        if 0 < step < 5 and not t.caps[k] and words[k - 1] not in FIELD_HEADS:
            step = 0
        # "Tỉnh ủy xây dựng …": after a committee's name the lower-case word is what it has to do.
        if step and not t.caps[k] and words[k - 1] == "ủy" and HEADS.match(words, k) >= step:
            step = 0
        if not step and not (k > i and _frame_like(words, k)):
            step = core(t, k)
        if not step and (m := MODIFIERS.match(words, k)):
            step = m if _modifies(t, k, m) else 0
        if not step and words[k] == "về" and words[i] in ("ban", "tiểu", "ủy", "tổ", "thường"):
            step = _remit(t, k)
        if not step and t.caps[k] and not _frame_like(words, k):
            step = 1
        if not step and t.caps[k - 1] and k > i + 1:
            step = _tail(t, k)
        if not step and words[k] in "-–&" and k + 1 < size and t.caps[k + 1]:
            step = 2
        if not step and words[k].isdigit():
            step = 1
        if not step and words[k] in '("“' and depth == 0:
            step = _bracket(words, k)
        if not step and words[k] in ("các", "những") and core(t, k + 1):
            step = 1 + core(t, k + 1)
        if (
            not step
            and words[k] in ("trong", "tại")
            and words[k - 1] in ("chí", "viên", "bộ")
            and core(t, k + 1)
        ):
            step = 1 + core(t, k + 1)
        if not step:
            break
        k += step
    return k


PLAIN = Phrases(
    lx.words(
        "dự án đầu tư xây dựng công trình giao thông | dự án đầu tư xây dựng | cấp nước | phòng chống thiên tai | phòng, chống thiên tai | tìm kiếm cứu nạn | thông tin duyên hải | cứu nạn | cứu hộ | chống ngập | chống ngập nước"
        " | tham mưu, giúp việc | quản lý nhà nước | chuyên trách tham mưu, giúp việc | thông tin đại chúng | thông tin, báo chí | trực tiếp sử dụng | quản lý thị trường"
    )
)


def _tail(t: Tokens, k: int) -> int:
    """Lower-case syllables that finish a capitalised compound ("Truyền hình"), at most two."""
    for n in range(3):
        if k + n >= len(t) or _stops_name(t, k + n):
            return n
        if n and t.caps[k + n]:
            return n
    return 0


def _stops_name(t: Tokens, k: int) -> bool:
    words = t.words
    return (
        not words[k][0].isalpha()
        or bool(HEADS.match(words, k) or TENSE.match(words, k) or SEPARATORS.match(words, k))
        or bool(
            ADJUNCTS.match(words, k)
            or QUANTIFIERS.match(words, k)
            or SAYING.match(words, k)
            or CARRY.match(words, k)
        )
    )


def _remit(t: Tokens, k: int) -> int:
    """ "về phòng, chống …" after a steering committee's name, up to the predicate."""
    for n in range(2, 14):
        j = k + n
        if j >= len(t) or t.words[j] in ":;.()“”":
            return 0
        if t.words[j] == "," and t.words[j + 1 : j + 2] != ["chống"] and t.words[j + 1 : j + 2] != ["tiêu"]:
            return n
        if ADVERBS.match(t.words, j) or MODALS.match(t.words, j) or t.words[j : j + 2] in _ORGANISING:
            return n
        if TENSE.match(t.words, j) or SAYING.match(t.words, j):
            return n
    return 0


_ORGANISING = (
    ["tổ", "chức"],
    ["chủ", "trì"],
    ["phối", "hợp"],
    ["rà", "soát"],
    ["theo", "dõi"],
    ["yêu", "cầu"],
)


def _frame_like(words: list[str], k: int) -> bool:
    return words[k] == "giao" or words[k : k + 2] in (["yêu", "cầu"], ["đề", "nghị"])


def _bracket(words: list[str], k: int) -> int:
    close = {"(": ")", '"': '"', "“": "”"}[words[k]]
    for n in range(1, 14):
        if k + n < len(words) and words[k + n] == close:
            return n + 1
    return 0


def _modifies(t: Tokens, k: int, n: int) -> bool:
    """A modifier that is also a verb carries the name on only after a plain noun and before a predicate."""
    words = t.words
    if words[k] in ("của", "thuộc") and n == 1:
        return True
    verb = HEADS.match(words, k)
    if verb < 1 or (verb < 2 and n > verb) or PLAIN.match(words, k) == n:
        return True
    if words[k - 1] not in GENERIC or words[k - 2] == "liên":
        return False
    after = k + n
    if words[after : after + 1] == [","]:
        return t.at(after + 1) == "giúp"
    if bool(ADVERBS.match(words, after) or VERBS.match(words, after)) and not core(t, after):
        return True
    for j in range(after, min(after + 6, len(t))):
        if not words[j][0].isalpha() or t.caps[j] or core(t, j) or QUANTIFIERS.match(words, j):
            return False
        if ADVERBS.match(words, j) >= 2 or MODALS.match(words, j):
            return True
    return False


def name_list(t: Tokens, i: int) -> tuple[list[Atom], int]:
    """The bodies standing one after another from token i, and where the list ends."""
    out: list[Atom] = []
    k = i
    while True:
        end = noun_phrase(t, k)
        kind = _ministry(t, out)
        field = FIELDS.match(t.words, k) if kind and (end <= k or t.words[k] not in KINDS) else 0
        if field and t.caps[k] and end <= k + field:
            out.append(Atom(k, k + field, kind))
            end = k + field
        elif end == k:
            break
        else:
            shared, stop = _distributed(t, k, end)
            out += shared or [Atom(k, end)]
            end = stop if shared else end
        sep = SEPARATORS.match(t.words, end)
        if not sep or not _goes_on(t, out, end + sep):
            return out, end
        k = end + sep
    return out, out[-1].b if out else i


def _goes_on(t: Tokens, out: list[Atom], k: int) -> bool:
    if noun_phrase(t, k) > k:
        return True
    return k < len(t) and t.caps[k] and bool(_ministry(t, out)) and bool(FIELDS.match(t.words, k))


KINDS = ("bộ", "sở")


def _ministry(t: Tokens, out: list[Atom]) -> str:
    """ "Bộ A, B và C": the word that B and C leave out, or an empty string."""
    if not out:
        return ""
    if out[-1].head in ("Bộ", "Sở"):
        return out[-1].head
    a = out[-1].a + (t.words[out[-1].a] in ("các", "những"))
    return t.words[a].title() if t.words[a] in KINDS else ""


def _distributed(t: Tokens, i: int, end: int) -> tuple[list[Atom], int]:
    """ "các huyện: A, B và C" or "4 tỉnh A, B, C": the items with their shared head."""
    k = end
    if t.at(k) != ":":
        return [], end
    head = t.words[end - 1]
    if head not in SHARED or end - i > 8:
        return [], end
    shared = "UBND" if t.words[i] in ("ubnd", "ủy") else SHARED[head]
    k += 1
    items: list[Atom] = []
    while k < len(t):
        n = FIELDS.match(t.words, k) or _name_run(t, k)
        if not n or core(t, k) > 1:
            break
        items.append(Atom(k, k + n, shared))
        k += n
        sep = SEPARATORS.match(t.words, k)
        if not sep or not (k + sep < len(t) and t.caps[k + sep]):
            break
        k += sep
    return (items, items[-1].b) if len(items) > 1 else ([], end)


@dataclass(slots=True)
class Predicate:
    """Where the doing starts: `kind` is head, tense, modal or none."""

    at: int
    kind: str
    word: str
    relative: bool = False  # words of the name's relative clause were skipped on the way


def predicate(t: Tokens, i: int, span: int = 45) -> Predicate:
    """The predicate that begins at token i, over an adjunct or a relative clause if there is one."""
    k = i
    if t.at(k) == ",":
        k += 1
    while (c := CARRY.match(t.words, k)) and not MODALS.match(t.words, k):
        k += c
    hit = _head(t, k)
    if hit:
        return hit
    adjunct = bool(ADJUNCTS.match(t.words, k))
    end = min(len(t), k + span)
    j = k + 1
    while j < end:
        if t.words[j] in ":;":
            break
        if adjunct and t.words[j] == ",":
            hit = _head(t, j + 1)
            if hit and hit.kind != "tense":
                return hit
        elif MODALS.match(t.words, j) or (not t.caps[j] and _opens(t, j)):
            hit = _head(t, j)
            if hit:
                hit.relative = not adjunct
                return hit
        elif not adjunct and t.words[j] == ",":
            hit = _head(t, j + 1) if t.words[k] in ("có", "chậm", "bị", "chưa") else None
            if hit and hit.kind != "tense":
                hit.relative = True
                return hit
            break
        j += 1
    return Predicate(k, "none", "")


def _opens(t: Tokens, j: int) -> bool:
    """An adverb opens a predicate anywhere; a verb only right after a name."""
    if ADVERBS.match(t.words, j) >= 2:
        return True
    return t.caps[j - 1] and VERBS.match(t.words, j) >= 2


def _head(t: Tokens, k: int) -> Predicate | None:
    words = t.words
    if words[k : k + 1] == ["sẽ"] and MODALS.match(words, k + 1):
        return Predicate(k + 1, "modal", "phải")
    if n := TENSE.match(words, k):
        if words[k] == "không" and HEADS.match(words, k + 1):
            return Predicate(k, "head", "không")
        return Predicate(k, "tense", " ".join(words[k : k + n]))
    if n := MODALS.match(words, k):
        return Predicate(k, "modal", " ".join(words[k : k + n]))
    if words[k : k + 1] == ["có"] and not HEADS.match(words, k) > 1 and t.at(k + 1) in lb.RELATIVE_NOUNS:
        return None
    if n := HEADS.match(words, k):
        if core(t, k):
            return None
        return Predicate(k, "head", " ".join(words[k : k + n]))
    return None
