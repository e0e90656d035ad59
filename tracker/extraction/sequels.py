"""What a unit is by the ones before it: told on with them, or an order because of them."""

from __future__ import annotations

import re
from itertools import zip_longest

from tracker.extraction.reading import Reading
from tracker.extraction.scope_marks import announces
from tracker.extraction.verdicts import ANSWERS, ORDERS

# "Ngày 13/5/2024, UBND tỉnh có Công văn số …, theo đó giao …" retells an order that was given before.
_RETELLS = re.compile(
    r"ngày \d[^,;]{2,30}, [^,;]{3,60} (?:có|ban hành|nhận được) "
    r"(?:công văn|công điện|văn bản|thông báo|chỉ thị) [^;]{3,160}(?:theo đó|trong đó|yêu cầu|đề nghị|giao)\b"
)


def retold(readings: list[Reading]) -> list[bool]:
    """Units of signed papers that only retell: an order given before, what voters ask, what somebody said.

    The clauses that go on with a retold sentence belong to it, and all that a speaker of the minutes says.
    """
    if not readings or not readings[0].place.official:
        return [False] * len(readings)
    out: list[bool] = []
    speaks = False
    for r, after in zip_longest(readings, readings[1:]):
        words = " ".join(r.tokens.words)
        goes_on = bool(out) and out[-1] and r.unit.sep in ";,"
        if r.unit.first:
            speaks = r.place.section == "present" and bool(_SPEAKS.match(words))
        told = (
            goes_on
            or speaks
            or (words.startswith("ngày ") and bool(_RETELLS.match(words)))
            or _is_label(r, after)
        )
        out.append(told or ("cử tri" in words and bool(_VOTERS.match(words))))
    return out


# "Câu hỏi 1. Cử tri xã A đề nghị tỉnh …; yêu cầu ngành giao thông …".
_VOTERS = re.compile(
    r"(?:[^\s;:]+ ){0,6}cử tri [^;:]{0,80}\b(?:đề nghị|kiến nghị|đề xuất|phản ánh|hỏi|yêu cầu)\b"
)
# "- Bà A: … Yêu cầu xã trả lời …" among the opinions of the minutes.
_SPEAKS = re.compile(r"(?:ông|bà|đồng chí|anh|chị|trưởng|phó|đại diện|giám đốc|chủ tịch)\b[^:;]{2,90} :")


_LABEL = 8


def _is_label(r: Reading, after: Reading | None) -> bool:
    """ "1. Khôi phục rừng phòng hộ. Sở A trồng …": a few words that only name the matter of the item."""
    opens = r.unit.first and r.place.level and r.unit.tail[:1] == "." and len(r.tokens.words) <= _LABEL
    if not opens or r.subject or r.frame is not None or after is None or after.unit.line != r.unit.line:
        return False
    plain = not any(word.isdigit() for word in r.tokens.words)
    return plain and bool(after.subject or after.frame)


def follows_on(above: Reading, r: Reading) -> bool:
    """Whether a clause is an order by the one before it: a warning to the same body, or a list of bodies."""
    return _behind_warning(above, r) or _ends_list(above, r) or _spells_out(above, r)


def _spells_out(above: Reading, r: Reading) -> bool:
    """ "… đề nghị A thực hiện một số nội dung. Cụ thể là, tổ chức …": what A is told, in full."""
    if not (r.connector.startswith("cụ thể") and r.frame is None and not r.subject):
        return False
    return r.pred.kind == "head" and r.pred.at == r.body and announces(above)


def _behind_warning(above: Reading, r: Reading) -> bool:
    """ "A chịu trách nhiệm nếu để …; thiết lập …": what A is told in the sentence that first warns A."""
    opens = r.unit.sep == ";" and r.frame is None and r.pred.kind == "head" and r.pred.at == r.body
    if not (opens and above.place.official and above.subject and above.place.section in ORDERS):
        return False
    return bool(ANSWERS.search(" ".join(above.tokens.words)))


def _ends_list(above: Reading, r: Reading) -> bool:
    """ "Đề nghị A; B; C: tổ chức triển khai …": what the bodies listed before are told with the last."""
    listed = above.frame is not None and above.frame.strong and above.subject and above.pred.kind == "none"
    if not (listed and above.place.official and r.unit.sep == ";" and r.subject):
        return False
    return r.frame is None and r.pred.kind in ("head", "modal") and r.place.section not in ("past", "wish")
