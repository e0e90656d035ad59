"""Runs a test once more on another database, in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def run_on(url, path, name, **env):
    """Run the test called `name` in `path` on the database at `url`; its output is the failure message."""
    done = subprocess.run(
        [sys.executable, "-m", "pytest", path, "-q", "-k", name, "-p", "no:cacheprovider", "--create-db"],
        cwd=ROOT,
        env={**os.environ, "TEST_DATABASE_URL": url, "DATABASE_URL": url, **env},
        capture_output=True,
        text=True,
        check=False,
    )
    told = f"exit {done.returncode}\n{done.stdout[-4000:]}{done.stderr[-2000:]}"
    assert done.returncode == 0, told
