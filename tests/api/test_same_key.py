"""One key, fifty callers at once, one effect: on both databases."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def outcome(url):
    done = subprocess.run(
        [sys.executable, "-m", "tests.api.same_key_script"],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": url, "TEST_DATABASE_URL": "", "DATABASE_POOL": "55",
             "API_WRITE_RATE": "1000000"},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout.splitlines()[-1])


def held(found):
    assert set(found["statuses"]) <= {201, 409}
    assert (found["directives"], found["answers"], found["last"], found["other"]) == (1, 1, 201, 422)


def test_fifty_callers_with_one_key_make_one_directive_on_sqlite(tmp_path):
    held(outcome(f"sqlite:///{tmp_path / 'one.sqlite3'}"))


@pytest.mark.postgres
def test_fifty_callers_with_one_key_make_one_directive_on_postgresql(postgres_server):
    held(outcome(postgres_server.url))
