"""Fixtures every test may use: personas, real servers, a real browser."""

import os
import shutil

import pytest

from tests import servers

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture(scope="session")
def postgres_server():
    server = servers.start_postgres() or servers.missing("postgresql (initdb, pg_ctl)")
    yield server
    server.remove()


@pytest.fixture(scope="session")
def redis_server():
    server = servers.start_redis() or servers.missing("redis-server")
    yield server
    server.remove()


@pytest.fixture(scope="session")
def object_server():
    server = servers.start_objects()
    yield server
    server.remove()


@pytest.fixture(scope="session")
def chromium_path():
    return shutil.which("chromium") or shutil.which("google-chrome") or servers.missing("chromium")


@pytest.fixture(autouse=True)
def fresh_cache():
    """Figures are kept by the history's head number, which every test starts anew."""
    from django.core.cache import cache

    cache.clear()


@pytest.fixture
def vietnam_calendar(db):
    """The shipped calendar of Vietnam in the table."""
    import json
    from pathlib import Path

    from tracker.models import CalendarDay

    rows = json.loads((Path(__file__).parent.parent / "fixtures" / "calendar.json").read_text())
    CalendarDay.objects.bulk_create([CalendarDay(**row) for row in rows])
