"""Words that scanners and typists get wrong in the same ways, read as what was meant.

Every pair has the same length, so that offsets stay. No wrong form may come about where two sound words meet:
"quan lý" stands in "cơ quan lý luận", "đơn vi" in "đơn vi phạm".
"""

from __future__ import annotations

import re

_PAIRS = {
    wrong: right
    for right, forms in {
        "đẩy mạnh": "day mạnh",
        "thúc đẩy các": "thúc đây các",
        "đề nghị": "dé nghị | dề nghị",
        "yêu cầu": "yêu cảu | yéu cầu",
        "kiểm tra": "kiêm tra | kiém tra",
        "tổ chức": "tô chức",
        "triển khai": "trién khai | triên khai",
        "khẩn trương": "khan trương | khân trương | khẳn trương",
        "thẩm quyền": "thâm quyền | thấm quyền",
        "kế hoạch": "ké hoạch",
        "phối hợp": "phói hợp",
        "bảo đảm": "bảo dảm",
        "rà soát": "rả soát | rà soat",
        "báo cáo": "báo cảo",
        "đơn vị": "dơn vị",
        "đồng thời": "dồng thời",
        "địa phương": "dịa phương",
    }.items()
    for wrong in forms.split(" | ")
}


def mended(text: str, low: str) -> tuple[str, str]:
    """The text and its lower case with the wrong words put right, letter for letter."""
    found = [wrong for wrong in _PAIRS if wrong in low]
    if not found:
        return text, low
    pattern = re.compile(rf"\b(?:{'|'.join(found)})\b")
    text_out, low_out, at = [], [], 0
    for m in pattern.finditer(low):
        right = _PAIRS[m.group()]
        old = text[m.start() : m.end()]
        text_out += [
            text[at : m.start()],
            *(c.upper() if o.isupper() else c for c, o in zip(right, old, strict=True)),
        ]
        low_out += [low[at : m.start()], right]
        at = m.end()
    return "".join([*text_out, text[at:]]), "".join([*low_out, low[at:]])
