"""Where a body's name begins and ends, and how a list of bodies goes on."""

from __future__ import annotations

from tracker.extraction import lexicon_bodies as lb
from tracker.extraction.cues import (
    ADJUNCTS,
    ADVERBS,
    BODIES,
    CARRY,
    COMPOUNDS,
    FIELDS,
    HEADS,
    MODALS,
    MODIFIERS,
    NOT_BODIES,
    OFFICES,
    PLACES,
    PLAIN,
    QUANTIFIERS,
    SAYING,
    SEPARATORS,
    TENSE,
    TOPICS,
    VERBS,
    WHOLE,
)
from tracker.extraction.phrases import Tokens

GENERIC = frozenset(["quan", "vị", "chức", "lượng", "ban", "phận", "bộ", "ngành", "thể", "sở", "viên"])
FIELD_HEADS = frozenset(
    [
        "bộ",
        "sở",
        "phòng",
        "ban",
        "cục",
        "ngành",
        "vụ",
        "hội",
        "ủy",
        "đài",
        "viện",
        "trường",
        "tra",
        "đốc",
        "trưởng",
    ]
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
    placed = PLACES.match(words, i + noun) and not PLACES.match(words, i)
    if verb > noun or (verb == noun and not plural and not placed and not _names_something(t, i + noun)):
        return 0
    return noun


def _names_something(t: Tokens, i: int) -> bool:
    return i < len(t) and (t.caps[i] or (bool(FIELDS.match(t.words, i)) and not HEADS.match(t.words, i)))


def name_run(t: Tokens, i: int) -> int:
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
        run = name_run(t, k)
        if run and (k == 0 or not t.words[k - 1][0].isalnum()) and TOPICS.match(t.words, k):
            return i
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
        if not step and not (k > i and (_frame_like(words, k) or _leads_others(t, k))):
            step = core(t, k)
        if not step and (m := MODIFIERS.match(words, k)):
            step = m if _modifies(t, k, m) else 0
        if not step and words[k] == "về" and words[i] in ("ban", "tiểu", "ủy", "tổ", "thường"):
            step = _remit(t, k)
        if not step and t.caps[k] and not _frame_like(words, k):
            step = 1
        if t.caps[k - 1] and not t.caps[k] and (words[k - 1], words[k]) in COMPOUNDS:
            step = max(step, 1)
        if not step and t.caps[k - 1] and k > i + 1:
            step = _tail(t, k)
        if (not step or step == 1) and (more := _field_words(t, i, k)):
            step = more
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
        if not step and k > i + 1 and words[k - 1] in _DOERS:
            step = _relative_verb(t, k)
        if not step:
            break
        k += step
    return k


# "các doanh nghiệp sử dụng năng lượng trọng điểm thực hiện nghiêm …": what such a doer does names it.
_DOERS = GENERIC | {"nghiệp", "hộ", "người", "nhân", "sở", "sản", "xã", "chủ", "đoàn", "đảng"}
_WHAT_THEY_DO = frozenset(
    "sử dụng|kinh doanh|sản xuất|thi công|khai thác|vận tải|cung cấp|cung ứng|quản lý|đầu tư|xuất khẩu|nhập khẩu|chế biến"
    "|vận hành|tham gia|phụ trách|vi phạm|tổ chức|thực hiện|hoạt động|chăn nuôi|nuôi trồng|đóng trên|xây dựng|thuộc diện"
    "|được giao|được phân".split("|")
)
_ACT_ON = (["thực", "hiện"], ["phối", "hợp"], ["chấp", "hành"], ["báo", "cáo"], ["cam", "kết"], ["cố", "gắng"])


def _relative_verb(t: Tokens, k: int) -> int:
    words = t.words
    if " ".join(words[k : k + 2]) not in _WHAT_THEY_DO:
        return 0
    for j in range(k + 2, min(k + 12, len(t))):
        if not words[j][0].isalpha():
            return 0
        if j > k + 2 and (ADVERBS.match(words, j) >= 2 or MODALS.match(words, j) or words[j : j + 2] in _ACT_ON):
            return j - k
    return 0


# What an office manages, builds or serves, in words that are no predicate of their own.
_MANAGED = frozenset(
    "quản lý|phát triển|kiểm soát|phục vụ|dịch vụ|xúc tiến|kiểm định|đăng ký|hỗ trợ|nghiên cứu|điều hành"
    "|giám sát|tư vấn|khai thác|vận hành|bảo trợ|bảo tồn|điều phối|cứu hộ|dự án".split("|")
)
_FIELD_WORDS = frozenset(
    "dự án|công trình|giao thông|công cộng|công nghiệp|dân dụng|đất đai|quỹ đất|thị trường|chất lượng|nông thôn"
    "|đô thị|hạ tầng|kỹ thuật|khu công|khu kinh|kinh tế|cụm công|chế xuất|thủy lợi|thủy sản|nông nghiệp|lâm nghiệp"
    "|rừng phòng|rừng đặc|phòng hộ|đặc dụng|du lịch|môi trường|bệnh tật|hành chính|xã hội|doanh nghiệp|đầu tư|xây dựng"
    "|phát triển|di tích|danh thắng|bến xe|cảng cá|chợ đầu|chuyên ngành|vốn nhà|nhà nước|nhà ở|công sản|quản lý".split("|")
)
_ALSO_VERBS = frozenset("đầu tư|xây dựng|phát triển|quản lý".split("|"))


def _field_words(t: Tokens, i: int, k: int) -> int:
    """ "Cục Quản lý xây dựng và chất lượng công trình giao thông": the lower-case field behind a task word."""
    words = t.words
    if t.caps[k] or not any(
        t.caps[j] and " ".join(words[j : j + 2]) in _MANAGED for j in range(max(i, k - 6), k - 1)
    ):
        return 0
    n = 0
    while k + n + 1 < len(t):
        at = k + n + (words[k + n] in ("và", "-", ",") and n > 0)
        at += words[at] == "các"
        pair = " ".join(words[at : at + 2])
        if pair not in _FIELD_WORDS:
            break
        if pair in _ALSO_VERBS and not _field_goes_on(t, at + 2):
            break
        n = at + 2 - k
    return n


def _field_goes_on(t: Tokens, k: int) -> bool:
    """A field word that is also a verb belongs to the name only when the name or its predicate follows."""
    pair = " ".join(t.words[k : k + 2])
    return pair in _FIELD_WORDS or t.at(k) in ("tỉnh", "huyện", "thành", "số", "khu") or bool(HEADS.match(t.words, k))


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


def _leads_others(t: Tokens, k: int) -> bool:
    """ "Đảng đoàn HĐND tỉnh lãnh đạo Thường trực …": behind a full name the word is a verb."""
    return t.words[k : k + 2] == ["lãnh", "đạo"] and t.words[k - 1] not in GENERIC and bool(core(t, k + 2))


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
