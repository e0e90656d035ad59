"""No file can stop the site: hostile files are refused or read within the limits, and the parent goes on."""

import subprocess
import sys
import time

import pytest

from tests.extraction.readers import files, hostile
from tracker.extraction.readers import DEFAULT, Limits, ReadError, read_bytes, read_file
from tracker.extraction.readers.errors import SENTENCES


def refusal(name, data, limits=DEFAULT):
    with pytest.raises(ReadError) as caught:
        read_bytes(name, data, limits)
    return caught.value


@pytest.mark.parametrize("trick", hostile.ZIPS)
def test_hostile_packages_are_refused_at_once(trick):
    data = hostile.ZIPS[trick]()
    start = time.monotonic()
    error = refusal("a.docx", data)
    assert time.monotonic() - start < 3
    assert error.code in ("unsafe", "encrypted", "damaged", "too_big_inside", "macro", "type_archive")


@pytest.mark.parametrize("trick", hostile.OTHERS)
def test_hostile_files_end_in_text_or_a_sentence_within_the_limits(trick):
    start = time.monotonic()
    ended = subprocess.run(
        [sys.executable, "-m", "tests.extraction.readers.peak", trick],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    code, peak = ended.stdout.split()
    assert code == "read" or code in SENTENCES
    # Starting Python and making the file take their time besides.
    assert time.monotonic() - start < DEFAULT.seconds + 8
    # In bytes: resident memory never passes the address-space limit.
    assert 0 < int(peak) <= DEFAULT.memory_bytes


def test_entities_never_reach_the_text():
    data = hostile.ZIPS["external entity"]()
    assert "root:" not in refusal("a.docx", data).message


def test_a_file_above_the_size_limit_is_refused_before_anything_starts():
    start = time.monotonic()
    error = refusal("a.txt", b"x" * (20 * hostile.MIB + 1))
    assert (error.code, "20 MiB" in error.message) == ("too_large", True)
    assert time.monotonic() - start < 0.5


def test_a_file_at_the_size_limit_is_looked_at():
    data = files.docx(files.p("Việc")) + b""
    padded = data[:-2] + b"\xff\xff" + b" " * 65_535
    assert read_bytes("a.docx", padded).text == "Việc"


def test_the_clock_stops_a_reading():
    start = time.monotonic()
    error = refusal("a.docx", hostile.OTHERS["million empty paragraphs"][1](), Limits(seconds=0.3))
    assert error.code == "timeout"
    assert time.monotonic() - start < 3


def test_the_memory_limit_stops_a_reading():
    error = refusal(
        "a.docx", hostile.OTHERS["million empty paragraphs"][1](), Limits(memory_bytes=90 * hostile.MIB)
    )
    assert error.code in ("memory", "damaged")


def test_a_missing_path_gets_a_sentence(tmp_path):
    with pytest.raises(ReadError) as caught:
        read_file(tmp_path / "none.txt")
    assert caught.value.code == "missing"


@pytest.mark.parametrize("code", SENTENCES)
def test_every_sentence_is_complete(code):
    message = ReadError(code).message
    assert message[0].isupper()
    assert message.endswith((".", ")."))
    assert "{" not in message
