"""Real servers for tests: PostgreSQL and Redis started from their own binaries in a throw-away folder.

A missing binary skips the test and says which; with REQUIRE_SERVERS=1 it fails instead.
"""

import glob
import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest


def missing(what):
    """Skip (or fail, in the full run) because `what` is not installed."""
    message = f"thiếu chương trình: {what}"
    if os.environ.get("REQUIRE_SERVERS") == "1":
        pytest.fail(message, pytrace=False)
    pytest.skip(message)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(port, seconds=20):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError(f"nothing listens on port {port}")


def postgres_bin():
    """The folder with initdb, or None."""
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).parent
    found = sorted(glob.glob("/usr/lib/postgresql/*/bin/initdb"))
    return Path(found[-1]).parent if found else None


@dataclass
class Postgres:
    """One cluster; `url` is its DATABASE_URL."""

    bin: Path
    folder: Path
    port: int
    user: str | None
    url: str = ""
    options: list[str] = field(default_factory=list)

    def _run(self, *command, check=True):
        prefix = (
            ["setpriv", f"--reuid={self.user}", f"--regid={self.user}", "--clear-groups"] if self.user else []
        )
        return subprocess.run(
            [*prefix, *map(str, command)],
            check=check,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=self.folder,
        )

    def start(self):
        options = " ".join(
            [f"-p {self.port}", f"-k {self.folder}", "-c listen_addresses=127.0.0.1", *self.options]
        )
        log = self.folder / "log"
        self._run(self.bin / "pg_ctl", "-D", self.folder / "data", "-w", "-l", log, "-o", options, "start")

    def stop(self, mode="fast"):
        self._run(self.bin / "pg_ctl", "-D", self.folder / "data", "-m", mode, "-w", "stop", check=False)

    def remove(self):
        self.stop("immediate")
        shutil.rmtree(self.folder, ignore_errors=True)


def start_postgres(*options, durable=False):
    """A fresh cluster, or None when the binaries are missing. The caller must `remove()` it."""
    binaries = postgres_bin()
    if binaries is None:
        return None
    user = None
    if os.geteuid() == 0:  # initdb refuses to run as root
        user = "postgres" if _account("postgres") else "nobody"
    folder = Path(tempfile.mkdtemp(prefix="dondoc-pg-"))
    if user:
        shutil.chown(folder, user)
    fast = [] if durable else ["-c fsync=off", "-c full_page_writes=off"]
    server = Postgres(binaries, folder, free_port(), user, options=[*fast, *options])
    server._run(
        binaries / "initdb", "-D", folder / "data", "-U", "dondoc", "-A", "trust", "-E", "UTF8", "--locale=C"
    )
    server.start()
    server.url = f"postgres://dondoc@127.0.0.1:{server.port}/postgres"
    return server


def _account(name):
    try:
        return pwd.getpwnam(name)
    except KeyError:
        return None


@dataclass
class Objects:
    """An S3-compatible store over HTTP, a process of its own; `url` names a bucket with a prefix."""

    port: int
    process: subprocess.Popen
    key: str = "khoa-kho"
    secret: str = "bi-mat-kho-0123456789"
    bucket: str = "minh-chung"

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}/{self.bucket}/don-doc"

    @property
    def settings(self):
        more = {"region": "us-east-1", "ca_file": "", "timeout": 5}
        return {"url": self.url, "key": self.key, "secret": self.secret, **more}

    def client(self):
        from minio import Minio

        return Minio(
            endpoint=f"127.0.0.1:{self.port}", access_key=self.key, secret_key=self.secret, secure=False
        )

    def remove(self):
        self.process.kill()
        self.process.wait()


def start_objects():
    """A running store with an empty bucket. The caller must `remove()` it."""
    port = free_port()
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wait_for(port, 60)
    store = Objects(port, process)
    store.client().make_bucket(bucket_name=store.bucket)
    return store


@dataclass
class Redis:
    folder: Path
    port: int
    process: subprocess.Popen | None = None
    options: tuple[str, ...] = ()

    @property
    def url(self):
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self):
        self.process = subprocess.Popen(
            ["redis-server", "--port", str(self.port), "--dir", str(self.folder), *self.options],
            stdout=subprocess.DEVNULL,
        )
        wait_for(self.port)

    def kill(self):
        if self.process:
            self.process.kill()
            self.process.wait()

    def remove(self):
        self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)


def start_redis(*options):
    """A fresh Redis, or None when redis-server is missing. The caller must `remove()` it."""
    if shutil.which("redis-server") is None:
        return None
    server = Redis(
        Path(tempfile.mkdtemp(prefix="dondoc-redis-")),
        free_port(),
        options=options or ("--save", "", "--appendonly", "no"),
    )
    server.start()
    return server
