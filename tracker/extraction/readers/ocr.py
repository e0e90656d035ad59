"""Scanned pages: rendered by PDFium, read by tesseract with Vietnamese, through pipes, never files."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

_DPI = 200
_MAX_PIXELS = 9_000_000
_TOGETHER = 2
_MARGIN_SECONDS = 3.0  # kept back from the time limit for the rest of the reading


def available() -> bool:
    """Whether tesseract and its Vietnamese data are installed."""
    program = shutil.which("tesseract")
    if program is None:
        return False
    try:
        listed = subprocess.run(  # noqa: S603 - fixed arguments
            [program, "--list-langs"], capture_output=True, timeout=5, check=False, env=_environment()
        )
    except (subprocess.TimeoutExpired, OSError):
        return False
    return b"vie" in listed.stdout.split() + listed.stderr.split()


def recognise(document: Any, indexes: list[int], seconds: float) -> dict[int, str]:
    """Text of the pages with these numbers (from 0), in order, as many as fit into the time."""
    program = shutil.which("tesseract") or "tesseract"
    deadline = time.monotonic() + seconds - _MARGIN_SECONDS
    waiting = deque(indexes)
    running: deque[tuple[int, Future[str | None]]] = deque()
    found: dict[int, str] = {}
    with ThreadPoolExecutor(_TOGETHER) as pool:
        while waiting or running:
            # PDFium must stay in this thread; only the waiting for tesseract is spread.
            while waiting and len(running) < _TOGETHER and time.monotonic() < deadline:
                index = waiting.popleft()
                running.append((index, pool.submit(_read, program, render(document, index), deadline)))
            if not running:
                break
            index, future = running.popleft()
            if (text := future.result()) is not None:
                found[index] = text
    return found


def render(document: Any, index: int) -> bytes:
    """The page in grey as a PGM image; huge pages are rendered smaller."""
    page = document[index]
    width, height = page.get_size()
    scale = _DPI / 72
    if width * height * scale * scale > _MAX_PIXELS:
        scale = (_MAX_PIXELS / max(1.0, width * height)) ** 0.5
    bitmap = page.render(scale=scale, grayscale=True)
    rows = memoryview(bitmap.buffer).cast("B")
    head = b"P5 %d %d 255\n" % (bitmap.width, bitmap.height)
    if bitmap.stride == bitmap.width:
        return head + bytes(rows[: bitmap.width * bitmap.height])
    return head + b"".join(
        bytes(rows[row * bitmap.stride : row * bitmap.stride + bitmap.width]) for row in range(bitmap.height)
    )


def _read(program: str, image: bytes, deadline: float) -> str | None:
    """Tesseract's text of one image, or None when it fails or the time is over."""
    try:
        done = subprocess.run(  # noqa: S603 - fixed arguments
            [program, "stdin", "stdout", "-l", "vie", "--psm", "4"],
            input=image, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=_environment(),
            timeout=max(0.1, deadline - time.monotonic()), check=False,
        )  # fmt: skip
    except (subprocess.TimeoutExpired, OSError):
        return None
    return done.stdout.decode("utf-8", "replace").replace("\f", "") if done.returncode == 0 else None


def _environment() -> dict[str, str]:
    kept = {key: os.environ[key] for key in ("PATH", "TESSDATA_PREFIX") if key in os.environ}
    return {"PATH": os.defpath, "LC_ALL": "C.UTF-8", "OMP_THREAD_LIMIT": "1"} | kept
