"""Where names one after another make one collective ("các sở, ban, ngành"), and where each is its own."""

from __future__ import annotations

from tracker.extraction.cues import OFFICES, PLURALS
from tracker.extraction.lexicon import words
from tracker.extraction.name_lists import Atom
from tracker.extraction.phrases import Phrases, Tokens

GENERIC_HEADS = words("""
bộ | ngành | sở | ban | cấp | cơ quan | đơn vị | địa phương | đoàn thể | huyện | tỉnh | thành phố | quận
thị xã | xã | phường | thị trấn | tổ chức | tổ chức đảng | bộ ngành | sở ngành | huyện ủy | thành ủy
thị ủy | quận ủy | đảng ủy | đảng bộ | chính quyền | đặc khu | tổng công ty | doanh nghiệp | ban ngành | tp
tx | cá nhân | đảng viên
""")
_GENERIC = Phrases(GENERIC_HEADS)
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


def joins(t: Tokens, group: Atom, atom: Atom) -> bool:
    a, b = atom.a, atom.b
    # "Bí thư, Chủ tịch UBND các huyện": a bare office shares the place of the next one.
    office = OFFICES.match(t.words, group.a) == group.b - group.a and t.words[group.a : group.b] not in _HIGH
    if office and OFFICES.match(t.words, a) and b - a > 2:
        return t.words[group.b : a] in ([","], ["và"])
    if (t.words[a] in PLURALS and t.words[a:b] not in _LEVELS) or t.words[a].isdigit():
        return False
    between = t.words[group.b : a]
    if between not in ([","], ["và"], [",", "và"], ["-"], ["–"]):
        return False
    if t.words[group.a] in _TITLED and OFFICES.match(t.words, a) and t.words[a] not in _TITLED:
        return t.words[group.b : a] in ([","], ["-"])
    if " ".join(t.words[a:b]) in _STAFF and " ".join(t.words[group.b - 2 : group.b]) in _STAFF:
        return True  # "cán bộ, công chức, viên chức và người lao động"
    if t.words[group.b - 2] == "cấp" and t.words[a] == "cấp" and b - a == 2 and t.words[group.a] == "chính":
        return True  # "chính quyền cấp huyện, cấp xã"
    if _parts(t, group, atom):
        return False
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
        return _place_list(t, group) and t.words[a] in ("thành", "thị", "tp", "tx") if n else False
    if "và" in between and b - a > n and t.words[a + n : a + n + 2] not in _RELATED:
        return False
    head = t.words[group.a]
    plural_before = any(t.words[j] in PLURALS for j in range(group.a, group.b))
    if not plural_before and head not in _HEADS_OF_LISTS:
        return False
    own = [j for j in range(a + n, b) if t.caps[j] and t.words[j] not in _COMMON_CAPS]
    if own and not (
        t.words[a] in ("thành", "thị", "cơ", "quận", "huyện", "tp", "tx") and _place_list(t, group)
    ):
        return False
    return not (t.words[a] == "cơ" and "chức" in t.words[a:b] and "ủy" in t.words[group.a : group.b])


def _parts(t: Tokens, group: Atom, atom: Atom) -> bool:
    """Whether what follows is surely a body of its own."""
    a, b = atom.a, atom.b
    if t.words[a : a + 2] in _AUTHORITIES and t.words[group.b - 2] == "cấp":
        return True  # "các sở, ban, ngành cấp tỉnh, chính quyền các cấp"
    if t.words[a : a + 2] in _PARTY and t.at(group.a + (t.words[group.a] in PLURALS)) in _STAFFED:
        return True  # "các cơ quan tham mưu Tỉnh ủy, cấp ủy trực thuộc"
    if t.words[a : a + 4] == ["cơ", "quan", "ngành", "dọc"]:
        return True
    if t.words[a : a + 2] == ["chính", "quyền"] and t.words[group.b - 1] not in ("ủy", "đảng"):
        return True  # "các cơ quan, đơn vị, chính quyền các cấp", while "các cấp ủy, chính quyền" are one
    party = t.words[group.a : group.a + 2] == t.words[a : a + 2] == ["đảng", "ủy"]
    if party and b - a > 2 and t.caps[group.a] and t.caps[a] and t.caps[a + 2]:
        return True  # "Đảng ủy các cơ quan Đảng Trung ương, Đảng ủy Chính phủ"
    between = t.words[group.b : a]
    if between == ["và"] and t.words[a:b] == ["địa", "phương"] and t.words[group.b - 1] == "ngành":
        return True  # "các sở, ban, ngành và địa phương" are two, with a comma they are one
    # "UBND các xã, phường, Tổng công ty"
    return t.words[a] in _NOT_PLACES and t.words[group.a] not in PLURALS and _place_list(t, group)


def _one_collective(t: Tokens, group: Atom, atom: Atom, n: int) -> bool:
    """ "các lực lượng quân sự, công an", "UBND các tỉnh và thành phố trực thuộc trung ương"."""
    a, b = atom.a, atom.b
    if t.words[group.a : group.a + 3] == ["các", "lực", "lượng"]:
        return b - a < 3 and not any(t.caps[a:b])
    return n > 0 and _place_list(t, group) and t.words[a + n : a + n + 2] == ["trực", "thuộc"]


_NOT_PLACES = frozenset(("tổng", "công", "doanh"))
_HIGH = (["bộ", "trưởng"], ["thứ", "trưởng"], ["giám", "đốc"])
_STAFF = frozenset(
    words(
        "cán bộ | đảng viên | công chức | viên chức | người lao động | chiến sĩ | đoàn viên | hội viên"
        " | lực lượng vũ trang"
    )
)
_PARTY = (["cấp", "ủy"], ["đảng", "bộ"], ["đảng", "ủy"])
_STAFFED = frozenset(("cơ", "sở", "ban", "bộ", "ngành"))
_AUTHORITIES = (["chính", "quyền"], ["cấp", "ủy"])
_RELATED = (["liên", "quan"], ["có", "liên"])
_HEADS_OF_LISTS = frozenset(("cấp", "sở", "bộ", "phòng", "cơ", "đơn", "huyện", "quận", "chi", "tổ"))
_TITLED = frozenset(("đồng", "ông", "bà", "đ"))
_LEVELS = (["các", "ngành"], ["các", "cấp"])


def _place_list(t: Tokens, group: Atom) -> bool:
    row = t.words[group.a : group.b]
    return "các" in row and row[-1] in ("tỉnh", "huyện", "quận", "xã", "bộ", "phố", "phường", "trấn")
