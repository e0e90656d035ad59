"""How a list of bodies goes on: shared heads ("các huyện: A, B"), ministries named once ("Bộ A, B và C")."""

from __future__ import annotations

from tracker.extraction.cues import ABOVE_ALL, FIELDS, HEADS, OFFICES, SEPARATORS
from tracker.extraction.lexicon import words as listed
from tracker.extraction.name_heads import core, name_run
from tracker.extraction.names import noun_phrase
from tracker.extraction.phrases import Phrases, Tokens
from tracker.extraction.shared_heads import SHARED, Atom, distributed, owner_of


def name_list(t: Tokens, i: int) -> tuple[list[Atom], int]:
    """The bodies standing one after another from token i, and where the list ends."""
    known = t.lists.get(i)
    if known is None:
        known = t.lists[i] = _name_list(t, i)
    return list(known[0]), known[1]


def _name_list(t: Tokens, i: int) -> tuple[list[Atom], int]:
    out: list[Atom] = []
    k = i
    if noun_phrase(t, i) == i:
        return out, i  # no list begins here, as nearly everywhere
    while True:
        end = noun_phrase(t, k)
        end = _schools(t, k, _with_post(t, k, end))
        if end > k and (t.words[end - 1] == "mình" or t.at(end) == "mình"):
            break  # "đơn vị mình": whoever was told before
        kind = _ministry(t, out)
        if end == k and (run := _listed_place(t, out, k)):
            out.append(Atom(k, k + run, out[-1].head))
            end = k + run
            sep = SEPARATORS.match(t.words, end)
            if not sep or not _goes_on(t, out, end + sep):
                return out, end
            k = end + sep
            continue
        field = FIELDS.match(t.words, k) if kind and (end <= k or t.words[k] not in KINDS) else 0
        if field and (_lower_field(t, k, field, end) if kind == "ngành" else t.caps[k] and end <= k + field):
            out.append(Atom(k, k + field, kind))
            end = k + field
        elif end == k:
            break
        else:
            shared, stop = distributed(t, k, end)
            if not shared and (owner := owner_of(t, out, k, end)):
                shared, stop = [Atom(k, end, owner)], end
            out += shared or [Atom(k, end)]
            end = stop if shared else end
        if len(out) > 1 and t.words[k - 1] == "-" and t.words[k : k + 2] in _ASIDES:
            out.pop()  # "Bộ Chỉ huy Quân sự tỉnh - cơ quan thường trực -": one body, told twice
            end += t.at(end) == "-"
        sep = SEPARATORS.match(t.words, end) if t.at(end) in SEPARATORS.firsts else 0
        if t.at(end) == "," and (aside := _above_all(t, end)):
            sep = aside
        if not sep or not _goes_on(t, out, end + sep):
            return out, end
        k = end + sep
    return out, out[-1].b if out else i


def _above_all(t: Tokens, end: int) -> int:
    """ "các sở, nhất là Sở Y tế,": where those meant first stand; a place among places is no body."""
    found = ABOVE_ALL.match(t.words, end + 1)
    k = end + 1 + found
    if not found or t.at(k) in ("huyện", "quận", "thị", "xã", "phường", "thôn"):
        return 0
    return 1 + found if core(t, k + (t.at(k) in ("các", "những"))) else 0


def _with_post(t: Tokens, k: int, end: int) -> int:
    """ "đồng chí Lê Văn A, Phó Chủ tịch UBND tỉnh": where the person named at `k` ends, posts included."""
    if t.at(k) not in _PERSONS:
        return end
    first = k + 1 + (t.at(k + 1) in ("chí", "tá", "tướng", "úy"))
    if end - first < 2 or name_run(t, first) != end - first:
        return end
    while t.at(end) in (",", "-") and OFFICES.match(t.words, end + 1) and t.at(end + 1) not in _PERSONS:
        post = noun_phrase(t, end + 1)
        if post <= end + 1:
            break
        end = post
    return end


def _schools(t: Tokens, k: int, end: int) -> int:
    """ "các trường mầm non, tiểu học, trung học cơ sở": kinds of schools named behind one head."""
    if t.words[end : end + 5] == _AND_PARKS and "kinh" in t.words[k:end]:
        end += 5
        return end + name_run(t, end)  # "Ban Quản lý Khu kinh tế A và các Khu công nghiệp B"
    if "trường" not in t.words[k:end]:
        return end
    while (sep := SEPARATORS.match(t.words, end)) and (n := _KINDS_OF_SCHOOLS.match(t.words, end + sep)):
        end += sep + n
    return end


_AND_PARKS = ["và", "các", "khu", "công", "nghiệp"]
_KINDS_OF_SCHOOLS = Phrases(
    listed(
        "mầm non | mẫu giáo | tiểu học | trung học cơ sở | trung học phổ thông | thcs | thpt"
        " | trung cấp | cao đẳng"
    )
)
_PERSONS = frozenset(("đồng", "ông", "bà", "anh", "chị", "đại", "thượng", "trung", "thiếu"))
_ASIDES = (["cơ", "quan"], ["đơn", "vị"])


def _listed_place(t: Tokens, out: list[Atom], k: int) -> int:
    """ "Các thôn Bình Minh, Thái Hòa, Sơn Hào": a place that begins like a verb, below a known head."""
    if not out or not out[-1].head or out[-1].head in SHARED.values() or t.at(k - 1) not in (",", "và"):
        return 0
    run = name_run(t, k)
    return run if 1 < run < 4 and not core(t, k) else 0


def _goes_on(t: Tokens, out: list[Atom], k: int) -> bool:
    if noun_phrase(t, k) > k or _listed_place(t, out, k):
        return True
    kind, field = _ministry(t, out), FIELDS.match(t.words, k)
    if kind == "ngành":
        return bool(field) and _lower_field(t, k, field, k)
    return k < len(t.words) and t.caps[k] and bool(kind) and bool(field)


def _lower_field(t: Tokens, k: int, field: int, end: int) -> bool:
    """ "ngành giáo dục, y tế": a field in small letters that is neither a body nor what is to be done."""
    after = k + field
    if end > k or HEADS.match(t.words, k) > field:
        return False
    verb = HEADS.match(t.words, k) == field
    return not verb or t.at(after) in (",", "và") or bool(HEADS.match(t.words, after))


KINDS = ("bộ", "sở")


def _ministry(t: Tokens, out: list[Atom]) -> str:
    """ "Bộ A, B và C": the word that B and C leave out, or an empty string."""
    if not out:
        return ""
    if out[-1].head in ("Bộ", "Sở", "ngành"):
        return out[-1].head
    a = out[-1].a + (t.words[out[-1].a] in ("các", "những"))
    if t.words[a] == "ngành":
        return "ngành"
    return t.words[a].title() if t.words[a] in KINDS else ""
