"""Feeds the reader with what a coverage-guided fuzzer makes up: no crash, no offset outside, no slow text.

    pip install atheris && python -m benchmarks.extraction_fuzz FOLDER -max_total_time=600

FOLDER keeps the inputs that reached new code; it may be empty at first. Arguments behind it are libFuzzer's.
Atheris is no dependency of the project: nothing but this script needs it.
"""

import datetime as dt
import pathlib
import sys
import time

import atheris

with atheris.instrument_imports(include=["tracker.extraction", "tracker.rules"]):
    from tracker.extraction.agencies import load_gazetteer
    from tracker.extraction.pipeline import extract
    from tracker.extraction.types import Context
    from tracker.rules.workdays import Calendar

from benchmarks.extraction_growth import PIECES

CALENDAR = Calendar()
GAZETTEER = load_gazetteer(pathlib.Path("fixtures"))
SLOW = 0.5  # seconds beside those for the length, tens of times what it should take
LONGEST = 40_000
AGAIN, ALL_AGAIN = 255, 254


def text_of(data):
    """A piece for every byte, so that the fuzzer soon writes sentences; two bytes repeat what is before them."""
    out = []
    for b in data:
        if b == AGAIN and out:
            out.append(out[-1][:40] * 500)
        elif b == ALL_AGAIN:
            out += ["".join(out) * 6]
        else:
            out.append(PIECES[b] if b < len(PIECES) else chr(0x20 + b))
        if sum(map(len, out[-9:])) > LONGEST:
            break
    return "".join(out)[:LONGEST]


def one(data):
    """Reads one made-up text in both ways of spelling it out."""
    for text in (text_of(data), data.decode("utf-8", "replace")):
        day = dt.date(2025, 1, 1) + dt.timedelta(days=len(data) % 700)
        start = time.process_time()
        found = extract(text, Context(reference_date=day, calendar=CALENDAR, gazetteer=GAZETTEER))
        if (took := time.process_time() - start) > SLOW + len(text) / 5000:
            raise AssertionError(f"{took:.1f} s for {len(text)} characters: {text!r}")
        for directive in found.directives:
            assert 0 <= directive.start < directive.end <= len(text), text
            assert text[directive.start : directive.end] == directive.text, text
            for limit in directive.deadlines:
                assert 0 <= limit.start < limit.end <= len(text), text
                assert text[limit.start : limit.end] == limit.phrase, text
            for who in directive.assignees:
                assert who.start is None or 0 <= who.start < who.end <= len(text), text
        for start, end in found.undecided:
            assert 0 <= start <= end <= len(text), text


if __name__ == "__main__":
    extract("".join(PIECES), Context(calendar=CALENDAR))  # what is loaded once counts for no text
    atheris.Setup(sys.argv, one)
    atheris.Fuzz()
