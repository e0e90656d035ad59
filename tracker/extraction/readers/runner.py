"""The parent's side: start the child, give it the bytes in memory, wait within the limits."""

from __future__ import annotations

import contextlib
import dataclasses
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

from .errors import SENTENCES, ReadError
from .result import DEFAULT, MIB, Limits, ReadResult

_ROOT = str(Path(__file__).resolve().parents[3])
# Isolated mode (-I) ignores the working directory and PYTHONPATH, so the child is told where the package is.
_START = (
    "import sys; sys.path.insert(0, sys.argv[1]); "
    "from tracker.extraction.readers.worker import main; main(sys.argv[2:])"
)
_GRACE_SECONDS = 0.5
_CPU_SIGNALS = (-signal.SIGXCPU, -signal.SIGKILL)


def read_file(path: str | Path, limits: Limits = DEFAULT) -> ReadResult:
    """Text of the file at ``path``. Raises ReadError with a sentence for the person; see ``read_bytes``."""
    place = Path(path)
    try:
        if place.stat().st_size > limits.file_bytes:
            raise ReadError("too_large", limit=limits.file_bytes // MIB)
        data = place.read_bytes()
    except (FileNotFoundError, IsADirectoryError, PermissionError) as error:
        raise ReadError("missing") from error
    return read_bytes(place.name, data, limits)


def read_bytes(name: str, data: bytes, limits: Limits = DEFAULT) -> ReadResult:
    """Text of a file given by its name and content, read in a child process of its own.

    Takes at most ``limits.seconds`` (wall clock) and a little more; writes to no disk. Raises ReadError.
    """
    if not data:
        raise ReadError("empty")
    if len(data) > limits.file_bytes:
        raise ReadError("too_large", limit=limits.file_bytes // MIB)
    output, status = _run(os.path.basename(name), data, limits)
    return _answer(output, status, limits)


def _run(name: str, data: bytes, limits: Limits) -> tuple[bytes, int]:
    settings = json.dumps(dataclasses.asdict(limits))
    memory = _memory_file(data)
    try:
        process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            [sys.executable, "-I", "-X", "utf8", "-c", _START, _ROOT, name, settings],
            stdin=memory,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            cwd="/",
            env=_environment(),
        )
    finally:
        os.close(memory)
    try:
        output, _ = process.communicate(timeout=limits.seconds + _GRACE_SECONDS)
    except subprocess.TimeoutExpired as error:
        raise ReadError("timeout", limit=int(limits.seconds)) from error
    finally:
        _kill_group(process)
    return output, process.returncode


def _memory_file(data: bytes) -> int:
    """An unnamed file in memory, at its start; tools that insist on a path find it in /proc/self/fd."""
    memory = os.memfd_create("upload", os.MFD_CLOEXEC)
    view = memoryview(data)
    while view:
        view = view[os.write(memory, view) :]
    os.lseek(memory, 0, os.SEEK_SET)
    return memory


def _kill_group(process: subprocess.Popen[bytes]) -> None:
    """End the child and the tools it started, unless it has ended by itself."""
    if process.poll() is not None:
        return
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


def _environment() -> dict[str, str]:
    kept = {key: os.environ[key] for key in ("PATH", "TESSDATA_PREFIX") if key in os.environ}
    return {"LC_ALL": "C.UTF-8", "PATH": os.defpath} | kept


def _answer(output: bytes, status: int, limits: Limits) -> ReadResult:
    try:
        answer = json.loads(output)
    except ValueError as error:
        if status in _CPU_SIGNALS:
            raise ReadError("timeout", limit=int(limits.seconds)) from error
        # PDFium and libxml2 end the process when an allocation fails or a file breaks them.
        raise ReadError("memory" if status == -signal.SIGTRAP else "damaged") from error
    if "error" in answer:
        code = answer["error"]
        raise ReadError(code if code in SENTENCES else "damaged", **answer.get("details", {}))
    found = answer["result"]
    return ReadResult(
        **found | {"warnings": tuple(found["warnings"]), "hidden_text": tuple(found["hidden_text"])},
    )
