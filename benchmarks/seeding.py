"""Generated sites for the measurements: one PostgreSQL database per size, filled by `manage.py seed`."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psycopg

ROOT = Path(__file__).resolve().parent.parent
PASSWORD = "mat-khau-do-tai-1"


def environment(url):
    """What every process of a measurement is started with."""
    return os.environ | {
        "DATABASE_URL": url,
        "DATA_DIR": tempfile.mkdtemp(prefix="dondoc-bench-"),
        "SEED_PASSWORD": PASSWORD,
        "LOG_LEVEL": "ERROR",
        "PYTHONWARNINGS": "ignore",
    }


def filled(server_url, tasks):
    """The address of a database with `tasks` tasks, and the seconds it took to fill; made only once."""
    base, name = server_url.rsplit("/", 1)[0], f"bench_{tasks}"
    with psycopg.connect(server_url, autocommit=True) as connection:
        known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
        if not known:
            connection.execute(f"CREATE DATABASE {name}")
    url = f"{base}/{name}"
    if known:
        return url, 0.0
    start = time.monotonic()
    command = [sys.executable, "manage.py", "seed", "--tasks", str(tasks)]
    subprocess.run(command, cwd=ROOT, env=environment(url), check=True, stdout=subprocess.DEVNULL)
    return url, round(time.monotonic() - start, 1)


def manage(url, *arguments):
    """One command of the program on that database."""
    subprocess.run([sys.executable, "manage.py", *arguments], cwd=ROOT, env=environment(url), check=True)
