"""Where a body's name begins and ends, and how a list of bodies goes on."""

from __future__ import annotations

from tracker.extraction import lexicon_bodies as lb
from tracker.extraction.cues import (
    ADVERBS,
    COMPOUNDS,
    FIELDS,
    HEADS,
    MODALS,
    MODIFIERS,
    PLAIN,
    PLURALS,
    QUANTIFIERS,
    SAYING,
    TENSE,
    TOPICS,
    VERBS,
    WHOLE,
)
from tracker.extraction.lexicon import words as listed
from tracker.extraction.name_ends import weighed_end
from tracker.extraction.name_fields import (
    BOARDS,
    DOERS,
    GENERIC,
    board_field,
    field_words,
    qualifier,
    relative_verb,
    triple,
)
from tracker.extraction.name_heads import CORE_FIRSTS, before_aside, core, name_run
from tracker.extraction.name_tails import stretch, tail, trade_name
from tracker.extraction.phrases import Tokens

FIELD_HEADS = listed("""
bộ | sở | phòng | ban | cục | ngành | vụ | hội | ủy | đài | viện | trường | tra | đốc | trưởng
""")


def noun_phrase(t: Tokens, i: int, depth: int = 0) -> int:
    """End (token index) of one body or person starting at i, or i when there is none."""
    if depth:
        return _noun_phrase(t, i, depth)
    end = t.nouns.get(i)
    if end is None:
        end = _noun_phrase(t, i, 0)
        if end > i and "nào" not in t.words[i:end]:
            end = before_aside(t, i, weighed_end(t, i, end))
        t.nouns[i] = end
    return end


def _noun_phrase(t: Tokens, i: int, depth: int) -> int:
    word = t.at(i)
    if not (word in _STARTS or word.isdigit() or (word and t.caps[i])):
        return i
    k = i
    if word in _COUNTED and (t.at(i + 1).isdigit() or t.at(i + 1) in _ROMAN):
        return i  # "Đợt 2: …"
    while (q := QUANTIFIERS.match(t.words, k) if word in _AMOUNTS else 0) or word.isdigit():
        if HEADS.match(t.words, k) > q or core(t, k) > q:
            break
        k += q or 1 + (t.at(k + 1) == "%")
        word = t.at(k)
        if k - i > 4:
            break
    head = (word in WHOLE.firsts and WHOLE.match(t.words, k)) or core(t, k)
    if not head:
        run = name_run(t, k)
        if run and (k == 0 or not t.words[k - 1][0].isalnum()) and TOPICS.match(t.words, k):
            return i
        if run == 1 and k > 0 and (t.words[k], t.at(k + 1)) in COMPOUNDS and not t.caps[k + 1]:
            return _modifiers(t, i, k + 2, depth) if t.at(k - 1) in ("với", "và", ",") else i
        single = run == 1 and len(t.at(k)) > 1 and (depth > 0 or k > i)
        if run >= 2 and not (HEADS.match(t.words, k) and (k == 0 or run < 3)):
            head = run
        elif single or (run == 1 and t.at(k) in lb.ACRONYMS):
            head = 1
        else:
            return i
    k = triple(t, i, k + head)
    return _modifiers(t, i, k, depth)


# With none of these words, no figure and no capital, a body begins.
_AMOUNTS = QUANTIFIERS.firsts
_STARTS = _AMOUNTS | WHOLE.firsts | CORE_FIRSTS
_COUNTED = listed("""
đợt | bước | phần | mục | lần | điều | khoản | quý | kỳ | khóa | câu | phiên | tháng | tuần | ngày
""")
_ROMAN = frozenset(("i", "ii", "iii", "iv", "v", "vi"))


def _modifiers(t: Tokens, i: int, k: int, depth: int) -> int:
    """The end of the name that starts at `i`, read on from `k`."""
    while k < len(t.words) and k - i < 45 and t.words[k : k + 3] != ["trên", "cơ", "sở"]:
        step = _field_step(t, i, k)
        step = _capital_step(t, i, k, step)
        if (not step or step == 1) and (more := field_words(t, i, k)):
            step = more
        step = step or trade_name(t, i, k) or _linked_step(t, i, k, depth)
        if not step:
            break
        k += step
    return k


def _field_step(t: Tokens, i: int, k: int) -> int:
    """How many words at `k` name a field, a post or a remit of the body at `i`."""
    words = t.words
    if words[k - 2 : k] == ["văn", "phòng"] and not t.caps[k] and HEADS.match(words, k) >= 2:
        return 0  # "Văn phòng xây dựng kế hoạch"
    if words[k] == "tổ" and words[k - 2 : k] == ["liên", "quan"] and not t.caps[k]:
        return 0  # "các địa phương liên quan tổ chức triển khai …"
    step = FIELDS.match(words, k) if words[k] in FIELDS.firsts else 0
    if t.caps[k] and words[k] in WHOLE.firsts:
        step = max(step, WHOLE.match(words, k))
    if 0 < step < 5 and not t.caps[k] and words[k - 1] not in FIELD_HEADS:
        # "Viện Nghiên cứu biển và hải đảo": a small field behind what an institute does.
        step = step if words[i] in _INSTITUTES and step > 3 and t.caps[k - 2] else 0
    # "Tỉnh ủy xây dựng …": after a committee's name the lower-case word is what it has to do.
    if step and not t.caps[k] and words[k - 1] == "ủy" and HEADS.match(words, k) >= step:
        step = 0
    if not step and not (k > i and (_frame_like(words, k) or _leads_others(t, k))):
        step = core(t, k)
    if not step and words[k] in MODIFIERS.firsts and (m := MODIFIERS.match(words, k)):
        step = m if not (words[k] == "thường" and t.at(k + 2).isdigit()) and _modifies(t, k, m) else 0
    if step and words[k] == "phòng" and words[i] in _COMPLETE and "chống" in words[k : k + 3]:
        step = 0
    if not step and words[k : k + 3] == _AGAINST and words[i : i + 2] in _COMMITTEES:
        step = 3 + 2 * all(t.at(j)[:1].isalpha() for j in (k + 3, k + 4))
    if not step and k - i == 3 and words[i : i + 2] in BOARDS and not t.caps[k] and words[k] != "về":
        step = board_field(t, k)
    if not step and words[k] == "về" and words[i] in ("ban", "tiểu", "ủy", "tổ", "thường"):
        step = _remit(t, k)
    return step


# "Ban Chỉ đạo Phòng, chống dịch COVID-19": the comma belongs to the name.
_AGAINST = ["phòng", ",", "chống"]
# "Sở Y tế phòng, chống dịch": these bear the name of a field, and what follows it is their task.
_COMPLETE = frozenset(("sở", "bộ", "ubnd", "công"))
_COMMITTEES = (["ban", "chỉ"], ["tiểu", "ban"], ["ủy", "ban"], ["hội", "đồng"], ["tổ", "công"])


def _capital_step(t: Tokens, i: int, k: int, step: int) -> int:
    """The step taken so far, or the capitalised word at `k` with the syllables that finish it."""
    words = t.words
    if not step and t.caps[k] and (not _frame_like(words, k) or _place_name(t, k)):
        step = 1
    if t.caps[k - 1] and not t.caps[k] and (words[k - 1], words[k]) in COMPOUNDS:
        step = max(step, 1)
    if not step and t.caps[k - 1] and not t.caps[k] and k > i + 1 and (verb := HEADS.match(words, k - 1)) > 1:
        step = verb - 1  # "Phòng Giám sát …": a verb with its capital is a field
    if not step and t.caps[k - 1] and k > i + 1:
        step = tail(t, k)
    pair = (words[k], t.at(k + 1))
    if not step and words[i] in _INSTITUTES and pair in COMPOUNDS:
        step = 2 if pair in _TRADES or not HEADS.match(words, k) else 0
    return step


def _linked_step(t: Tokens, i: int, k: int, depth: int) -> int:
    """What a dash, a number, a bracket or a small word ties to the name."""
    words = t.words
    if words[k] in "-–&" and k + 1 < len(t.words):
        if t.caps[k + 1]:
            return 2
        # "COVID-19" written as one word.
        if words[k + 1].isdigit() and t.caps[k - 1] and t.ends[k - 1] == t.starts[k + 1] - 1:
            return 2
    if words[k] == "." and words[k - 1] in _SHORT and k + 1 < len(t.words) and t.caps[k + 1]:
        return 1  # "UBND TP. Vũng Tàu"
    if words[k].isdigit():
        return 1
    if words[k] == "số" and t.at(k + 1).isdigit() and words[k - 1] not in _NUMBERED_PAPERS:
        return 2  # "Đoàn kiểm tra số 3"
    if words[k] in '("“' and depth == 0 and (step := _bracket(words, k)):
        return step
    if words[k] == "từ" and (found := stretch(t, i, k)):
        return found
    many = words[k] in ("các", "những") or (
        words[k] in ("hai", "ba") and words[k - 1] in ("ubnd", "dân", "trực", "ủy")
    )
    inside = words[k] in ("trong", "tại") and words[k - 1] in ("chí", "viên", "bộ")
    if (many or inside) and (noun := max(core(t, k + 1), WHOLE.match(words, k + 1))):
        return 1 + noun
    if words[k : k + 2] == ["chủ", "trì"] and words[i] in ("các", "những") and words[k - 1] in ("quan", "vị"):
        # "các cơ quan chủ trì rà soát …": those in charge, while "Sở A chủ trì rà soát" is in charge of it.
        return 2 if HEADS.match(words, k + 2) and words[k + 2] != "phối" else 0
    if k > i + 1 and words[k - 1] in DOERS and (step := relative_verb(t, k)):
        return step
    if (
        words[k] == "có"
        and words[k - 1] in _LOCAL
        and (words[i].isdigit() or not PLURALS.isdisjoint(words[i:k]))
    ):
        return relative_verb(t, k)
    return qualifier(t, k) if depth == 0 and core(t, i + (words[i] in ("các", "những"))) else 0


_NUMBERED_PAPERS = frozenset(("định", "văn", "quyết", "thị", "báo", "luận", "điện"))
_LOCAL = frozenset(("xã", "phường", "trấn", "huyện", "quận", "tỉnh", "phố", "thôn", "ấp", "trường"))
_TRADES = (("vệ", "sinh"), ("giám", "định"), ("kiểm", "nghiệm"))
_SHORT = frozenset(("tp", "tx", "tt", "q", "h", "p"))
_INSTITUTES = frozenset(("viện", "bệnh", "trường", "trung", "cục", "chi", "học"))


def _remit(t: Tokens, k: int) -> int:
    """ "về phòng, chống …" after a steering committee's name, up to the predicate."""
    for n in range(2, 22):
        j = k + n
        if j >= len(t.words) or t.words[j] in ":;.()“”":
            return 0
        if t.caps[j - 1] and not t.caps[j] and HEADS.match(t.words, j) >= 2 and t.words[j - 2] != "do":
            return n
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


def _leads_others(t: Tokens, k: int) -> bool:
    """ "Đảng đoàn HĐND tỉnh lãnh đạo Thường trực …": behind a full name the word is a verb."""
    return t.words[k : k + 2] == ["lãnh", "đạo"] and t.words[k - 1] not in GENERIC and bool(core(t, k + 2))


_ORDERS = (["yêu", "cầu"], ["đề", "nghị"], ["phối", "hợp"], ["chủ", "trì"])


def _place_name(t: Tokens, k: int) -> bool:
    """ "huyện Giao Thủy": behind the noun of a place the word with a capital is its name."""
    return t.words[k - 1] in _LOCAL and k + 1 < len(t.words) and t.caps[k + 1]


def _frame_like(words: list[str], k: int) -> bool:
    return words[k] == "giao" or words[k : k + 2] in _ORDERS


def _bracket(words: list[str], k: int) -> int:
    close = {"(": ")", '"': '"', "“": "”"}[words[k]]
    for n in range(1, 14):
        if k + n < len(words) and words[k + n] == close:
            return n + 1
    return 0


def _modifies(t: Tokens, k: int, n: int) -> bool:
    """A modifier that is also a verb carries the name on only after a plain noun and before a predicate."""
    words = t.words
    if (words[k] in ("của", "thuộc") and n == 1) or (words[k : k + 2] == ["phụ", "trách"] and n > 2):
        return True
    verb = HEADS.match(words, k)
    if verb < 1 or (verb < 2 and n > verb) or PLAIN.match(words, k) == n:
        return True
    if words[k - 1] not in GENERIC or words[k - 2] in ("liên", "chi", "đảng"):
        return False
    after = k + n
    if words[k:after] == ["tổ", "chức"] and VERBS.match(words, after):
        return False  # "các đơn vị tổ chức trực ban"
    if words[k - 1] == "ngành" and words[after : after + 1] in ([], [":"], ["được"]):
        return True
    if words[k - 1] == "ngành" and words[after : after + 1] in ([","], ["và"]):
        return bool(FIELDS.match(words, after + 1) or MODIFIERS.match(words, after + 1))
    if words[after : after + 1] == [","]:
        return t.at(after + 1) == "giúp"
    if words[after : after + 1] in (["của"], ["thuộc"]) and n >= 2:
        return True  # "các cơ quan tham mưu của Tỉnh ủy rà soát …"
    if bool(ADVERBS.match(words, after) or VERBS.match(words, after)) and not core(t, after):
        return True
    for j in range(after, min(after + 6, len(t.words))):
        if not words[j][0].isalpha() or t.caps[j] or core(t, j) or QUANTIFIERS.match(words, j):
            return False
        if ADVERBS.match(words, j) >= 2 or MODALS.match(words, j):
            return True
    return False
