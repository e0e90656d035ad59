"""Words that scanners and typists get wrong in the same ways, read as what was meant.

Every pair has the same length, so that offsets stay; none of the wrong forms is a word of the language.
"""

from __future__ import annotations

import re

_PAIRS = {
    wrong: right
    for right, forms in {
        "đẩy mạnh": "day mạnh | dây mạnh | đẩy manh",
        "đề nghị": "dé nghị | đê nghị | dề nghị | đẻ nghị | dễ nghị | đề nghi",
        "yêu cầu": "yêu câu | yêu cảu | yéu cầu",
        "thúc đẩy": "thúc đây | thúc day",
        "kiểm tra": "kiêm tra | kiém tra",
        "tổ chức": "tô chức | tỏ chức | tố chức",
        "triển khai": "trién khai | triên khai | triền khai",
        "khẩn trương": "khan trương | khân trương | khẳn trương",
        "quản lý": "quan lý | quán lý",
        "thẩm quyền": "thâm quyền | thấm quyền",
        "chỉ đạo": "chi đạo | chí đạo",
        "kế hoạch": "ké hoạch | kê hoạch",
        "phối hợp": "phôi hợp | phói hợp",
        "chủ trì": "chủ tri",
        "bảo đảm": "bảo dảm | bảo đàm",
        "hoàn thành": "hoàn thanh",
        "rà soát": "rả soát | rà soat",
        "báo cáo": "báo cảo | bảo cáo",
        "đơn vị": "dơn vị | đơn vi",
        "đồng thời": "dồng thời | đông thời",
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
