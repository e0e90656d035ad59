"""Generators: stamps in every layout and disguise, and ordinary sentences that only sound secret."""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Iterator

STAMPS = ("MẬT", "TỐI MẬT", "TUYỆT MẬT")

_BODY = (
    "Thường trực Tỉnh ủy giao Ủy ban nhân dân tỉnh chủ trì, phối hợp với các cơ quan liên quan rà soát, "
    "báo cáo kết quả trước ngày 30/11/2026."
)
LETTERHEAD = "TỈNH ỦY BẮC SƠN\n*\nSố 123-TB/TU"

LAYOUTS = {
    "first line": "{s}\n" + LETTERHEAD + "\n" + _BODY,
    "line in the letterhead": LETTERHEAD + "\n{s}\nĐẢNG CỘNG SẢN VIỆT NAM\n" + _BODY,
    "last line": LETTERHEAD + "\n" + _BODY + "\n{s}",
    "only line": "{s}",
    "indented": _BODY + "\n        {s}\n" + _BODY,
    "in brackets": "[{s}]\n" + _BODY,
    "in round brackets": "({s})\n" + _BODY,
    "between dashes": "- {s} -\n" + _BODY,
    "between stars": "*** {s} ***\n" + _BODY,
    "with full stop": _BODY + "\n{s}.\n",
    "with copy number": "{s}\nSố bản: 05\n" + _BODY,
    "copy number on the line": "{s}   Bản số 02\n" + _BODY,
    "label": "Độ mật: {s}\n" + _BODY,
    "label with level": "Mức độ mật: {s}\n" + _BODY,
    "label and urgency": "Độ khẩn: Khẩn\nĐộ mật: {s}\n" + _BODY,
    "label on the line above": "Độ mật:\n{s}\n" + _BODY,
    "table cell": "STT | Nội dung | Độ mật\n1 | Báo cáo quý III | {s}\n",
    "first table cell": "{s} | ĐẢNG CỘNG SẢN VIỆT NAM\n" + _BODY,
    "middle table cell": "1 | {s} | Ban Tổ chức Tỉnh ủy\n",
    "tab cell": "TỈNH ỦY BẮC SƠN\t{s}\tĐẢNG CỘNG SẢN VIỆT NAM\n",
    "column by blanks": "TỈNH ỦY BẮC SƠN          {s}\n" + _BODY,
    "with urgency": "{s} - KHẨN\n" + _BODY,
    "after urgency": "HỎA TỐC - {s}\n" + _BODY,
    "kind of paper": "TÀI LIỆU {s}\n" + _BODY,
    "paper of level": "VĂN BẢN {s}\n" + _BODY,
    "telegram": "CÔNG ĐIỆN {s}\n".replace("CÔNG ĐIỆN", "ĐIỆN") + _BODY,
    "page foot": _BODY + "\n\n{s}\n\n2\n\n" + _BODY,
    "form feed": _BODY + "\f{s}\n" + _BODY,
    "windows line ends": "TỈNH ỦY\r\n{s}\r\n" + _BODY,
    "line separator": "TỈNH ỦY\u2028{s}\u2028" + _BODY,
    "non-breaking blanks": "\u00a0\u00a0{s}\u00a0\u00a0\n" + _BODY,
    "numbered copy": "{s} 01/05\n" + _BODY,
    "exclamation": "{s}!\n" + _BODY,
    "box drawing": "┌────┐\n│ {s} │\n└────┘\n" + _BODY,
    "mark up": "**{s}**\n" + _BODY,
    "subject in brackets": "[{s}] Thông báo kết luận hội nghị giao ban\n" + _BODY,
    "title in brackets": "Thông báo kết luận hội nghị giao ban ({s})\n" + _BODY,
    "flattened into the letterhead": LETTERHEAD.replace("\n", " ") + "   {s}\n" + _BODY,
    "stamp with thanks": "Dấu: {s}\n" + _BODY,
    "level word": "Mức độ: {s}\n" + _BODY,
}


def _homoglyph(stamp: str) -> str:
    return stamp.translate(str.maketrans("MTOIUYE", "МТОІUУЕ"))


def _greek(stamp: str) -> str:
    return stamp.translate(str.maketrans("MTOIYE", "ΜΤΟΙΥΕ"))


def _wide(stamp: str) -> str:
    decomposed = unicodedata.normalize("NFD", stamp)
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in decomposed)


def _between(mark: str):
    return lambda stamp: mark.join(stamp)


def _bold(stamp: str) -> str:
    decomposed = unicodedata.normalize("NFD", stamp)
    return "".join(chr(0x1D400 + ord(c) - 65) if "A" <= c <= "Z" else c for c in decomposed)


TRICKS = {
    "as it is": lambda s: s,
    "NFD": lambda s: unicodedata.normalize("NFD", s),
    "lower case": str.lower,
    "title case": str.capitalize,
    "zero width": _between("\u200b"),
    "word joiner": _between("\u2060"),
    "soft hyphen": _between("\u00ad"),
    "bidi marks": _between("\u200e"),
    "override": lambda s: "\u202e" + s[::-1] + "\u202c",
    "Cyrillic": _homoglyph,
    "Greek": _greek,
    "full width": _wide,
    "mathematical bold": _bold,
    "spaced": _between(" "),
    "spaced by non-breaking blanks": _between("\u00a0"),
    "dotted": _between("."),
    "dashed": _between("-"),
    "underlined": lambda s: "".join(c + "\u0332" for c in unicodedata.normalize("NFD", s)),
    "two lines": lambda s: s.replace(" ", "\n"),
    "no marks": lambda s: "".join(c for c in unicodedata.normalize("NFD", s) if not unicodedata.combining(c)),
    "no blank": lambda s: s.replace(" ", ""),
    "many blanks": lambda s: s.replace(" ", "   "),
    "one letter a line": lambda s: "\n".join(s.replace(" ", "")),
}

# A disguise that needs a line of its own cannot stand inside a running line.
_WHOLE_LINE_TRICKS = {"one letter a line", "two lines"}
_ONE_LINE_LAYOUTS = {
    "table cell", "first table cell", "middle table cell", "tab cell", "column by blanks", "label",
    "label with level",
    "label and urgency", "with urgency", "after urgency", "kind of paper", "paper of level", "telegram",
    "subject in brackets", "title in brackets", "flattened into the letterhead", "copy number on the line",
    "stamp with thanks", "level word", "box drawing",
}  # fmt: skip


def classified() -> Iterator[tuple[str, str]]:
    """(description, text) of every stamp in every layout and disguise."""
    for stamp, (layout, form), (trick, change) in itertools.product(STAMPS, LAYOUTS.items(), TRICKS.items()):
        if trick in _WHOLE_LINE_TRICKS and layout in _ONE_LINE_LAYOUTS:
            continue
        yield f"{stamp} / {layout} / {trick}", form.replace("{s}", change(stamp))


_SUBJECTS = (
    "Ban Tổ chức Tỉnh ủy", "Công an tỉnh", "Văn phòng Tỉnh ủy", "Sở Khoa học và Công nghệ",
    "Các cấp ủy trực thuộc",
    "Ủy ban nhân dân các xã, phường", "Đảng ủy Quân sự tỉnh", "Bộ Chỉ huy Bộ đội Biên phòng tỉnh",
)  # fmt: skip
_PREDICATES = (
    "tăng cường bảo mật thông tin trên môi trường mạng",
    "thay đổi mật khẩu định kỳ ba tháng một lần",
    "quản lý mật độ xây dựng theo quy hoạch được duyệt",
    "giữ bí mật nội dung đơn thư tố cáo",
    "thực hiện tốt công tác bảo vệ bí mật nhà nước",
    "giữ gìn cơ mật của Đảng, không để lộ, lọt thông tin",
    "duy trì mối quan hệ mật thiết giữa Đảng với nhân dân",
    "bầu cử bằng phiếu kín, bảo đảm nguyên tắc bỏ phiếu bí mật",
    "triển khai hệ thống mật mã bảo vệ chữ ký số",
    "phát triển nghề nuôi ong lấy mật ở vùng đồi",
    "kiểm tra hoạt động của cơ quan cơ yếu, mật vụ thời kháng chiến",
    "phối hợp chặt chẽ, mật phục bắt các đối tượng vi phạm",
    "tuyên truyền Luật Bảo vệ bí mật nhà nước đến cán bộ, đảng viên",
    "ban hành quy chế bảo vệ bí mật nhà nước của cơ quan",
    "giảm mật độ phương tiện giờ cao điểm, nhất là buổi tối",
    "điều trị bệnh sỏi mật cho người cao tuổi",
    "rà soát danh mục bí mật nhà nước thuộc phạm vi quản lý",
    "niêm phong tài liệu, bảo mật hồ sơ cán bộ",
    "tổ chức chợ đêm, tối mật độ người tham quan tăng cao",
    "mặt trận Tổ quốc các cấp giám sát việc mất an toàn lao động",
)  # fmt: skip
_FRAMES = (
    "{s} {p}.",
    "- {s} {p}.",
    "1. {s} {p}; báo cáo trước ngày 30/11/2026.",
    "{S} {P}",
    "Yêu cầu {s} {p}, hoàn thành trong quý IV.",
    "| 3 | {s} | {p} | 15/12/2026 |",
    "{s}\n{p}",
)


def ordinary() -> Iterator[str]:
    """Sentences of ordinary directives, more than a thousand, none of them classified."""
    for subject, predicate, frame in itertools.product(_SUBJECTS, _PREDICATES, _FRAMES):
        yield frame.format(s=subject, p=predicate, S=subject.upper(), P=predicate.upper())
