"""Bodies that the predicate brings in: "phối hợp với B", "chỉ đạo B làm …", "A chủ trì, B phối hợp"."""

from __future__ import annotations

from tracker.extraction.cues import ADJUNCTS, HEADS, LEADERS, SEPARATORS, TENSE
from tracker.extraction.lexicon import words
from tracker.extraction.name_heads import core
from tracker.extraction.name_lists import Atom, name_list
from tracker.extraction.phrases import Phrases, Tokens
from tracker.extraction.predicates import predicate

_WITH = Phrases(
    words("""
với | cùng | cùng với | chặt chẽ với | tốt với | chặt chẽ cùng | chặt chẽ | kịp thời với | đồng bộ với
hiệu quả với | thường xuyên với
""")
)
_DELEGATE = Phrases(
    words("""
chỉ đạo | lãnh đạo | lãnh đạo, chỉ đạo | yêu cầu | đôn đốc | hướng dẫn | giao | giao cho | đề nghị
chỉ đạo ngay | phân công | kịp thời đôn đốc | hướng dẫn, hỗ trợ | hướng dẫn, đôn đốc | đôn đốc, hướng dẫn
giám sát | kêu gọi | chỉ đạo, hướng dẫn kịp thời | chỉ đạo kịp thời | hướng dẫn kịp thời
đốc thúc | buộc | bắt buộc | định hướng | định hướng cho | nhắc nhở
chỉ đạo mạnh mẽ, quyết liệt | chỉ đạo, phối hợp | chỉ đạo, yêu cầu | chỉ đạo quyết liệt
chỉ đạo, hướng dẫn | kiểm tra, đôn đốc | chỉ đạo, đôn đốc | đôn đốc, chỉ đạo
""")
)
_BEFORE_CUNG = frozenset((",", "trì", "thời", ":", "phải", "cần", ")", "-", ";"))
# "A làm, có sự tham gia của B"
_TAKING_PART = (["tham", "gia", "của"], ["phối", "hợp", "của"], ["hỗ", "trợ", "của"])
_JOINTLY = (["phối", "hợp"], ["thống", "nhất"], ["cùng", "với"], ["kết", "hợp"])
_SITS_WITH = Phrases(words("bàn với | bàn bạc với | ngồi lại với | hiệp đồng với | làm việc với"))
_MEETING = frozenset(("buổi", "cuộc", "chuyến", "khi", "qua", "đã", "lịch", "chương", "vừa", "đến", "về"))
_BRINGS = _DELEGATE.firsts | {"phối", "thống", "cùng", "chủ", "kết", "mời", "sự"} | _SITS_WITH.firsts
_PEOPLE = Phrases(words("nhân dân | người dân | các hộ | hộ dân"))


def partners(t: Tokens, start: int, end: int, opens: bool) -> list[list[Atom]]:
    """Lists of bodies brought in by "phối hợp với …", "chỉ đạo … làm …", "thống nhất với …"."""
    out: list[list[Atom]] = []
    k = read = start
    words_ = t.words
    while k < end:
        if words_[k] not in _BRINGS or (t.caps[k] and words_[k - 1 : k] == ["ban"]):
            k += 1
            continue
        atoms: list[Atom] = []
        stop = k
        if (
            words_[k] == "cùng"
            and words_[k + 1 : k + 2] != ["với"]
            and (k == 0 or words_[k - 1] in _BEFORE_CUNG)
        ):
            atoms, stop = name_list(t, k + 1)
        elif words_[k] == "sự" and words_[k + 1 : k + 4] in _TAKING_PART:
            atoms, stop = name_list(t, k + 4)
        elif words_[k] == "mời":
            atoms, stop = name_list(t, k + 1)
            atoms = atoms if t.at(stop) in ("cùng", "tham", "phối") else []
        elif (n := _SITS_WITH.match(words_, k)) and words_[k - 1] not in _MEETING:
            atoms, stop = name_list(t, k + n)
        elif words_[k : k + 2] == ["chủ", "trì"]:
            # Within a list that ends otherwise every further "chủ trì" would read on to the same end.
            atoms, stop = _helpers(t, k + 2) if k >= read else ([], read)
            read = max(read, stop)
        elif words_[k : k + 2] in _JOINTLY:
            at = k + 2 if words_[k] != "cùng" else k
            w = _WITH.match(words_, at)
            if w or words_[k] == "phối":
                atoms, stop = name_list(t, at + w)
        elif (n := _DELEGATE.match(words_, k)) and words_[k - 1 : k] not in (["được"], ["bản"], ["mưu"]):
            atoms, stop = _delegated(t, k, n, opens, own=k == start)
        if atoms:
            if t.words[stop : stop + 2] == ["như", ":"]:
                atoms, stop = _spelled(t, atoms, stop)
            out.append(atoms)
            k = stop
        else:
            k += 1
    return out


def _spelled(t: Tokens, atoms: list[Atom], k: int) -> tuple[list[Atom], int]:
    """ "phối hợp với các cơ quan liên quan như: A, B": A and B, not the collective."""
    named, stop = name_list(t, k + 2)
    return ([*atoms[:-1], *named], stop) if named else (atoms, k)


def _helpers(t: Tokens, k: int) -> tuple[list[Atom], int]:
    """ "A chủ trì, B phối hợp …": B stands between the two words."""
    if t.at(k) not in (",", ";"):
        return [], k
    k += 1 + (t.at(k + 1) in ("và", "các") and t.at(k + 3) == ":")
    if t.at(k) in ("các", "những") and ":" in t.words[k : k + 5]:
        k = t.words.index(":", k) + 1  # "các đơn vị: A, B phối hợp"
    atoms, stop = name_list(t, k)
    stop += t.at(stop) == "cùng"
    return atoms if t.words[stop : stop + 2] in _HELPING else [], stop


_HELPING = (["phối", "hợp"], ["tham", "gia"], ["hỗ", "trợ"])


def _delegated(t: Tokens, k: int, n: int, opens: bool, own: bool) -> tuple[list[Atom], int]:
    """ "chỉ đạo B làm …": B supports, but only when something to do follows, be it in the items below."""
    atoms, stop = name_list(t, k + n)
    if not atoms or _PEOPLE.match(t.words, atoms[0].a):
        return [], k
    if t.words[k] in ("yêu", "giao", "đề") and any(
        LEADERS.match(t.words, j) for j in range(max(0, k - 6), k)
    ):
        return [], k
    if stop >= len(t.words):
        # "Đảng ủy UBND xã lãnh đạo UBND xã:" over the items that both are to see to.
        # "bố trí cán bộ lãnh đạo các phòng, ban" ends with a noun: only the unit's own verb leads.
        heads = own and t.words[k] == "lãnh" and t.at(k - 1)[:1].isalpha()
        heads = heads or (opens and t.words[k] in ("chỉ", "lãnh"))
        return (atoms, stop) if heads else ([], k)
    if t.at(stop) == ":" and predicate(t, stop + 1, span=0).kind in ("head", "modal"):
        return atoms, stop
    nxt = predicate(t, stop, span=12)
    if t.words[stop : stop + 2] in _ABOUT_WORK:
        return (atoms, stop) if t.words[k] in ("chỉ", "hướng") and "hỗ" not in t.words[k:stop] else ([], k)
    if nxt.kind not in ("head", "modal") or (nxt.at > stop + 1 and not ADJUNCTS.match(t.words, stop)):
        if t.words[k] not in _MAKES or not _acts_next(t, stop):
            return [], k
        stop = _up_to_verb(t, stop)
        return [*atoms[:-1], Atom(atoms[-1].a, stop, atoms[-1].head)], stop
    if t.at(stop) == "," and not core(t, stop + 1) and t.words[k] in ("hướng", "hỗ"):
        return [], k
    return atoms, stop


# "hướng dẫn các đơn vị trong việc …" is help with a matter, "chỉ đạo B, trong tháng 5 …" an order.
_ABOUT_WORK = (["trong", "việc"], ["trong", "quá"], ["trong", "công"], ["về", "việc"])
_MAKES = frozenset(("chỉ", "đôn", "đốc", "yêu", "buộc", "hướng", "định", "bắt", "giám", "kêu"))
_NOT_DONE = words("""
và | hoặc | của | cho | là | này | đó | nào | trên | dưới | thuộc | gồm | như | khi | nếu | mà | thì | do
bởi | có
""")


def _up_to_verb(t: Tokens, k: int) -> int:
    """ "các trang trại quy mô lớn áp dụng …": small words before the verb still belong to the name."""
    for j in range(k, min(k + 5, len(t.words))):
        if HEADS.match(t.words, j) >= 2:
            return j
        if not t.words[j][:1].isalpha() or t.caps[j] or t.words[j] in _NOT_DONE or ADJUNCTS.match(t.words, j):
            break
    return k


def _acts_next(t: Tokens, k: int) -> bool:
    """A small word that is no particle stands next: most likely a verb that no list holds."""
    word = t.at(k)
    if not word[:1].isalpha() or t.caps[k] or word in _NOT_DONE:
        return False
    return not (ADJUNCTS.match(t.words, k) or TENSE.match(t.words, k) or SEPARATORS.match(t.words, k))
