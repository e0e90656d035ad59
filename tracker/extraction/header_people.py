"""Who signs a paper and who chairs the meeting it reports: people by their surnames and their place."""

from __future__ import annotations

import re

# Capital and small letters as they stand in a class of characters.
UPPER = "A-ZĐÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
LOWER = "a-zđàáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
_SURNAMES = (
    "Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đinh|Trịnh|Mai|Tô|Lương"
    "|Vương|Đào|Cao|Hà|Tạ|Lâm|Thái|Triệu"
    "|Châu|Tăng|Uông|Chu|Kiều|La|Lại|Lưu|Mạc|Nông|Quách|Thân|Thạch|Tống|Trương|Từ|Doãn|Giàng|Hầu|Lò"
    "|Ma|Sùng|Vàng|Điểu|Quàng|Bế|Hứa|Khuất|Phùng|Tòng|Đoàn|Đàm|Âu|Ông"
)
_NAME = rf"((?:{_SURNAMES})(?:\s[{UPPER}][{LOWER}]+){{1,4}})"
_PERSON = r"(?:đồng chí|ông|bà|đ/c|Đồng chí|Ông|Bà)"
_CHAIR = (
    re.compile(
        rf"(?:[Cc]hủ trì|[Cc]hủ tọa)(?: của)?(?:\s*+:)?\s++(?:{_PERSON}\s++)?(?:[^.;\n]{{0,60}}?\s)?{_NAME}"
    ),
    re.compile(
        rf"{_NAME}(?:\s*[,–-][^.\n;]{{0,220}}?)?\s+(?:đã |vừa )?(?:chủ trì|chủ tọa|kết luận như sau"
        rf"|điều hành)"
    ),
    re.compile(rf"(?:kết luận|chỉ đạo|phát biểu|Phát biểu|Kết luận)[^.\n;]{{0,140}}?\s{_NAME}"),
    re.compile(
        rf"{_NAME}(?:\s*[,–-][^.\n;]{{0,200}}?)?\s+(?:đã |vừa |cũng )*(?:yêu cầu|nhấn mạnh|chỉ đạo"
        rf"|giao|đề nghị|lưu ý|kết luận|ký)"
    ),
)
# "TM.", "T/L", "KT.", "TUQ.", "Q.": for whom somebody signs.
_SIGNS = re.compile(r"[tkq](?:(?<=t)(?:/?[ml]|uq)|(?<=k)/?t|(?<=q)\.)")
_WIDE = 3  # blanks that part two columns
_REST = re.compile(r"\.?\s*[^\n]*")
_NAME_LINE = re.compile(rf"^\s*(?:Đã ký\s+)?{_NAME}\s*$")
# Below "TM. …" any two to five capitalised words are the signer, whatever the surname.
_SIGNATURE_LINE = re.compile(rf"^\s*([{UPPER}][{LOWER}]+(?:\s[{UPPER}][{LOWER}]+){{1,4}})\s*$")


def signer(tail: str, low: str) -> str | None:
    """Who signs, by the end of a signed paper; `low` is the same in lower case."""
    block = _signature(low)
    # Beside the list of recipients the signature stands behind a wide gap.
    lines = [
        re.split(r"\s{3,}|\t", line.rstrip())[-1]
        for line in (tail[-600:] if block is None else tail[block:]).split("\n")
    ]
    names = [m.group(1) for line in lines if (m := _NAME_LINE.match(line))]
    if block is not None and not names:
        names = [m.group(1) for line in lines[1:] if (m := _SIGNATURE_LINE.match(line))]
    if not names:
        return None
    return names[-1] if block is None else names[0]


def _signature(low: str) -> int | None:
    """Where the last block begins that is signed for somebody: behind a line break or a wide gap."""
    begin, end = None, 0
    for found in _SIGNS.finditer(low):
        at = found.start()
        if at < end:
            continue  # one more sign in the same line
        before = low[end:at]
        gap = before[len(before.rstrip()) :]
        if "\n" in gap or len(gap) >= _WIDE or len(gap) == at:
            line = _REST.match(low, found.end())
            begin, end = at - len(gap), line.end() if line else at
    return begin


_PLACES_NOT_PEOPLE = frozenset(
    [
        "Hà Nội",
        "Hà Tĩnh",
        "Hà Nam",
        "Hà Giang",
        "Hà Đông",
        "Thái Nguyên",
        "Thái Bình",
        "Cao Bằng",
        "Lâm Đồng",
        "La Gi",
        "Lý Sơn",
        "Hồ Chí Minh",
        "Lai Châu",
        "Mai Châu",
        "Chu Lai",
    ]
)


def chair(head: str) -> str | None:
    """Who chairs, concludes or orders, by the head of a text."""
    for pattern in _CHAIR:
        for found in pattern.finditer(head):
            name = str(found.group(1)).strip()
            if name not in _PLACES_NOT_PEOPLE:
                return name
    return None
