"""Who is named in one unit, and as what: lead or support (patterns P1–P15 of the office's own usage)."""

from __future__ import annotations

from dataclasses import dataclass, field

from tracker.extraction.cues import LEADERS, OFFICES, PLURALS
from tracker.extraction.inline_roles import bracketed
from tracker.extraction.item_names import whole
from tracker.extraction.lexicon import words
from tracker.extraction.name_lists import Atom, name_list
from tracker.extraction.partners import partners
from tracker.extraction.phrases import Phrases, Tokens
from tracker.extraction.reading import Reading

GENERIC_HEADS = words("""
bộ | ngành | sở | ban | cấp | cơ quan | đơn vị | địa phương | đoàn thể | huyện | tỉnh | thành phố | quận
thị xã | xã | phường | thị trấn | tổ chức | tổ chức đảng | bộ ngành | sở ngành | huyện ủy | thành ủy
thị ủy | quận ủy | đảng ủy | đảng bộ | chính quyền | đặc khu | tổng công ty | doanh nghiệp | ban ngành | tp
tx | cá nhân | đảng viên
""")
_GENERIC = Phrases(GENERIC_HEADS)
_TOGETHER = Phrases(words("cùng | cùng với"))
_ANAPHORS = Phrases(
    words("""
bộ này | sở này | cơ quan này | đơn vị này | địa phương này | ban này | ngành này | hai bộ này | hai sở này
các cơ quan này | các đơn vị này | công ty này | tập đoàn này | hai đơn vị này | doanh nghiệp này
hai cơ quan này | hai địa phương này | hai ngành này | ba cơ quan này | ba đơn vị này | các sở này
các địa phương này | các bộ này | cục này | tỉnh này | thành phố này | huyện này | lực lượng này
""")
)
_PLACE_ALONE = frozenset(
    ["tỉnh", "thành_phố", "huyện", "thành", "quận", "xã", "địa_phương", "bộ", "sở", "ban", "ngành"]
)


_COMMON_CAPS = frozenset(
    [
        "trung",
        "ương",
        "chính",
        "phủ",
        "bộ",
        "đảng",
        "nhà",
        "nước",
        "việt",
        "nam",
        "thành",
        "phố",
        "tỉnh",
        "quốc",
        "hội",
        "tổ",
        "ủy",
        "sở",
    ]
)


@dataclass(slots=True)
class Mention:
    """A body as the text names it; offsets of the folded text, None for a distributed head."""

    text: str
    start: int | None
    end: int | None
    anaphor: bool = False
    learned: bool = False  # its part is the weights' choice, not the grammar's


@dataclass(slots=True)
class Named:
    """What one unit says about who: empty lists where it names nobody."""

    leads: list[Mention] = field(default_factory=list)
    supports: list[Mention] = field(default_factory=list)


def named(text: str, r: Reading) -> Named:
    """The bodies that unit `r` itself makes responsible."""
    t = r.tokens
    out = Named()
    if "(" in t.words and (given := bracketed(t))[0]:
        return Named(mentions(text, t, given[0]), mentions(text, t, given[1]))
    together = _together(t, r.subject)
    lead_atoms = [a for n, a in enumerate(r.subject) if n < together]
    out.leads = mentions(text, t, lead_atoms)
    out.supports = mentions(text, t, r.subject[together:])
    if not out.leads and r.topic == "đối" and (r.frame is not None or r.pred.kind in ("none", "modal")):
        out.leads = mentions(text, t, _topic_body(t, r))
    if not out.leads and r.place.heading and (atoms := responsible(t, r.body)):
        out.leads = mentions(text, t, atoms)
    start = r.pred.at if r.pred.kind != "none" else r.clause
    if r.frame is None and not r.subject:
        start = r.body
    for atoms in partners(t, start, len(t), r.unit.tail.startswith(":")):
        out.supports += mentions(text, t, atoms)
    taken = {m.text.lower() for m in out.leads}
    out.supports = [m for m in out.supports if m.text.lower() not in taken]
    return out


def responsible(t: Tokens, k: int) -> list[Atom]:
    """Headings of the form "Trách nhiệm của Sở A và Sở B", "Yêu cầu chung đối với Sở A"."""
    opener = t.words[k : k + 2]
    if opener not in (["trách", "nhiệm"], ["nhiệm", "vụ"], ["yêu", "cầu"]):
        return []
    ahead = t.words[k + 2 : k + 6]
    if "của" in ahead and opener != ["yêu", "cầu"]:
        at = t.words.index("của", k) + 1
    elif "đối" in ahead and t.at(t.words.index("đối", k) + 1) == "với":
        at = t.words.index("đối", k) + 2
    else:
        return []
    atoms, end = name_list(t, at)
    return atoms if end >= len(t) else []


def _together(t: Tokens, atoms: list[Atom]) -> int:
    """Index of the first atom introduced by "cùng (với)": from there on they support."""
    for n in range(1, len(atoms)):
        if _TOGETHER.match(t.words, atoms[n - 1].b):
            return n
    return len(atoms)


def _topic_body(t: Tokens, r: Reading) -> list[Atom]:
    """ "Đối với A, … yêu cầu phải …": A is told to act when the frame itself names nobody."""
    if t.words[r.body : r.body + 2] != ["đối", "với"]:
        return []
    atoms, end = name_list(t, r.body + 2)
    if r.frame is not None:
        # "Đối với các cơ quan, Thủ tướng yêu cầu …": who speaks does not belong to the list.
        told = [x for x in atoms if x.b <= r.frame.start and not LEADERS.match(t.words, x.a)]
        if told and len(told) < len(atoms):
            return told
    if atoms and r.frame is None and r.place.heading and r.place.official and not r.unit.tail:
        atoms, end = whole(t, atoms, end)
    return atoms if t.at(end) in (",", "") else []


def partners_end(r: Reading) -> list[int]:
    """Where the lists of partners end that the predicate brings in."""
    opens = r.unit.tail.startswith(":")
    return [atoms[-1].b for atoms in partners(r.tokens, r.pred.at, len(r.tokens), opens)]


def mentions(text: str, t: Tokens, atoms: list[Atom]) -> list[Mention]:
    """Atoms joined where the text means one collective ("các bộ, ngành, địa phương")."""
    groups: list[Atom] = []
    for atom in atoms:
        if groups and not atom.head and not groups[-1].head and _joins(t, groups[-1], atom):
            groups[-1] = Atom(groups[-1].a, atom.b)
        else:
            groups.append(atom)
    return [_mention(text, t, _bare(t, g) if len(groups) > 1 else g) for g in groups]


def _bare(t: Tokens, g: Atom) -> Atom:
    """ "4 tỉnh Hà Tĩnh, …" counts the items of its list: the first item is "Hà Tĩnh"."""
    if g.head or not t.words[g.a].isdigit() or t.at(g.a + 1) not in ("tỉnh", "huyện", "quận", "xã"):
        return g
    return Atom(g.a + 2, g.b) if g.a + 2 < g.b and t.caps[g.a + 2] else g


def _mention(text: str, t: Tokens, atom: Atom) -> Mention:
    a, b = atom.a, _without_remark(t, atom)
    start, end = t.starts[a], t.ends[b - 1]
    if atom.head:
        return Mention(f"{atom.head} {text[start:end]}", None, None)
    if t.words[b - 1] in ("ubnd", "dân") and t.at(b) in ("hai", "ba") and t.at(b + 1) in _PLACE_ALONE:
        end = t.ends[b + 1]  # "UBND hai xã"
    anaphor = (
        bool(_ANAPHORS.match(t.words, a))
        or any(t.words[b - 2 : b] == pair for pair in (["nêu", "trên"], ["nói", "trên"]))
        or (b - a == 1 and t.words[a] in ("bộ", "sở", "tỉnh", "huyện"))
        or (b - a == 2 and t.words[a:b] == ["thành", "phố"])
    )
    return Mention(text[start:end], start, end, anaphor)


def _without_remark(t: Tokens, atom: Atom) -> int:
    """ "Văn phòng Ủy ban (Phòng Kinh tế)": a bracket behind one body's name is none of it; "(trừ …)" is."""
    a, b = atom.a, atom.b
    if t.words[b - 1] != ")" or "(" not in t.words[a:b] or t.words[a] in PLURALS or t.words[a].isdigit():
        return b
    opening = b - 1 - t.words[a:b][::-1].index("(")
    many = "các" in t.words[a:opening] or t.at(opening + 1) == "trừ"
    return opening if opening > a and not many else b


def _joins(t: Tokens, group: Atom, atom: Atom) -> bool:
    a, b = atom.a, atom.b
    # "Bí thư, Chủ tịch UBND các huyện": a bare office shares the place of the next one.
    if OFFICES.match(t.words, group.a) == group.b - group.a and OFFICES.match(t.words, a) and b - a > 2:
        return t.words[group.b : a] in ([","], ["và"])
    if (t.words[a] in PLURALS and t.words[a:b] not in _LEVELS) or t.words[a].isdigit():
        return False
    between = t.words[group.b : a]
    if between not in ([","], ["và"], [",", "và"], ["-"], ["–"]):
        return False
    if t.words[group.a] in _TITLED and OFFICES.match(t.words, a) and t.words[a] not in _TITLED:
        return t.words[group.b : a] in ([","], ["-"])
    n = _GENERIC.match(t.words, a)
    if _one_collective(t, group, atom, n):
        return True
    if t.words[a] == "chính" and t.words[group.b - 1] == "đảng" and "tổ" in t.words[group.a : group.b]:
        return False
    if (
        n == b - a
        and t.words[b - 1] == "ủy"
        and t.words[group.b - 1] == "ủy"
        and "các" in t.words[group.a : group.b]
    ):
        return True
    if t.words[a:b] in _LEVELS and t.words[group.b - 2 : group.b] in _LEVELS:
        return group.b - group.a == 2 or t.words[group.a] == "ban"
    if not n or any(t.caps[j] and t.words[j] not in _COMMON_CAPS for j in range(group.a + 1, group.b)):
        return _place_list(t, group) and t.words[a] in ("thành", "thị") if n else False
    if "và" in between and b - a > n and t.words[a + n] not in ("liên", "có"):
        return False
    head = t.words[group.a]
    plural_before = any(t.words[j] in PLURALS for j in range(group.a, group.b))
    if not plural_before and head not in (
        "cấp",
        "sở",
        "bộ",
        "phòng",
        "cơ",
        "đơn",
        "huyện",
        "quận",
        "chi",
        "tổ",
    ):
        return False
    own = [j for j in range(a + n, b) if t.caps[j] and t.words[j] not in _COMMON_CAPS]
    if own and not (t.words[a] in ("thành", "thị", "cơ", "quận", "huyện") and _place_list(t, group)):
        return False
    return not (t.words[a] == "cơ" and "chức" in t.words[a:b] and "ủy" in t.words[group.a : group.b])


def _one_collective(t: Tokens, group: Atom, atom: Atom, n: int) -> bool:
    """ "các lực lượng quân sự, công an", "UBND các tỉnh và thành phố trực thuộc trung ương"."""
    a, b = atom.a, atom.b
    if t.words[group.a : group.a + 3] == ["các", "lực", "lượng"]:
        return b - a < 3 and not any(t.caps[a:b])
    return n > 0 and _place_list(t, group) and t.words[a + n : a + n + 2] == ["trực", "thuộc"]


_HEADS_OF_LISTS = frozenset(("cấp", "sở", "bộ", "phòng", "cơ", "đơn", "huyện", "quận", "chi", "tổ"))
_TITLED = frozenset(("đồng", "ông", "bà", "đ"))
_LEVELS = (["các", "ngành"], ["các", "cấp"])


def _place_list(t: Tokens, group: Atom) -> bool:
    row = t.words[group.a : group.b]
    return "các" in row and row[-1] in ("tỉnh", "huyện", "quận", "xã", "bộ", "phố", "phường", "trấn")
