"""Twenty clients on one task lose no update, on both databases; 600 of them with DEEP_TESTS=1."""

import json
import os
import subprocess
import sys

import psycopg
import pytest

from tests.services.inner_run import ROOT

UPDATES = 600 if os.environ.get("DEEP_TESTS") == "1" else 100


def tally(url):
    done = subprocess.run(
        [sys.executable, "-m", "tests.services.clients_script"],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": url, "TEST_DATABASE_URL": "", "DATABASE_POOL": "24"},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout.splitlines()[-1])


def nothing_lost(found):
    assert found["errors"] == []
    assert (found["reports"], found["events"], found["version"]) == (UPDATES, UPDATES, UPDATES + 2)
    assert found["broken"] is None


def test_no_update_is_lost_on_sqlite(tmp_path):
    nothing_lost(tally(f"sqlite:///{tmp_path / 'one.sqlite3'}"))


@pytest.mark.postgres
def test_no_update_is_lost_on_postgresql(postgres_server):
    with psycopg.connect(postgres_server.url, autocommit=True) as connection:
        connection.execute("CREATE DATABASE clients_600")
    nothing_lost(tally(postgres_server.url.rsplit("/", 1)[0] + "/clients_600"))
