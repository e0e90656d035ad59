"""How long the readers and the secrecy check take, each file kind on its own.

Run: python -m benchmarks.readers [--repeat N]. Builds its files itself; prints a table of median seconds and
peak memory of the child in MiB. Kinds whose tool or font is missing are left out with the reason.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tests.extraction.readers import files, hostile
from tracker.extraction import secrecy
from tracker.extraction.readers.ocr import available

PARAGRAPHS = [f"{n}. {files.SENTENCE}" for n in range(1, 41)]  # about 3 pages
LONG = PARAGRAPHS * 25  # about 75 pages
SAMPLE_DOC = Path("tests/extraction/readers/data/thong_bao.doc")


def page_of(lines: list[str]) -> list[str]:
    """Lines short enough for a printed page."""
    return [line[start : start + 80] for line in lines for start in range(0, len(line), 80)][:45]


def cases() -> dict[str, tuple[str, Callable[[], bytes]]]:
    body = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    found: dict[str, tuple[str, Callable[[], bytes]]] = {
        ".txt 3 pages": ("a.txt", lambda: "\n".join(PARAGRAPHS).encode()),
        ".txt 3 pages, TCVN3": (
            "a.txt",
            lambda: ("Céng hoµ x· héi chñ nghÜa ViÖt Nam\n" * 200).encode("cp1252"),
        ),
        ".docx 3 pages": ("a.docx", lambda: files.docx("".join(map(files.p, PARAGRAPHS)))),
        ".docx 75 pages": ("a.docx", lambda: files.docx("".join(map(files.p, LONG)))),
        ".doc 1 page": ("a.doc", SAMPLE_DOC.read_bytes),
        ".html news page": (
            "a.html",
            lambda: f"<html><body><article>{body}</article></body></html>".encode(),
        ),
        ".msg": ("a.msg", lambda: files.msg("Thông báo", "\r\n".join(PARAGRAPHS))),
        "bomb: 200 MiB in one part": ("a.docx", hostile.ZIPS["200 MiB part"]),
        "bomb: 100,000 entries": ("a.docx", hostile.ZIPS["100,000 entries"]),
        "bomb: million paragraphs": hostile.OTHERS["million empty paragraphs"],
        "bomb: PDF, 300 MiB stream": hostile.OTHERS["pdf flate bomb"],
        "text of 10 MiB in one line": hostile.OTHERS["text of 10 MiB in one line"],
    }
    if files.FONT is None:
        print("left out: .pdf (DejaVuSans.ttf is missing)")
        return found
    page = page_of(PARAGRAPHS)
    found[".pdf 3 pages"] = ("a.pdf", lambda: files.pdf(page, page, page))
    found[".pdf 500 pages"] = ("a.pdf", lambda: files.pdf(*[page] * 500))
    if available():
        found[".pdf scan, 1 page"] = ("a.pdf", lambda: files.scan(page))
        found[".pdf scan, 6 pages"] = ("a.pdf", lambda: files.scan(*[page] * 6))
    else:
        print("left out: scans (tesseract with 'vie' is missing)")
    return found


MEASURE = """
import resource, sys, time
from tracker.extraction.readers import read_bytes, ReadError
data = sys.stdin.buffer.read()
start = time.perf_counter()
try:
    answer = read_bytes(sys.argv[1], data).kind
except ReadError as error:
    answer = error.code
seconds = time.perf_counter() - start
print(seconds, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024, answer)
"""


def measure(name: str, data: bytes, repeat: int) -> tuple[float, float, str]:
    """Median seconds, peak MiB of the child, the kind or the code of refusal; a fresh parent each time."""
    seconds, memory, answer = [], 0.0, ""
    for _ in range(repeat):
        done = subprocess.run(
            [sys.executable, "-c", MEASURE, name],
            input=data,
            capture_output=True,
            check=True,
        )
        took, peak, answer = done.stdout.decode().split()
        seconds.append(float(took))
        memory = max(memory, float(peak))
    return statistics.median(seconds), memory, answer


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeat", type=int, default=3)
    repeat = parser.parse_args().repeat
    print(f"{'file':32} {'size KiB':>9} {'seconds':>8} {'MiB':>6}  answer")
    for what, (name, make) in cases().items():
        data = make()
        seconds, memory, answer = measure(name, data, repeat)
        print(f"{what:32} {len(data) / 1024:9.0f} {seconds:8.2f} {memory:6.0f}  {answer}")
    text = "\n".join(LONG)
    start = time.perf_counter()
    secrecy.check(text)
    print(f"secrecy check: {(time.perf_counter() - start) / len(text) * 1e6:.2f} s per million characters")


if __name__ == "__main__":
    main()
