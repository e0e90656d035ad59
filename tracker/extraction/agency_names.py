"""One comparable form for the names of bodies: case, tone placement, abbreviations, "và", dashes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from tracker.extraction.textkit import drop_zero_width

# Abbreviations that mean one thing wherever they stand in the name of a body. BTC, BCT, TT, UB, ĐU and VP
# alone are left out on purpose: they mean several.
ABBREVIATIONS: Final[dict[str, str]] = {
    "ubnd": "ủy ban nhân dân",
    "hđnd": "hội đồng nhân dân",
    "ubmttq": "ủy ban mặt trận tổ quốc",
    "mttq": "mặt trận tổ quốc",
    "ubmttqvn": "ủy ban mặt trận tổ quốc việt nam",
    "mttqvn": "mặt trận tổ quốc việt nam",
    "ubkt": "ủy ban kiểm tra",
    "ubkttu": "ủy ban kiểm tra tỉnh ủy",
    "btv": "ban thường vụ",
    "btvtu": "ban thường vụ tỉnh ủy",
    "btvhu": "ban thường vụ huyện ủy",
    "bch": "ban chấp hành",
    "btctu": "ban tổ chức tỉnh ủy",
    "btgtu": "ban tuyên giáo tỉnh ủy",
    "bdvtu": "ban dân vận tỉnh ủy",
    "bnctu": "ban nội chính tỉnh ủy",
    "vptu": "văn phòng tỉnh ủy",
    "bcsđ": "ban cán sự đảng",
    "bql": "ban quản lý",
    "kcn": "khu công nghiệp",
    "đbqh": "đại biểu quốc hội",
    "tand": "tòa án nhân dân",
    "vksnd": "viện kiểm sát nhân dân",
    "chqs": "chỉ huy quân sự",
    "bchqs": "bộ chỉ huy quân sự",
    "llvt": "lực lượng vũ trang",
    "lđlđ": "liên đoàn lao động",
    "lhpn": "liên hiệp phụ nữ",
    "ccb": "cựu chiến binh",
    "tncs": "thanh niên cộng sản",
    "bhxh": "bảo hiểm xã hội",
    "nhnn": "ngân hàng nhà nước",
    "kbnn": "kho bạc nhà nước",
    "gd": "giáo dục",
    "đt": "đào tạo",
    "gdđt": "giáo dục đào tạo",
    "tn": "tài nguyên",
    "tnmt": "tài nguyên môi trường",
    "mt": "môi trường",
    "nn": "nông nghiệp",
    "ptnt": "phát triển nông thôn",
    "nnptnt": "nông nghiệp phát triển nông thôn",
    "nnmt": "nông nghiệp môi trường",
    "kh": "kế hoạch",
    "khđt": "kế hoạch đầu tư",
    "khcn": "khoa học công nghệ",
    "tttt": "thông tin truyền thông",
    "vhttdl": "văn hóa thể thao du lịch",
    "gtvt": "giao thông vận tải",
    "lđ": "lao động",
    "lđtbxh": "lao động thương binh xã hội",
    "tbxh": "thương binh xã hội",
    "xh": "xã hội",
    "tb": "thương binh",
    "dttg": "dân tộc tôn giáo",
    "tp": "thành phố",
    "tx": "thị xã",
    "vn": "việt nam",
    "pt": "phát thanh",
    "th": "truyền hình",
    "ptth": "phát thanh truyền hình",
    "ql": "quản lý",
    "tw": "trung ương",
    "tu": "tỉnh ủy",
}
# Pairs of letters joined by "&" or "-" that mean something else than their halves.
_JOINED: Final = {
    ("kh", "đt"): "kế hoạch đầu tư",
    ("kh", "cn"): "khoa học công nghệ",
    ("tt", "tt"): "thông tin truyền thông",
    ("vhtt", "dl"): "văn hóa thể thao du lịch",
    ("vh", "tt"): "văn hóa thể thao",
    ("tn", "mt"): "tài nguyên môi trường",
    ("nn", "mt"): "nông nghiệp môi trường",
    ("gd", "đt"): "giáo dục đào tạo",
    ("dt", "tg"): "dân tộc tôn giáo",
}
_TYPE_LETTERS: Final = {"p": "phường", "x": "xã", "h": "huyện", "q": "quận"}
_IGNORED: Final = frozenset({"và", "của", "thuộc"})
_WORD: Final = re.compile(r"[^\W_]+\.?|[,;:()\"“”.]")
_OLD_TONES: Final = re.compile(r"(?:o[àáảãạèéẻẽẹ]|(?<!q)u[ỳýỷỹỵ])(?!\w)")
_NEW: Final = dict(
    zip(
        ["oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ", "uỳ", "uý", "uỷ", "uỹ", "uỵ"],
        ["òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "õe", "ọe", "ùy", "úy", "ủy", "ũy", "ụy"],
        strict=True,
    )
)


@dataclass(frozen=True, slots=True)
class Word:
    """A written word: its comparable words (none for "và", one for "sở", four for "UBND") and its span."""

    folded: tuple[str, ...]
    start: int
    end: int


def words(text: str, offset: int = 0) -> Iterator[Word]:
    """The comparable words of a text in composed form; a comma stays a word of its own."""
    low = plain(text)
    found = list(_WORD.finditer(low))
    index = 0
    while index < len(found):
        match = found[index]
        token, last = match.group(), match
        bare = token.rstrip(".")
        following = found[index + 1] if index + 1 < len(found) else None
        joined = None
        if following and low[match.end() : following.start()].strip() in ("&", "-", "–"):
            joined = _JOINED.get((bare, following.group().rstrip(".")))
        if joined and following:
            folded, last = tuple(joined.split()), following
            index += 1
        else:
            folded = _fold_word(token, following.group() if following else "")
        end = last.end() - (1 if last.group().endswith(".") and len(last.group()) > 1 else 0)
        yield Word(folded, offset + match.start(), offset + end)
        index += 1


def plain(text: str) -> str:
    """Lower case of the same length, with the tone on the first vowel ("hòa", "ủy")."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    return _OLD_TONES.sub(lambda match: _NEW.get(match.group(), match.group()), low)


def _fold_word(token: str, following: str) -> tuple[str, ...]:
    bare = token.rstrip(".")
    if not bare:
        return (token,)
    if bare in _IGNORED:
        return ()
    if token.endswith(".") and bare in _TYPE_LETTERS:
        return (_TYPE_LETTERS[bare],)
    if bare == "t" and following.startswith(("p", "x")) and len(following.rstrip(".")) == 1:
        return ()
    if bare == "tt":
        return (
            ("thường", "trực")
            if following.startswith(("tỉnh", "huyện", "thành", "hđnd", "hội", "tu"))
            else ("thị", "trấn")
        )
    if bare == "btc" and following.startswith(("tỉnh", "huyện", "thành", "thị")):
        return ("ban", "tổ", "chức")
    if bare == "vp":
        return ("văn", "phòng")
    if bare == "ca" and following in ("tỉnh", "huyện", "thành", "xã", "phường", "tp", "tp."):
        return ("công", "an")
    expanded = ABBREVIATIONS.get(bare)
    return tuple(expanded.split()) if expanded else (bare,)


_POST: Final = re.compile(
    r"^(?:(?:các )?đồng chí )?(?:(?:quyền |phó )?(?:giám đốc|chủ tịch|bí thư|thủ trưởng|trưởng|"
    r"người đứng đầu|bộ trưởng|"
    r"tổng giám đốc|chánh|viện trưởng|chỉ huy trưởng|lãnh đạo|tập thể lãnh đạo|cơ quan)) "
)
_CHIEFS: Final = (
    "ban ",
    "văn phòng ",
    "thanh tra ",
    "công an ",
    "sở ",
    "bộ ",
    "ủy ban ",
    "tỉnh ủy",
    "thành ủy ",
    "huyện ủy ",
    "đảng ủy ",
    "tòa ",
    "viện ",
)


def fold_name(text: str) -> str:
    """The comparable form of one name: composed, lower case, abbreviations written out, no punctuation."""
    composed = unicodedata.normalize("NFC", drop_zero_width(text)).replace("\u00a0", " ")
    parts = [part for word in words(composed) for part in word.folded if part[0].isalnum()]
    return " ".join(parts)


def without_post(folded: str) -> str | None:
    """The body of which a person is named head ("giám đốc sở tài chính" → "sở tài chính"), if any."""
    match = _POST.match(folded)
    if match is None:
        return None
    rest = folded[match.end() :]
    return rest if rest.startswith(_CHIEFS) else None
