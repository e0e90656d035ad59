"""How many documents of 3,000 characters the reader reads in a second of processor time, folder by folder.

python -m benchmarks.extraction_speed [FOLDER…]

Signed papers take longer than press reports, for they hold more orders.
"""

import argparse
import pathlib
import time

from tracker.extraction.pipeline import extract
from tracker.extraction.types import Context

SIZE = 3000
SAMPLES = pathlib.Path("tests/extraction/samples")


def rate(texts, rounds=3):
    """Documents of SIZE characters a second, in the best of some rounds."""
    context = Context()
    took = []
    for _ in range(rounds):
        start = time.process_time()
        for text in texts:
            extract(text, context)
        took.append(time.process_time() - start)
    return sum(map(len, texts)) / SIZE / min(took)


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("folders", nargs="*", type=pathlib.Path, default=[SAMPLES])
    ap.add_argument("--most", type=int, default=60, help="documents that are read of every folder")
    a = ap.parse_args()
    for folder in a.folders:
        texts = [p.read_text("utf-8")[:SIZE] for p in sorted(folder.glob("*.txt"))]
        texts = [text for text in texts if len(text) > SIZE / 2][: a.most]
        print(f"{folder}: {rate(texts):.0f} documents a second, over {len(texts)} texts")
    for stop in (" ", "; "):
        long = f"Giao Sở Tài chính chủ trì, phối hợp với Sở Y tế rà soát{stop}" * 135_000
        start = time.process_time()
        extract(long, Context())
        size = len(long.encode()) / 2**20
        print(f"a line of {size:.0f} MiB, divided by {stop!r}: {time.process_time() - start:.2f} s")


if __name__ == "__main__":
    main()
