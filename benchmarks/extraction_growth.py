"""Repeats made-up pieces over long lines: what is slow for its length, and what more than doubles when doubled.

python -m benchmarks.extraction_growth [--seconds 120] [--seed 1]

A reading that takes quadratic time shows within a minute; the worst rows of a sound one are long lists of bodies.
"""

import argparse
import datetime as dt
import pathlib
import random
import time

from tracker.extraction import cues
from tracker.extraction.agencies import load_gazetteer
from tracker.extraction.phrases import Phrases
from tracker.extraction.pipeline import extract
from tracker.extraction.types import Context
from tracker.rules.workdays import Calendar

# What orders are made of.
WORDS = """
Giao |Sở Tài chính|Sở Y tế|UBND các huyện, thành phố|Ban Tổ chức Tỉnh ủy|các cơ quan liên quan|Chủ tịch |đồng chí
 chủ trì, phối hợp với | phối hợp | rà soát | báo cáo | hoàn thành | triển khai | chỉ đạo | yêu cầu | đề nghị
 đã | cần | phải | trước ngày |30/11/2025| trong tháng 9| quý IV| chậm nhất | hằng tháng| kể từ ngày ký| năm 2026
 từ nay đến |; |, |. |: | - |1. |a) |- |THÔNG BÁO|Số: 12/TB-UBND|Nơi nhận:|TM. BAN THƯỜNG VỤ| và | các | những
Chủ trì: |Phối hợp: |Thời hạn: |Có trách nhiệm:|Kính gửi: |TT|Nội dung|KT. |Trần Văn B|PHÒNG |đơn vị nào |này
Riêng |Đối với |Về |ngày |tháng |năm |tuần |31/02|00|99|uỷ|hoà|truớc|15 tháng Chạp| Tết | giao ban | kỳ họp
 nếu | không | được | bị
"""
PIECES = [*WORDS.strip("\n").replace("\n", "|").split("|"), *"\n\t |()“”%/-–\u00a0\u200b\u0301", "\n\n"]
HEAD = "ỦY BAN NHÂN DÂN\nTỈNH A\nSố: 12/TB-UBND\nTHÔNG BÁO\nKết luận tại cuộc họp\n\n"
SIZE = 9_000  # characters; twice as many are still read as one line
SLOW = 15  # microseconds a character; a page of orders takes 3 to 4


def pieces_of(rng, phrases):
    row = [
        rng.choice(phrases if rng.random() < 0.4 else PIECES)
        for _ in range(rng.choice((1, 1, 2, 2, 3, 4, 6)))
    ]
    if rng.random() < 0.3:
        row = [piece.title() if rng.random() < 0.5 else piece for piece in row]
    return row + [rng.choice(("; ", ". ", "\n", ", ", ": "))] * (rng.random() < 0.2)


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--seconds", type=float, default=120)
    ap.add_argument("--seed", type=int, default=1)
    a = ap.parse_args()
    lists = [value for value in vars(cues).values() if isinstance(value, Phrases)]
    phrases = sorted({f"{phrase} " for known in lists for phrase in known})
    context = Context(dt.date(2025, 1, 1), load_gazetteer(pathlib.Path("fixtures")), Calendar())
    rng = random.Random(a.seed)

    def spent(text):
        start = time.process_time()
        extract(text, context)
        return time.process_time() - start

    spent("".join(PIECES))  # what is loaded once counts for no text
    end, count, slow = time.process_time() + a.seconds, 0, []
    while time.process_time() < end:
        row = pieces_of(rng, phrases)
        head, tail, piece = (
            rng.choice(("", HEAD)),
            rng.choice(("", ". Giao Sở A rà soát.", " Phối hợp:")),
            "".join(row),
        )
        once, twice = (head + piece * (n * SIZE // len(piece)) + tail for n in (1, 2))
        took, count = spent(once), count + 1
        if took * 1e6 / len(once) > SLOW:
            slow.append((took * 1e6 / len(once), spent(twice) / took, row))
    print(f"{count} texts, {len(slow)} of them slower than {SLOW} microseconds a character")
    for rate, growth, row in sorted(slow, reverse=True)[:20]:
        print(f"{rate:5.0f} us/char, {growth:.1f} times as long when doubled: {row}")


if __name__ == "__main__":
    main()
