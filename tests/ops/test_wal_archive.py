"""Point-in-time recovery with a real cluster: base backup, archived WAL, sudden death, a new machine."""

import shutil
import subprocess
import time
from pathlib import Path

import psycopg
import pytest

from tests import servers

pytestmark = pytest.mark.postgres
SCRIPTS = Path(__file__).resolve().parent.parent.parent / "deploy" / "postgres"


@pytest.fixture
def cluster():
    """A cluster that archives as deploy/postgres/wal.conf says, with the pace of the test."""
    server = servers.start_postgres(durable=True) or servers.missing("postgresql (initdb, pg_ctl)")
    server.stop()
    # A checkout under a closed home cannot be read by the server's user.
    shutil.copytree(SCRIPTS, server.folder / "scripts")
    wal = server.folder / "wal"
    wal.mkdir()
    if server.user:
        shutil.chown(wal, server.user)
    recipe = (SCRIPTS / "wal.conf").read_text().replace("/var/backups/dondoc-wal", str(wal))
    with (server.folder / "data" / "postgresql.conf").open("a") as out:
        out.write("\n" + recipe.replace("archive_timeout = 60", "archive_timeout = 2"))
    server.start()
    yield server
    server.remove()


def run_as(server, *command):
    prefix = (
        ["setpriv", f"--reuid={server.user}", f"--regid={server.user}", "--clear-groups"]
        if server.user
        else []
    )
    done = subprocess.run(
        [*prefix, *map(str, command)], cwd=server.folder, capture_output=True, text=True, check=True
    )
    return done.stdout.strip().splitlines()[-1]


def write(server, number):
    with psycopg.connect(server.url) as connection:
        connection.execute(
            "CREATE TABLE IF NOT EXISTS ghi (so int, luc timestamptz DEFAULT clock_timestamp())"
        )
        connection.execute("INSERT INTO ghi (so) VALUES (%s)", [number])


def archived_until(server, seconds=30):
    """Wait until everything written so far has reached the archive."""
    with psycopg.connect(server.url) as connection:
        wanted = connection.execute("SELECT pg_walfile_name(pg_current_wal_lsn())").fetchone()[0]
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if (server.folder / "wal" / f"{wanted}.gz").exists():
            return
        time.sleep(0.3)
    raise AssertionError(f"{wanted} was not archived in {seconds} s")


def restored(server, base, moment=""):
    """A second cluster from the base and the archive, on its own port; its rows."""
    data = server.folder / "moi"
    more = [moment] if moment else []
    run_as(
        server,
        "bash",
        server.folder / "scripts" / "restore-to-point.sh",
        base,
        server.folder / "wal",
        data,
        *more,
    )
    port = servers.free_port()
    options = f"-p {port} -k {server.folder} -c listen_addresses=127.0.0.1"
    control = server.bin / "pg_ctl"
    server._run(control, "-D", data, "-w", "-t", "60", "-l", server.folder / "log2", "-o", options, "start")
    try:
        with psycopg.connect(f"postgres://dondoc@127.0.0.1:{port}/postgres") as connection:
            return [row[0] for row in connection.execute("SELECT so FROM ghi ORDER BY so")]
    finally:
        server._run(control, "-D", data, "-m", "fast", "-w", "stop", check=False)


@pytest.fixture
def base(cluster):
    write(cluster, 1)
    folder = cluster.folder / "goc"
    folder.mkdir()
    if cluster.user:
        shutil.chown(folder, cluster.user)
    places = ["-h", "127.0.0.1", "-p", str(cluster.port), "-U", "dondoc"]
    return run_as(cluster, "bash", cluster.folder / "scripts" / "base-backup.sh", folder, *places)


def test_what_was_written_before_the_last_archived_minute_survives_the_machine(cluster, base):
    write(cluster, 2)
    archived_until(cluster)
    cluster.stop("immediate")
    shutil.rmtree(cluster.folder / "data")  # the disk is gone; the archive is not
    assert restored(cluster, base) == [1, 2]


def test_a_mistake_is_undone_by_going_back_to_the_moment_before(cluster, base):
    write(cluster, 2)
    with psycopg.connect(cluster.url) as connection:
        moment = connection.execute("SELECT clock_timestamp()::text").fetchone()[0]
    time.sleep(1)
    with psycopg.connect(cluster.url) as connection:
        connection.execute("DELETE FROM ghi")
    archived_until(cluster)
    cluster.stop("immediate")
    assert restored(cluster, base, moment) == [1, 2]


def test_old_bases_go_and_with_them_only_the_segments_no_base_needs(cluster, base):
    places = ["-h", "127.0.0.1", "-p", str(cluster.port), "-U", "dondoc"]
    archived_until(cluster)
    before = {path.name for path in (cluster.folder / "wal").iterdir()}
    write(cluster, 2)
    time.sleep(1.1)  # folders are named by the second
    keep = [
        "env",
        "KEEP=1",
        f"WAL={cluster.folder / 'wal'}",
        "bash",
        cluster.folder / "scripts" / "base-backup.sh",
    ]
    kept = run_as(cluster, *keep, cluster.folder / "goc", *places)
    write(cluster, 3)
    archived_until(cluster)
    assert [str(path) for path in (cluster.folder / "goc").iterdir()] == [kept]
    assert not before <= {path.name for path in (cluster.folder / "wal").iterdir()}
    cluster.stop("immediate")
    assert restored(cluster, kept) == [1, 2, 3]


def test_the_recipe_ships_at_least_once_a_minute():
    assert "archive_timeout = 60" in (SCRIPTS / "wal.conf").read_text()
