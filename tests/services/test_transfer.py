"""The whole tracker out and back in: nothing lost, nothing accepted that was touched."""

import json
import zipfile

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.utils import timezone

from tests import factories as make
from tracker.models import Agency, Document, Task, TaskEvent, User
from tracker.rules.transitions import Verb
from tracker.services import evidence, history, transfer
from tracker.services.lifecycle import perform

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def lived_in(settings, tmp_path):
    """A small tracker with every kind of row that a short life leaves behind."""
    settings.EVIDENCE_DIR = tmp_path / "evidence"
    parent = make.agency("tinh-uy")
    at = make.agency("so-tai-chinh", parent=parent)
    worker, office = make.officer(at), make.clerk()
    make.day_off(make.TODAY)
    paper = make.document(meeting=make.meeting(), number="12-TB/TU")
    task = make.task(at, make.TODAY, of=make.directive(document=paper, due_date=make.TODAY))
    now = timezone.now()
    perform(task.pk, Verb.ACCEPT, make.actor(worker), now=now)
    file = evidence.stage("ket-qua.txt", "Kết quả – “đủ”".encode())
    perform(task.pk, Verb.REPORT, make.actor(worker), now=now, report={"done": "Đã làm"}, files=[file])
    perform(task.pk, Verb.URGE, make.actor(office), now=now, reason="Gấp")
    return tmp_path


def empty():
    with transaction.atomic(), connection.cursor() as cursor:
        for model in apps.get_app_config("tracker").get_models(include_auto_created=True):
            cursor.execute(f'DELETE FROM "{model._meta.db_table}"')


def test_export_import_export_gives_the_same_bytes(lived_in, settings):
    first, second = lived_in / "a.zip", lived_in / "b.zip"
    transfer.export_all(first)
    before = {m: m.objects.count() for m in (Agency, Document, Task, TaskEvent, User)}
    empty()
    settings.EVIDENCE_DIR = lived_in / "elsewhere"
    transfer.import_all(first)
    transfer.export_all(second)
    assert first.read_bytes() == second.read_bytes()
    assert before == {m: m.objects.count() for m in before} and history.verify() is None


def test_work_goes_on_after_an_import(lived_in):
    transfer.export_all(lived_in / "a.zip")
    empty()
    transfer.import_all(lived_in / "a.zip")
    task = Task.objects.get()
    make.task(make.agency())
    perform(
        task.pk,
        Verb.URGE,
        make.actor(User.objects.get(memberships__role="clerk")),
        now=timezone.now(),
        reason="x",
    )
    assert history.verify() is None


def test_no_password_leaves_with_the_export(lived_in):
    transfer.export_all(lived_in / "a.zip")
    with zipfile.ZipFile(lived_in / "a.zip") as archive:
        text = archive.read("tables/user.jsonl").decode()
    assert "password" not in json.loads(text.split("\n")[0]) and "md5" not in text


def test_a_tracker_with_data_is_not_overwritten(lived_in):
    transfer.export_all(lived_in / "a.zip")
    with pytest.raises(transfer.TransferError, match="đã có dữ liệu"):
        transfer.import_all(lived_in / "a.zip")


def test_a_touched_archive_is_refused_and_leaves_nothing(lived_in):
    transfer.export_all(lived_in / "a.zip")
    with zipfile.ZipFile(lived_in / "a.zip") as good, zipfile.ZipFile(lived_in / "b.zip", "w") as bad:
        for name in good.namelist():
            data = good.read(name)
            bad.writestr(name, data.replace("Gấp".encode(), b"Gap") if "taskevent" in name else data)
    empty()
    with pytest.raises(transfer.TransferError, match="đã bị sửa"):
        transfer.import_all(lived_in / "b.zip")
    assert not Task.objects.exists()


def test_every_table_of_the_tracker_is_exported_or_left_behind_on_purpose(lived_in):
    manifest = transfer.export_all(lived_in / "a.zip")
    exported = {table["name"] for table in manifest["tables"]}
    every = {m._meta.model_name for m in apps.get_app_config("tracker").get_models(include_auto_created=True)}
    left = {m._meta.model_name for m in transfer.LEFT_BEHIND} | {"user_groups", "user_user_permissions"}
    assert exported == every - left
