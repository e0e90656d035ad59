"""Run again, alone and one by one, only what failed in the last run on either database."""

import json
import subprocess
import sys
from pathlib import Path

CACHES = {
    "pytest": Path(".pytest_cache"),
    "tests.on_postgres": Path(".pytest_cache/postgres"),
}


def failed(cache):
    """Node ids that failed last time, from the cache folder of that run."""
    record = cache / "v" / "cache" / "lastfailed"
    return list(json.loads(record.read_text())) if record.exists() else []


def main():
    code = 0
    for module, cache in CACHES.items():
        names = failed(cache)
        if names:
            print(f"{module}: chạy lại {len(names)} kiểm thử")
            code |= subprocess.run([sys.executable, "-m", module, "--last-failed"]).returncode
    return 1 if code else 0


if __name__ == "__main__":
    sys.exit(main())
