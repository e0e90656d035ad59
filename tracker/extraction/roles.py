"""Who is named in one unit, and as what: lead or support (patterns P1–P15 of the office's own usage)."""

from __future__ import annotations

from dataclasses import dataclass, field

from tracker.extraction.cues import LEADERS, PLURALS
from tracker.extraction.inline_roles import behind, bracketed, by_whom
from tracker.extraction.item_names import whole
from tracker.extraction.joins import joins
from tracker.extraction.lexicon import words
from tracker.extraction.name_lists import Atom, name_list
from tracker.extraction.partners import partners
from tracker.extraction.phrases import Phrases, Tokens
from tracker.extraction.reading import Reading

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
    if not r.subject and t.words and ")" in t.words[-2:] and (given := behind(t))[0]:
        return Named(mentions(text, t, given[0]), mentions(text, t, given[1]))
    together = _together(t, r.subject)
    lead_atoms = [a for n, a in enumerate(r.subject) if n < together]
    # "UBND huyện A và UBND huyện B, mỗi đơn vị lập một tổ": the last repeats those before it.
    lead_atoms = [a for n, a in enumerate(lead_atoms) if n < 2 or t.words[a.a] != "mỗi"]
    # "Công ty A, đơn vị quản lý bãi rác, phủ bạt …": what the first is.
    lead_atoms = [
        a
        for n, a in enumerate(lead_atoms)
        if not n or t.words[a.a : a.b] not in _BARE or t.words[lead_atoms[0].a] in PLURALS
    ]
    if lead_atoms and t.words[lead_atoms[0].a : lead_atoms[0].a + 2] == ["đối", "với"]:
        lead_atoms[0] = lead_atoms[0]._replace(a=lead_atoms[0].a + 2)  # "YÊU CẦU ĐỐI VỚI CÁC CHI BỘ"
    out.leads = mentions(text, t, lead_atoms)
    out.supports = mentions(text, t, r.subject[together:])
    to_whom = r.frame is not None or r.pred.kind in ("none", "modal") or t.at(r.pred.at - 1) == ":"
    heads = r.topic == "với" and r.place.official and r.place.heading
    if not out.leads and (r.topic == "đối" or heads) and to_whom:
        out.leads = mentions(text, t, _topic_body(t, r))
    if not out.leads and r.frame is None and (atoms := _among(t, r)):
        out.leads = mentions(text, t, atoms)
    unasked = r.frame is None or r.frame.passive
    if not out.leads and unasked and not r.subject and (atoms := by_whom(t, r.body)):
        together = _together(t, atoms)
        out.leads, out.supports = mentions(text, t, atoms[:together]), mentions(text, t, atoms[together:])
    if not out.leads and r.place.heading and (atoms := responsible(t, r.body)):
        out.leads = mentions(text, t, atoms)
    start = r.pred.at if r.pred.kind != "none" else r.clause
    if r.frame is None and not r.subject:
        start = r.body
    for atoms in partners(t, start, len(t.words), r.unit.tail.startswith(":")):
        out.supports += mentions(text, t, atoms)
    out.leads = [m for m in out.leads if m.text.lower() not in _HIGHEST]
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
    return atoms if end >= len(t.words) else []


def _together(t: Tokens, atoms: list[Atom]) -> int:
    """Index of the first atom introduced by "cùng (với)": from there on they support."""
    for n in range(1, len(atoms)):
        if _TOGETHER.match(t.words, atoms[n - 1].b):
            return n
    return len(atoms)


def _topic_body(t: Tokens, r: Reading) -> list[Atom]:
    """ "Đối với A, … yêu cầu phải …": A is told to act when the frame itself names nobody."""
    start = r.body + 1 + (t.at(r.body) == "đối")  # "3.1. Với Sở A:" as "Đối với Sở A:"
    if t.at(start - 1) != "với":
        return []
    atoms, end = name_list(t, start)
    colon = t.words.index(":", r.body) if r.frame is None and ":" in t.words[r.body : r.body + _NEAR] else 0
    if colon and r.pred.at == colon + 1:
        # "Đối với đơn vị được kiểm tra: chuẩn bị …": all before the colon is the name.
        last = atoms[-1:] if atoms and not any(w in ",;" for w in t.words[atoms[-1].b : colon]) else []
        return [*atoms[:-1], *(Atom(x.a, colon, x.head) for x in last)]
    if r.frame is not None:
        # "Đối với các cơ quan, Thủ tướng yêu cầu …": who speaks does not belong to the list.
        told = [x for x in atoms if x.b <= r.frame.start and not LEADERS.match(t.words, x.a)]
        if told and len(told) < len(atoms):
            return told
    if atoms and r.frame is None and r.place.heading and r.place.official and not r.unit.tail:
        atoms, end = whole(t, atoms, end)
    return atoms if t.at(end) in (",", "") else []


_BARE = (["đơn", "vị"], ["cơ", "quan"])
_NEAR = 16
# Who gives the orders of the country takes none in an office's papers.
_HIGHEST = frozenset(
    ("thủ tướng chính phủ", "thủ tướng", "phó thủ tướng", "bộ chính trị", "ban bí thư", "trung ương")
)


def _among(t: Tokens, r: Reading) -> list[Atom]:
    """ "Tăng cường phối hợp giữa Sở A, Sở B và Công an tỉnh": they work together, and all of them lead."""
    at = next((j for j in range(r.pred.at, min(r.pred.at + 8, len(t.words))) if t.words[j] == "giữa"), 0)
    if not at or "phối" not in t.words[r.pred.at : at]:
        return []
    start = at + 1
    if t.words[start : start + 4] == ["các", "cơ", "quan", ":"]:
        start += 4
    atoms, _ = name_list(t, start)
    return atoms if len(atoms) > 1 else []


def partners_end(r: Reading) -> list[int]:
    """Where the lists of partners end that the predicate brings in."""
    opens = r.unit.tail.startswith(":")
    return [atoms[-1].b for atoms in partners(r.tokens, r.pred.at, len(r.tokens.words), opens)]


def mentions(text: str, t: Tokens, atoms: list[Atom]) -> list[Mention]:
    """Atoms joined where the text means one collective ("các bộ, ngành, địa phương")."""
    groups: list[Atom] = []
    for atom in atoms:
        if groups and not atom.head and not groups[-1].head and joins(t, groups[-1], atom):
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
        (t.words[a] in _ANAPHORS.firsts and bool(_ANAPHORS.match(t.words, a)))
        or (t.words[b - 1] == "này" and t.words[a] in _COUNTS and b - a > 2)
        or t.words[b - 2 : b] in _ABOVE
        or (b - a == 1 and t.words[a] in ("bộ", "sở", "tỉnh", "huyện"))
        or (b - a == 2 and t.words[a:b] == ["thành", "phố"])
    )
    return Mention(text[start:end], start, end, anaphor)


_COUNTS = frozenset(("hai", "ba", "bốn", "năm"))
_ABOVE = (["nêu", "trên"], ["nói", "trên"], ["vị", "trên"], ["quan", "trên"], ["phương", "trên"])


def _without_remark(t: Tokens, atom: Atom) -> int:
    """ "Văn phòng Ủy ban (Phòng Kinh tế)": a bracket behind one body's name is none of it; "(trừ …)" is."""
    a, b = atom.a, atom.b
    if t.words[b - 1] != ")" or "(" not in t.words[a:b]:
        return b
    opening = b - 1 - t.words[a:b][::-1].index("(")
    if " ".join(t.words[opening + 1 : opening + 3]) in _SHORT_FOR:
        return opening
    if t.words[a] in PLURALS or t.words[a].isdigit():
        return b
    many = "các" in t.words[a:opening] or t.at(opening + 1) == "trừ"
    return opening if opening > a and not many else b


# "(sau đây gọi là …)" gives a body a shorter name.
_SHORT_FOR = frozenset(("sau đây", "gọi tắt", "gọi là", "gọi chung", "viết tắt", "dưới đây"))
