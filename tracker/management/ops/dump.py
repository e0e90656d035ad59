"""The database as one file and back: pg_dump's custom format on PostgreSQL, the online backup on SQLite."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.db import connection, transaction
from django.db.backends.postgresql.client import DatabaseClient

NAMES = {"postgresql": "database.dump", "sqlite": "database.sqlite3"}


def file_name() -> str:
    """What the dump of this kind of database is called inside a backup."""
    return NAMES[connection.vendor]


@contextmanager
def frozen() -> Iterator[str]:
    """One moment: what is read inside and what is dumped agree. Yields the snapshot's name."""
    if connection.vendor != "postgresql":
        yield ""
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            cursor.execute("SELECT pg_export_snapshot()")
            name = cursor.fetchone()[0]
        yield name


def dump(target: Path, snapshot: str) -> None:
    """Write the database to `target`; raises CommandError when the tool fails."""
    if connection.vendor == "postgresql":
        run("pg_dump", "--format=custom", "--compress=3", f"--snapshot={snapshot}", f"--file={target}")
        return
    with connection.cursor() as cursor:
        source = cursor.connection
        assert isinstance(source, sqlite3.Connection)
        copy = sqlite3.connect(target)
        try:
            # Page by page beside running writers; the result is one consistent moment.
            source.backup(copy, pages=2000)
            broken = copy.execute("PRAGMA integrity_check").fetchone()[0]
        finally:
            copy.close()
    if broken != "ok":
        raise CommandError(f"Bản sao SQLite không toàn vẹn: {broken}")


def load(source: Path) -> None:
    """Put the dump into the (empty) database; on PostgreSQL all or nothing."""
    if connection.vendor == "postgresql":
        tables = connection.introspection.table_names()
        connection.close()
        _close_pool()
        _replace(tables, source)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        return
    with connection.cursor() as cursor:
        target = cursor.connection
        assert isinstance(target, sqlite3.Connection)
        copy = sqlite3.connect(source)
        try:
            copy.backup(target)
        finally:
            copy.close()


def _replace(tables: list[str], source: Path) -> None:
    """Drop `tables` and read the dump in one transaction.

    A site newer than its backup has tables and keys that the dump does not know and could not drop.
    """
    names = ", ".join(map(connection.ops.quote_name, tables))
    drop = ("--command", f"DROP TABLE IF EXISTS {names} CASCADE") if tables else ()
    wanted = ("--quiet", "--no-psqlrc", "--single-transaction", "--set=ON_ERROR_STOP=1", *drop, "--file=-")
    writer, variables = _command("psql", *wanted)
    reader = [program("pg_restore"), "--no-owner", "--no-privileges", "--file=-", str(source)]
    with tempfile.TemporaryFile() as said, tempfile.TemporaryFile() as wrong:
        reading = _start(reader, stdout=subprocess.PIPE, stderr=wrong)
        writing = _start(writer, env=variables, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=said)
        assert reading.stdout is not None and writing.stdin is not None
        with suppress(BrokenPipeError):
            shutil.copyfileobj(reading.stdout, writing.stdin)
        reading.stdout.close()
        if reading.wait() != 0 and writing.poll() is None:
            # A script cut short must not be committed: the transaction ends with the program.
            writing.kill()
        with suppress(BrokenPipeError):
            writing.stdin.close()
        if writing.wait() != 0 or reading.returncode != 0:
            said.seek(0)
            wrong.seek(0)
            raise CommandError(f"pg_restore: {(wrong.read() + said.read()).decode().strip()[-2000:]}")


def _command(tool: str, *arguments: str) -> tuple[list[str], dict[str, str]]:
    """A PostgreSQL program against our database, and its environment with the password."""
    command, variables = DatabaseClient.settings_to_cmd_args_env(connection.settings_dict, [])
    *places, name = command[1:]
    host = connection.settings_dict.get("OPTIONS", {}).get("host")
    if host:
        places += ["-h", host]
    return [program(tool), *places, name, *arguments], os.environ | (variables or {})


def run(tool: str, *arguments: str) -> None:
    """Run one of PostgreSQL's programs against our database; passwords go by the environment only."""
    full, variables = _command(tool, *arguments)
    started = _start(full, env=variables, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    _, said = started.communicate()
    if started.returncode != 0:
        raise CommandError(f"{tool}: {said.decode().strip()[-2000:]}")


def _start(command: list[str], **options: Any) -> subprocess.Popen[bytes]:
    # No shell, and no words but our own, the site's settings and the backup's path.
    return subprocess.Popen(command, **options)  # noqa: S603


def program(tool: str) -> str:
    """The newest installed version of a PostgreSQL tool: an older one refuses a newer server."""
    newest = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{tool}"), key=lambda p: float(p.parts[4]))
    found = str(newest[-1]) if newest else shutil.which(tool)
    if found is None:
        raise CommandError(f"Thiếu chương trình {tool} (gói postgresql-client).")
    return found


def _close_pool() -> None:
    pool = getattr(connection, "close_pool", None)
    if pool is not None:
        pool()
