"""Finds the rhythm at which a directive comes back: "hằng tháng", "định kỳ hằng quý", "2 lần mỗi tuần"."""

from __future__ import annotations

import re
from typing import Final

from tracker.extraction.deadline_text import view
from tracker.extraction.types import Recurrence

_EVERY = r"(?:hằng|hàng|mỗi)"
_TIMES = r"(?:một|hai|ba|bốn|\d{1,2})"
_SOURCES: Final[tuple[tuple[Recurrence, str], ...]] = (
    (
        "half-yearly",
        rf"(?:{_EVERY} |định kỳ |định kì |theo )?(?:0?6|sáu) tháng(?: ?/ ?(?:01 |1 |một )?lần|"
        rf" một lần|,? (?:và )?(?:{_EVERY} )?năm\b)",
    ),
    ("half-yearly", r"(?:định kỳ|định kì|hằng|hàng|mỗi) (?:0?6|sáu) tháng(?! (?:đầu|cuối))"),
    (
        "quarterly",
        rf"{_EVERY} (?:quý|quí)\b|(?:định kỳ|định kì)(?: báo cáo)?(?: theo)? (?:quý|quí)\b|(?:0?3|"
        rf"ba) tháng(?: ?/ ?(?:01 |1 |một )?lần| một lần)",
    ),
    (
        "quarterly",
        rf"{_TIMES} lần ?/ ?(?:quý|quí)|(?:quý|quí)/lần|tháng (?:cuối|đầu)(?: của)? (?:mỗi |hằng |"
        rf"hàng )?(?:quý|quí)\b(?! [ivx\d])",
    ),
    (
        "daily",
        rf"{_EVERY} ngày\b|{_TIMES} lần ?/ ?ngày|{_TIMES} lần (?:mỗi|trong|một) ngày|(?:định kỳ|"
        rf"định kì) (?:theo )?ngày\b|(?:ngày|24 giờ) (?:một|1|01) lần",
    ),
    ("daily", rf"(?:một|mỗi|1) ngày {_TIMES} lần"),
    (
        "weekly",
        rf"{_EVERY} tuần\b|{_TIMES} lần ?/ ?tuần|{_TIMES} lần (?:mỗi|trong|một) tuần|(?:định kỳ|"
        rf"định kì)(?: báo cáo)?(?: theo)? tuần\b|tuần (?:một|1|01) lần",
    ),
    (
        "weekly",
        rf"(?:một|mỗi|1|01) tuần (?:ít nhất |tối thiểu )?{_TIMES} (?:lần|buổi)|(?:\d |\d\d |"
        rf"hai )?tuần ?/ ?lần",
    ),
    (
        "weekly",
        rf"(?:vào )?(?:sáng |chiều )?(?:thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật) {_EVERY} tuần",
    ),
    (
        "monthly",
        rf"{_EVERY} tháng\b|{_TIMES} lần ?/ ?tháng|{_TIMES} lần (?:mỗi|trong|một) tháng|(?:định kỳ|"
        rf"định kì)(?: báo cáo)?(?: theo)? tháng\b",
    ),
    (
        "monthly",
        rf"(?:một|mỗi|1|01) tháng (?:ít nhất |tối thiểu )?{_TIMES} (?:lần|buổi)|tháng (?:một|1|"
        rf"01) lần|(?:01|1|một) tháng ?/ ?lần",
    ),
    (
        "yearly",
        rf"{_EVERY} năm\b|{_TIMES} lần ?/ ?năm|{_TIMES} lần (?:mỗi|trong|một) năm|(?:định kỳ|"
        rf"định kì)(?: báo cáo)?(?: theo)? năm\b|(?:01|1|một) năm ?/ ?lần",
    ),
)
_RHYTHMS: Final = tuple((kind, re.compile(rf"(?<!\w)(?:{source})")) for kind, source in _SOURCES)
_WORDS: Final = ("hằng", "hàng", "mỗi", "định k", "lần", "tháng cuối", "tháng đầu", "sáu tháng", "6 tháng")

# A rhythm that only describes a thing: a yearly budget, staff trained every year, "hằng ngày" as a lifestyle.
_DESCRIBES: Final = re.compile(
    r"(?:trung hạn và|trung hạn,|5 năm và|5 năm,|năm năm và|kế hoạch|dự toán|ngân sách|nhiệm vụ|"
    r"công việc|công tác|đời sống|sinh hoạt|nhu cầu|quy mô|"
    r"bình quân|trung bình|chi phí|thu nhập|chương trình|chỉ tiêu|báo cáo|sản xuất) $"
)
_MORE: Final = re.compile(r"^ (?:của|cho|về|trung bình|bình quân)\b|^,? tăng\b")


def rhythm(norm: str) -> tuple[Recurrence, int, int] | None:
    """The first rhythm of a passage in matching form and where it stands."""
    if not any(map(norm.__contains__, _WORDS)):
        return None
    found: list[tuple[int, int, Recurrence, int]] = []
    for rank, (kind, pattern) in enumerate(_RHYTHMS):
        for match in pattern.finditer(norm):
            if not _describes(norm, match):
                found.append((match.start(), rank, kind, match.end()))
    if not found:
        return None
    start, _, kind, end = min(found)
    return kind, start, end


def _describes(norm: str, match: re.Match[str]) -> bool:
    left = norm[max(0, match.start() - 30) : match.start()]
    if left.endswith("định kỳ "):
        return False
    if left.endswith("báo cáo "):
        return bool(_MORE.match(norm[match.end() : match.end() + 20]))
    return match.group().endswith(("năm", "ngày")) and bool(_DESCRIBES.search(left))


def find_recurrence(text: str, span: tuple[int, int]) -> Recurrence | None:
    """The rhythm stated in text[span], or None. Fortnightly counts as weekly, which asks no later."""
    found = rhythm(view(text, *span).norm)
    return found[0] if found else None
