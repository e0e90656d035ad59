"""Words that a copied page ran together ("Giaothông vận tải", "trước ngày25"): where a blank is missing."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from tracker.extraction import lexicon as lx
from tracker.extraction import lexicon_bodies as lb
from tracker.extraction.lexicon import words as listed

_ONSET = r"(?:ngh|ng|nh|gh|gi|kh|ch|ph|th|tr|qu|[bcdđghklmnpqrstvx])?"
_CLOSED = (
    r"(?:(?:oa|uê|uy|[aêiy])(?:ch|nh)|(?:iê|yê|uô|ươ|oa|oă|oe|uâ|uyê|uy|oo|[aăâeêioôơuưy])(?:ng|[cmnpt]))"
)
_OPEN = (
    r"(?:iêu|yêu|uôi|ươi|ươu|oai|oay|oao|oeo|uây|uyu|uya|ai|ao|au|ay|âu|ây|eo|êu|iu|oi|ôi|ơi|ui|ưi|ưu"
    r"|ia|ya|ua|ưa|oa|oe|uê|uy|uơ|uâ|[aăâeêioôơuưy])"
)
_SYLLABLE = re.compile(f"{_ONSET}(?:{_CLOSED}|{_OPEN})")
_TONE_ROWS = (
    *("àáảãạ", "ằắẳẵặ", "ầấẩẫậ", "èéẻẽẹ", "ềếểễệ", "ìíỉĩị"),
    *("òóỏõọ", "ồốổỗộ", "ờớởỡợ", "ùúủũụ", "ừứửữự", "ỳýỷỹỵ"),
)
_BARE = str.maketrans({c: base for row, base in zip(_TONE_ROWS, "aăâeêioôơuưy", strict=True) for c in row})
_TONED = frozenset("".join(_TONE_ROWS))
_STOPPED = frozenset("".join(row[1] + row[4] for row in _TONE_ROWS))
_LONG = re.compile(r"[^\W\d_]{4,24}")
# Without a digit that touches one of these letters nothing below can match, and few texts hold one.
_TOUCHED = re.compile(r"\d(?:(?<=[ygmýốcn]\d)|(?=[tn]))", re.IGNORECASE)
_NUMBERED = re.compile(
    r"(?<!\w)(?:ngày|tháng|năm|quý|số|trước|đến)(?=\d)|(?<=\d)(?=(?:tháng|năm|ngày)(?!\w))", re.IGNORECASE
)
# Shorter pieces are not taken for words of their own unless they are these.
_SMALL = listed("""
à | á | ả | ô | ơ | ý | ở | ra | đi | do | có | về | và | đã | sẽ | từ | vì | là | để | bị
bộ | sở | xã | cơ | sự | tự | hộ | vụ | kể | hồ | tổ
""")
_COMMON = frozenset(
    syllable
    for phrase in lx.ADVERBS
    | lx.PRODUCT_VERBS
    | lx.EFFORT_VERBS
    | lx.MORE_VERBS
    | lb.BODIES
    | lb.MODIFIERS
    | lb.FIELDS
    for syllable in phrase.split()
) | listed("và | các | theo | của | cho | với | này | trong | xã | tỉnh | huyện | số | đồng | thường | trực")
_ACRONYMS = frozenset(("ubnd", "hđnd", "mttq", "mttqvn", "bch", "btv", "tw"))


@lru_cache(maxsize=8192)
def cuts(word: str) -> tuple[int, ...]:
    """Where a word in lower case falls apart into syllables; empty where it is one or no Vietnamese."""
    if word.isascii() or _is_syllable(word) or any(c in "fjwz" for c in word):
        return ()
    ways: list[tuple[int, ...]] = []
    for first in range(min(7, len(word) - 2), 1, -1):
        head, rest = word[:first], word[first:]
        if not _is_syllable(head) or not _stands(head):
            continue
        if rest in _ACRONYMS or (_is_syllable(rest) and _stands(rest)):
            ways.append((first,))
        elif further := cuts(rest):
            ways.append((first, *(first + n for n in further)))
    return max(ways, key=lambda at: _likely(word, at), default=())


def _likely(word: str, at: tuple[int, ...]) -> tuple[float, int]:
    """How likely a word was run together just so: of common syllables, behind letters with a tone.

    A page loses its blanks most often behind such letters: "đề|nghị", not "đềng|hị".
    """
    edges = (0, *at, len(word))
    pieces = [word[a:b] for a, b in pairwise(edges)]
    common = sum(piece in _COMMON for piece in pieces) / len(pieces)
    return common, sum(word[n - 1] in _TONED for n in at)


def _stands(piece: str) -> bool:
    return len(piece) > 2 or piece in _SMALL or (len(piece) == 2 and piece[1] in _TONED)


def _is_syllable(word: str) -> bool:
    tones = [c for c in word if c in _TONED]
    if len(tones) > 1 or not _SYLLABLE.fullmatch(word.translate(_BARE)):
        return False
    # What ends in a stop is spoken with a rising or a heavy tone only.
    return not word.endswith(("c", "ch", "p", "t")) or bool(tones and tones[0] in _STOPPED)


def _parts(piece: str) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """The long words that fall apart in what stands between two blanks, each with its cuts."""
    return tuple((word, at) for word in _LONG.findall(piece) if (at := cuts(word.lower())))


# The same few hundred pieces make up most texts; what is longer than words run together is not worth keeping.
_known_parts = lru_cache(maxsize=8192)(_parts)
_KEPT = 40


def missing_blanks(text: str) -> list[int]:
    """Offsets before which a blank is missing, in order. Linear in the text."""
    out = [m.end() for m in _NUMBERED.finditer(text)] if _TOUCHED.search(text) else []
    split: dict[str, tuple[int, ...]] = {}
    for piece in {piece for piece in text.split() if len(piece) > 3}:
        if found := _known_parts(piece) if len(piece) <= _KEPT else _parts(piece):
            split.update(found)
    if split:
        out += [m.start() + n for m in _LONG.finditer(text) for n in split.get(m.group(), ())]
    return sorted(set(out))
