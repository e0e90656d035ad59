"""How many documents of 3,000 characters the reader reads in a second of processor time.

python -m benchmarks.extraction_speed [FOLDER…]
"""

import argparse
import pathlib
import time

from tracker.extraction.pipeline import extract
from tracker.extraction.types import Context

SIZE = 3000
SAMPLES = pathlib.Path("tests/extraction/samples")


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("folders", nargs="*", type=pathlib.Path, default=[SAMPLES])
    ap.add_argument("--most", type=int, default=60, help="documents that are read")
    a = ap.parse_args()
    texts = [p.read_text("utf-8")[:SIZE] for folder in a.folders for p in sorted(folder.glob("*.txt"))]
    texts = [text for text in texts if len(text) > SIZE / 2][: a.most]
    context = Context()
    for text in texts[:5]:
        extract(text, context)
    start = time.process_time()
    for text in texts:
        extract(text, context)
    took = time.process_time() - start
    print(f"{sum(map(len, texts)) / SIZE / took:.0f} documents a second, over {len(texts)} texts")
    long = "Giao Sở Tài chính chủ trì, phối hợp với Sở Y tế rà soát " * 135_000
    start = time.process_time()
    extract(long, context)
    print(f"a line of {len(long.encode()) / 2**20:.0f} MiB: {time.process_time() - start:.2f} s")


if __name__ == "__main__":
    main()
