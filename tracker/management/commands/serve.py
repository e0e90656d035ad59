"""Serve web, worker and scheduler together on one machine, and end all of it on Ctrl-C."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

GRACE = 20  # seconds a process gets to finish what it holds


class Command(BaseCommand):
    help = "Chạy trang web, bộ xử lý việc nền và bộ hẹn giờ trên một máy; Ctrl-C dừng tất cả."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")))
        parser.add_argument("--host", default=os.environ.get("HOST", "127.0.0.1"))

    def handle(self, *args: Any, **options: Any) -> None:
        host, port = options["host"], options["port"]
        self._port_is_free(host, port)
        Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
        self.stopping = False
        self.started = time.monotonic()
        signal.signal(signal.SIGTERM, self._stop)
        signal.signal(signal.SIGINT, self._stop)
        self.processes = {name: self._start(command) for name, command in commands(host, port).items()}
        self._wait_until_up(host, port)
        self.stdout.write(f"\n  Đôn Đốc đang chạy tại http://localhost:{port}/   (Ctrl-C để dừng)\n")
        self.stdout.flush()
        code = self._watch()
        self._end()
        raise SystemExit(code)

    def _start(self, command: list[str]) -> subprocess.Popen[bytes]:
        # A session of its own: Ctrl-C reaches only this process, which then stops the others in order.
        # The worker's warning about root is for servers; on a machine of one's own it only frightens.
        quiet = os.environ | {
            "PYTHONWARNINGS": "ignore:You're running the worker",
            "SITE_STARTED": str(self.started),
        }
        return subprocess.Popen(command, start_new_session=True, env=quiet)  # noqa: S603

    def _port_is_free(self, host: str, port: int) -> None:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError as error:
                raise CommandError(
                    f"Cổng {port} đang bận; chạy lại với cổng khác, ví dụ: make run PORT=8080"
                ) from error

    def _wait_until_up(self, host: str, port: int) -> None:
        while not self.stopping and all(p.poll() is None for p in self.processes.values()):
            with socket.socket() as probe:
                if probe.connect_ex((host, port)) == 0:
                    return
            time.sleep(0.1)

    def _watch(self) -> int:
        while not self.stopping:
            for name, process in self.processes.items():
                if process.poll() is not None:
                    self.stderr.write(f"Tiến trình {name} đã dừng (mã {process.returncode}); dừng tất cả.")
                    return 1
            time.sleep(0.5)
        return 0

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping = True

    def _end(self) -> None:
        self.stdout.write("\nĐang dừng ...")
        for process in reversed(self.processes.values()):
            if process.poll() is None:
                process.terminate()
        until = time.monotonic() + GRACE
        for process in self.processes.values():
            try:
                process.wait(max(0.1, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self.stdout.write("Đã dừng.")


def commands(host: str, port: int) -> dict[str, list[str]]:
    """The processes of a one-machine site and how each is started."""
    python = sys.executable
    celery = [python, "-m", "celery", "-A", "config", "--quiet"]
    schedule = str(settings.DATA_DIR / "beat-schedule")
    return {
        "web": [
            *(python, "-m", "gunicorn", "config.wsgi:application", "--bind", f"{host}:{port}"),
            *("--worker-class", "gthread", "--workers", "1", "--threads", "8"),
            *("--log-level", "warning", "--graceful-timeout", "15", "--timeout", "90"),
        ],
        "worker": [
            *(*celery, "worker", "--loglevel", "warning", "--concurrency", "1", "--pool", "prefork"),
            *("--queues", "default,mail,reading,exports", "--without-gossip", "--without-mingle"),
        ],
        "beat": [*celery, "beat", "--loglevel", "warning", "--schedule", schedule, "--pidfile", ""],
    }
