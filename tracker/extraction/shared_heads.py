"""Heads that a list names once: "các huyện: A, B", "UBND các xã A, B", "các chi bộ 4, 5", "Huyện ủy A, B"."""

from __future__ import annotations

from typing import NamedTuple

from tracker.extraction.cues import FIELDS, HEADS, PLACES, SEPARATORS
from tracker.extraction.lexicon import words as listed
from tracker.extraction.name_heads import core, name_run
from tracker.extraction.name_tails import tail
from tracker.extraction.phrases import Tokens

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
    "khoa": "Khoa",
    "phòng": "Phòng",
}
# "các huyện ủy: A, B", "các công ty: A, B": the last words of heads that are shared as they are written.
SHARED_AS_WRITTEN = listed("""
ủy | trường | trạm | viện | thôn | bản | tổ | đội | ty | cục | lực | đoàn | tâm | hội | hồ | mỏ | đập | chợ
vụ | cảng | ấp | xóm
""")


class Atom(NamedTuple):
    """One named body: tokens a to b; `head` is the shared noun where a list only implies it."""

    a: int
    b: int
    head: str = ""


def distributed(t: Tokens, i: int, end: int) -> tuple[list[Atom], int]:
    """ "các huyện: A, B và C" or "4 tỉnh A, B, C": the items with their shared head."""
    k = end
    if t.at(k) != ":":
        return _numbered(t, i, end) if t.words[end - 1].isdigit() else _places_of(t, i, end)
    end = _bare_head(t, i, end)
    if t.words[end - 4 : end] == _CENTRAL:
        end -= 4  # "các tỉnh, thành phố trực thuộc Trung ương: A, B"
    head = t.words[end - 1]
    many = next((j for j in range(i, end) if t.words[j] in _MANY), end)
    if PLACES.match(t.words, many + 1) and not any(t.caps[many:end]):
        end = many + 1 + PLACES.match(t.words, many + 1)  # "UBND các huyện miền núi: A, B"
        head = t.words[end - 1]
    both = next((kind for kind in _WITH_OTHERS if t.words[many + 1 : end] == kind), None)
    fields = t.at(many + 1) == "sở" and FIELDS.match(t.words, many + 2) == end - many - 2 > 0
    known = head in SHARED or head in SHARED_AS_WRITTEN or t.words[end - 2 : end] == ["bộ", "trưởng"]
    if not (known or both or fields) or end - i > 14:
        return [], end
    if both:
        shared = f"{_cased(t, i, many)} {both[0].title()}".strip()
    else:
        shared = _cased(t, many + 1, end) if fields else _shared(t, i, end)
    k += 1
    items: list[Atom] = []
    while k < len(t.words):
        n = _joined(t, k, FIELDS.match(t.words, k) or _item(t, k), head)
        if (
            not n
            or t.words[k] in _ACRONYMS
            or (core(t, k) > 1 and not (shared.endswith("Bộ") and FIELDS.match(t.words, k) == n))
        ):
            break
        items.append(Atom(k, k + n, _of_kind(t, k, n, shared)))
        k += n
        sep = SEPARATORS.match(t.words, k)
        if not sep or not (k + sep < len(t.words) and t.caps[k + sep]):
            break
        k += sep
    return (items, items[-1].b) if len(items) > 1 else ([], end)


_CENTRAL = ["trực", "thuộc", "trung", "ương"]
# "Các Bộ, cơ quan: Tài chính, Xây dựng": the fields are those of ministries.
_WITH_OTHERS = (
    ["bộ", ",", "cơ", "quan"],
    ["bộ", ",", "ngành"],
    ["sở", ",", "ngành"],
    ["sở", ",", "ban", ",", "ngành"],
    ["sở", ",", "cơ", "quan"],
)


def _bare_head(t: Tokens, i: int, end: int) -> int:
    """ "Các huyện ủy miền núi: A, B": where the noun ends that every item shares, qualifiers left out."""
    many = next((j for j in range(i, end) if t.words[j] in _MANY), end)
    noun = many + 1 + core(t, many + 1) if many + 1 < end else end
    small = noun < end <= noun + 4 and not any(t.caps[noun:end])
    return noun if small and PLACES.match(t.words, noun - 1) + noun - 1 <= noun else end


def _item(t: Tokens, k: int) -> int:
    """Length of a listed name at `k`: capitals, and small words up to the next ("Khoa học tự nhiên")."""
    n = name_run(t, k)
    n += tail(t, k + n) if n == 1 and k + n < len(t.words) else 0
    for m in range(n, n + 4 if n else 0):
        if t.at(k + m) in (",", "và"):
            return m
        verb = HEADS.match(t.words, k + m)
        if verb > 1:
            return m  # "Khoa học tự nhiên rà soát …"
        if verb or not t.at(k + m).isalpha():
            break
    return n


_OF_FIELDS = frozenset(("cục", "vụ", "sở", "bộ", "phòng", "khoa"))


def _joined(t: Tokens, k: int, n: int, head: str) -> int:
    """ "các Cục: A, Hàng hải và Đường thủy, Kinh tế - Đầu tư, C": fields of one body's name."""
    if not n or head not in _OF_FIELDS:
        return n
    for _ in range(2):
        link, after = t.at(k + n), k + n + 1
        if link not in ("và", "-") or core(t, after) > 1 or t.caps[after : after + 1] != [True]:
            break
        more = FIELDS.match(t.words, after) or _item(t, after)
        stop = next((j for j in range(after + 1, min(after + 8, len(t.words))) if t.words[j] in ",;"), 0)
        if link == "-" and t.at(after + more) in (",", ";", "và", ""):
            n += 1 + more
            continue
        ends = (
            stop
            and "và" not in t.words[after:stop]
            and (link == "-" or t.caps[stop + 1 : stop + 2] == [True])
        )
        if not ends:
            break
        n = stop - k
    return n


def _of_kind(t: Tokens, k: int, n: int, shared: str) -> str:
    """ "các tỉnh, thành phố: Quảng Trị, Đà Nẵng": a city of its own standing is none of the provinces."""
    if not shared.endswith(_BOTH_KINDS):
        return shared
    office = shared[: -len(_BOTH_KINDS)]
    return office + ("thành phố" if tuple(t.words[k : k + n]) in _CITIES else "tỉnh")


_BOTH_KINDS = "tỉnh , thành phố"
_CITIES = frozenset(
    tuple(city.split()) for city in ("hà nội", "hải phòng", "huế", "đà nẵng", "cần thơ", "hồ chí minh")
)


def _shared(t: Tokens, i: int, end: int) -> str:
    """ "Chủ tịch UBND các tỉnh: A, B": what stands before every item, "Chủ tịch UBND tỉnh"."""
    many = next((j for j in range(i, end) if t.words[j] in _MANY or t.words[j].isdigit()), -1)
    if many < 0:
        return SHARED.get(t.words[end - 1], _cased(t, i, end))
    if end - many == 2:
        noun = SHARED.get(t.words[end - 1]) or _cased(t, end - 1, end)
    else:
        both = t.words[many + 1 : end] == _BOTH_KINDS.split()
        noun = _cased(t, many + 1, end) if t.words[end - 1] != "phố" or both else "thành phố"
    return f"{_cased(t, i, many)} {noun}".strip()


def _numbered(t: Tokens, i: int, end: int) -> tuple[list[Atom], int]:
    """ "Các chi bộ 4, 5 và 6": every number with the noun that the list names once."""
    many = next((j for j in range(i, end) if t.words[j] in _MANY), end)
    if end - many < 3 or not t.words[end - 1].isdigit():
        return [], end
    noun = f"{_cased(t, i, many)} {_cased(t, many + 1, end - 1)}".strip()
    items, k = [Atom(end - 1, end, noun)], end
    while (sep := SEPARATORS.match(t.words, k)) and t.at(k + sep).isdigit():
        k += sep + 1
        items.append(Atom(k - 1, k, noun))
    return (items, k) if len(items) > 1 else ([], end)


def _places_of(t: Tokens, i: int, end: int) -> tuple[list[Atom], int]:
    """ "UBND các huyện A, B và thị xã C": every place with the office that the list names once."""
    q = next((j for j in range(i, min(i + 9, end)) if t.words[j] in _MANY or t.words[j].isdigit()), -1)
    kind = PLACES.match(t.words, q + 1) if q >= 0 else 0
    kind = 2 if q >= 0 and t.words[q + 1 : q + 3] == ["chi", "bộ"] else kind
    first = q + 1 + kind
    if not kind or "," in t.words[q:first] or first + name_run(t, first) != end or first == end:
        return [], end
    office = _cased(t, i, q)
    noun = " ".join(t.words[q + 1 : first])
    items = [Atom(first, end, f"{office} {noun}".strip())]
    k = end
    while sep := SEPARATORS.match(t.words, k):
        at = k + sep
        own = PLACES.match(t.words, at)
        run = name_run(t, at + own)
        if not run or (not own and core(t, at) and not _only_looks_a_body(t, at, run)):
            break
        if own and not office:
            break
        items.append(Atom(at, at + own + run, office if own else f"{office} {noun}".strip()))
        k = at + own + run
    return (items, k) if len(items) > 1 else ([], end)


def _only_looks_a_body(t: Tokens, k: int, run: int) -> bool:
    """ "Trạm Tấu", "Hội An": a place whose first syllable is also the head of bodies."""
    return run == 2 and t.words[k] in _ALSO_PLACES and t.at(k + 2) in (",", "và", ";", "")


_ALSO_PLACES = frozenset(("trạm", "hội", "bản", "đồn", "trường", "đoàn"))
_MANY = frozenset(("các", "những", "hai", "ba", "bốn", "năm", "sáu"))


def _cased(t: Tokens, a: int, b: int) -> str:
    """Tokens a to b in their own letters."""
    return " ".join(
        w.upper() if w in _ACRONYMS else w.capitalize() if t.caps[a + n] else w
        for n, w in enumerate(t.words[a:b])
    )


_ACRONYMS = frozenset(("ubnd", "hđnd", "mttq", "tp", "tx", "btv", "bch"))


def owner_of(t: Tokens, out: list[Atom], k: int, end: int) -> str:
    """ "Huyện ủy Ba Bể, Pác Nặm": the office before the first place also stands before the second."""
    if (
        out
        and out[-1].head
        and out[-1].head not in SHARED.values()
        and t.at(k - 1) in (",", "và")
        and name_run(t, k) == end - k < 4
        and not core(t, k)
    ):
        return out[-1].head  # the third place of a list as the second
    if not out or out[-1].head or t.at(k - 1) not in (",", "và") or name_run(t, k) != end - k or core(t, k):
        return ""
    a, b = out[-1].a, out[-1].b
    many = t.words[a] in _MANY and t.caps[b - 1]
    a += many  # "các huyện ủy A, B": "huyện ủy B"
    place = b
    while place > a + 1 and t.caps[place - 1]:
        place -= 1
    before = t.words[place - 1]
    if (
        place == b
        or place <= a
        or end - k > 3
        or not (before in _PLACED or (many and core(t, a)))
        or t.words[a] in ("các", "đồng", "ông", "bà")
    ):
        return ""
    return _cased(t, a, place)


_PLACED = frozenset(("ủy", "huyện", "xã", "phường", "quận", "tỉnh", "trấn", "phố"))
