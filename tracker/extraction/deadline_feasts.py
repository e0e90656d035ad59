"""Days of the year known by their feast: "trước lễ Noel", "trước Ngày hội Đại đoàn kết toàn dân tộc".

Only feasts whose day is fixed by law or custom; where the day is written behind the name, the day counts.
"""

from __future__ import annotations

import datetime as dt
from typing import Final

from tracker.rules import lunar

_OF_THE_SUN: Final = {
    "noel": (12, 25),
    "nô-en": (12, 25),
    "giáng sinh": (12, 25),
    "thành lập đảng": (2, 3),
    "thầy thuốc việt nam": (2, 27),
    "quốc tế phụ nữ": (3, 8),
    "thành lập đoàn": (3, 26),
    "giải phóng miền nam": (4, 30),
    "quốc tế lao động": (5, 1),
    "sinh nhật bác": (5, 19),
    "quốc tế thiếu nhi": (6, 1),
    "môi trường thế giới": (6, 5),
    "báo chí cách mạng việt nam": (6, 21),
    "thương binh - liệt sĩ": (7, 27),
    "thương binh, liệt sĩ": (7, 27),
    "thương binh liệt sĩ": (7, 27),
    "cách mạng tháng tám": (8, 19),
    "chuyển đổi số quốc gia": (10, 10),
    "doanh nhân việt nam": (10, 13),
    "phụ nữ việt nam": (10, 20),
    "pháp luật việt nam": (11, 9),
    "hội đại đoàn kết": (11, 18),
    "nhà giáo việt nam": (11, 20),
    "thành lập quân đội": (12, 22),
}
_OF_THE_MOON: Final = {"vu lan": (7, 15), "đưa ông táo": (12, 23), "ông công, ông táo": (12, 23)}
WORDS: Final = (*_OF_THE_SUN, *_OF_THE_MOON)
PATTERN: Final = (
    r"(?:dịp )?+(?:kỷ niệm (?:\d{1,3} năm )?)?+(?:đại lễ |lễ |ngày |khi )?+(?:lễ |ngày )?+(?:"
    + "|".join(WORDS)
    + r")"
    r"(?: (?:cộng sản việt nam|thanh niên cộng sản hồ chí minh|toàn dân tộc|nhân dân việt nam|"
    r"thống nhất đất nước|, thống nhất đất nước))?+(?!,? ?\(?(?:ngày )?\d)"
)


def feast(name: str, year: int) -> dt.date:
    """The day of the feast called so in a lower-case name, in a year of the solar calendar."""
    for words, (month, day) in _OF_THE_SUN.items():
        if words in name:
            return dt.date(year, month, day)
    month, day = next(at for words, at in _OF_THE_MOON.items() if words in name)
    # The last lunar month falls in the solar year that follows.
    return lunar.lunar_to_solar(year - 1 if month >= 11 else year, month, day)
