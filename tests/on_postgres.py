"""Run the tests that touch the database once more on a real PostgreSQL, started and stopped here."""

import os
import subprocess
import sys

from tests import servers

# Where SQL or locking could differ between the two databases.
FOLDERS = [
    "tests/services",
    "tests/models",
    "tests/reports",
    "tests/reminders",
    "tests/api",
    "tests/dashboards",
]


NOTHING_TO_RUN = 5


def main():
    server = servers.start_postgres()
    if server is None:
        print("bỏ qua lượt PostgreSQL: thiếu chương trình initdb, pg_ctl (gói postgresql)")
        return 1 if os.environ.get("REQUIRE_SERVERS") == "1" else 0
    try:
        folders = [folder for folder in FOLDERS if os.path.isdir(folder)]
        command = [sys.executable, "-m", "pytest", "-o", "cache_dir=.pytest_cache/postgres", *folders]
        # What starts a database of its own is the same on either.
        command += ["-m", "not browser and not faults and not postgres", "-k", "not on_sqlite", *sys.argv[1:]]
        code = subprocess.run(command, env=os.environ | {"TEST_DATABASE_URL": server.url}).returncode
        return 0 if code == NOTHING_TO_RUN else code
    finally:
        server.remove()


if __name__ == "__main__":
    sys.exit(main())
