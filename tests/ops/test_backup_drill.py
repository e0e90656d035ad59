"""The drill: back up a living site, lose it, restore on a clean machine; nothing lost or mailed twice."""

import json
import shutil
import uuid

import psycopg
import pytest

from tests.ops.sites import Site

LIFE = """
import datetime as dt, json
from pathlib import Path
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from tracker.management.ops.seed import Seeder
from tracker.models import Attachment, Task, User
from tracker.reminders.policy import load_defaults
from tracker.services import evidence
from tracker.services.registry import load_reference
fixtures = Path(settings.BASE_DIR) / "fixtures"
load_reference(fixtures)
load_defaults(json.loads((fixtures / "reminder_policy.json").read_text()), dt.date(2026, 1, 1))
now = dt.datetime(2026, 11, 19, 20, 0, tzinfo=timezone.get_default_timezone())
Seeder(80, now).run()
user = User.objects.first()
for i, task in enumerate(Task.objects.order_by("pk")[:3]):
    staged = evidence.stage(f"bao-cao-{i}.txt", f"Báo cáo số {i}".encode())
    with transaction.atomic():
        evidence.attach([staged], user, now, task=task)
"""
COUNT = """
from tracker.models import *
from tracker.services.history import verify
print(Task.objects.count(), TaskEvent.objects.count(), Attachment.objects.count(), verify())
"""


def _database(request, name, template=""):
    """A new PostgreSQL database, empty or a copy; its DATABASE_URL."""
    server = request.getfixturevalue("postgres_server")
    name = f"{name}_{uuid.uuid4().hex[:8]}"
    with psycopg.connect(server.url, autocommit=True) as connection:
        copy = f" TEMPLATE {template.rsplit('/', 1)[1]}" if template else ""
        connection.execute(f"CREATE DATABASE {name}{copy}")
    return f"postgres://dondoc@127.0.0.1:{server.port}/{name}"


@pytest.fixture(scope="module")
def lived(request, tmp_path_factory):
    """One site per kind of database with a past; tests work on copies of it."""
    made = {}

    def of(kind):
        if kind not in made:
            folder = tmp_path_factory.mktemp(kind)
            site = Site(folder, _database(request, "mau") if kind == "postgresql" else "")
            site.manage("migrate", "-v", "0")
            site.python(LIFE)
            site.manage("tick", "--force", "--now", "2026-11-20T07:35")
            made[kind] = site
        return made[kind]

    return of


@pytest.fixture
def kind(request):
    return getattr(request, "param", "sqlite")


@pytest.fixture
def living(lived, kind, request, tmp_path):
    pattern = lived(kind)
    folder = tmp_path / "song"
    shutil.copytree(pattern.folder, folder)
    return Site(folder, _database(request, "song", pattern.database) if pattern.database else "")


@pytest.fixture
def found(kind, request, tmp_path):
    """An empty machine."""
    folder = tmp_path / "moi"
    folder.mkdir()
    return Site(folder, _database(request, "moi") if kind == "postgresql" else "")


both = pytest.mark.parametrize("kind", ["sqlite", "postgresql"], indirect=True)


def newest(root):
    return sorted(p.parent for p in root.glob("*/manifest.json"))[-1]


@both
def test_a_restored_site_is_the_same_site_and_mails_nothing_again(living, found, tmp_path):
    root = tmp_path / "sao-luu"
    living.manage("backup", "--to", str(root))
    before = living.python(COUNT)
    # Life goes on after the backup: the next morning's mails go out, then the machine is lost.
    living.manage("tick", "--force", "--now", "2026-11-23T07:35")
    sent = living.mails
    assert sent
    found.manage("restore", str(newest(root)), "--journal", str(living.folder / "sent-journal"))
    assert found.python(COUNT) == before
    found.manage("tick", "--force", "--now", "2026-11-23T07:40")
    assert not set(found.mails) & set(sent)


def test_without_the_newer_journal_the_same_drill_would_mail_again(living, found, tmp_path):
    # Proves the test above: it is the journal that holds the mails back.
    root = tmp_path / "sao-luu"
    living.manage("backup", "--to", str(root))
    living.manage("tick", "--force", "--now", "2026-11-23T07:35")
    found.manage("restore", str(newest(root)))
    found.manage("tick", "--force", "--now", "2026-11-23T07:40")
    assert set(found.mails) & set(living.mails)


@pytest.mark.parametrize("kind", ["postgresql"], indirect=True)
def test_a_backup_from_before_an_upgrade_is_restored_into_a_newer_site(living, found, tmp_path):
    living.manage("backup", "--to", str(tmp_path))
    found.manage("migrate", "-v", "0")
    found.python(
        "from django.db import connection as c\n"
        "c.cursor().execute('CREATE TABLE moi (id int, nguoi bigint REFERENCES tracker_user)')\n"
    )
    found.manage("restore", str(next(tmp_path.glob("20*"))))
    assert found.python(COUNT) == living.python(COUNT)


@pytest.mark.parametrize("kind", ["postgresql"], indirect=True)
def test_a_dump_that_breaks_off_changes_nothing(living, found, tmp_path):
    living.manage("backup", "--to", str(tmp_path))
    folder = next(tmp_path.glob("20*"))
    dump = folder / "database.dump"
    dump.write_bytes(dump.read_bytes()[: dump.stat().st_size * 2 // 3])
    living_before = living.python(COUNT)
    told = living.python(
        "from pathlib import Path\nfrom tracker.management.ops import dump\n"
        "from django.core.management.base import CommandError\n"
        f"try:\n    dump.load(Path({str(dump)!r}))\nexcept CommandError as error:\n    print(error)\n"
    )
    assert "pg_restore" in told
    assert living.python(COUNT) == living_before


@both
def test_evidence_comes_back_byte_for_byte(living, found, tmp_path):
    living.manage("backup", "--to", str(tmp_path / "b"))
    found.manage("restore", str(newest(tmp_path / "b")))
    files = sorted(p.relative_to(living.folder) for p in (living.folder / "evidence").rglob("?" * 64))
    assert len(files) == 3
    for file in files:
        assert (found.folder / file).read_bytes() == (living.folder / file).read_bytes()


def test_a_site_with_accounts_is_not_overwritten(living, tmp_path):
    living.manage("backup", "--to", str(tmp_path / "b"))
    said = living.manage("restore", str(newest(tmp_path / "b")), ok=False)
    assert "trang trống" in said


def test_a_flipped_bit_is_found_before_anything_is_touched(living, found, tmp_path):
    root = tmp_path / "b"
    living.manage("backup", "--to", str(root))
    manifest = json.loads((newest(root) / "manifest.json").read_text())
    for damaged in (newest(root) / manifest["database"], next((root / "evidence").glob("??/*"))):
        whole = damaged.read_bytes()
        damaged.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
        assert "CommandError" in living.manage("backup", "--to", str(root), "--check", ok=False)
        damaged.write_bytes(whole)
    living.manage("backup", "--to", str(root), "--check")


def test_a_missing_evidence_file_makes_the_backup_fail_aloud(living, tmp_path):
    shutil.rmtree(living.folder / "evidence")
    said = living.manage("backup", "--to", str(tmp_path / "b"), ok=False)
    assert "thiếu hoặc hỏng 3 tệp" in said


def test_old_backups_go_and_shared_evidence_stays(living, tmp_path):
    import time

    root = tmp_path / "b"
    for _ in range(3):
        living.manage("backup", "--to", str(root), "--keep", "2")
        time.sleep(1.1)
    assert len(list(root.glob("*/manifest.json"))) == 2
    assert len(list((root / "evidence").glob("??/*"))) == 3
    living.manage("backup", "--to", str(root), "--check")


def test_an_unfinished_backup_is_no_backup(living, tmp_path):
    root = tmp_path / "b"
    living.manage("backup", "--to", str(root))
    (newest(root) / "manifest.json").unlink()
    assert "Không có bản sao lưu" in living.manage("backup", "--to", str(root), "--check", ok=False)


def test_no_secret_lies_in_the_backup(living, tmp_path):
    living.manage("backup", "--to", str(tmp_path / "b"))
    assert "khoa-cua-dien-tap" not in (newest(tmp_path / "b") / "manifest.json").read_text()


def test_a_backup_that_cannot_be_finished_leaves_no_half_of_itself(living, tmp_path):
    root = tmp_path / "b"
    root.mkdir()
    (root / "evidence").write_text("not a folder, so no evidence can be written")
    said = living.manage("backup", "--to", str(root), ok=False)
    assert "Bản dở đã bỏ" in said
    assert [path.name for path in root.iterdir()] == ["evidence"]


def test_old_backups_go_without_a_new_one_being_written(living, tmp_path):
    root = tmp_path / "b"
    living.manage("backup", "--to", str(root))
    old = newest(root)
    shutil.copytree(old, root / "20990101-000000")
    assert "1 bản cũ" in living.manage("backup", "--to", str(root), "--keep", "1", "--prune")
    assert not old.exists()
    assert newest(root).name == "20990101-000000"


def test_every_old_backup_at_once_is_never_removed(living, tmp_path):
    root = tmp_path / "b"
    living.manage("backup", "--to", str(root))
    assert "--keep" in living.manage("backup", "--to", str(root), "--prune", ok=False)
    assert newest(root).exists()
