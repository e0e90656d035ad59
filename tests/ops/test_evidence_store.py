"""Backup, restore and the check of evidence, with the files in a bucket and moved between the two kinds."""

import json
import uuid

import pytest
from django.core.management import CommandError, call_command

from tests import factories as make
from tracker.services import blobs, evidence
from tracker.services.stores import store

pytestmark = pytest.mark.django_db


@pytest.fixture
def filed(settings, tmp_path, object_server):
    """Three files in a bucket, each with its row; their hashes."""
    settings.DATA_DIR, settings.EVIDENCE_DIR = tmp_path / "data", tmp_path / "evidence"
    settings.EVIDENCE_S3 = object_server.settings | {"url": f"{object_server.url}/{uuid.uuid4().hex}"}
    staged = [evidence.stage(f"{n}.txt", f"Tệp {n}".encode()) for n in range(3)]
    agency = make.agency()
    return [
        row.sha256 for row in evidence.attach(staged, make.officer(agency), make.NOW, task=make.task(agency))
    ]


def test_the_check_names_each_missing_and_damaged_file(filed):
    call_command("verify_evidence")
    store("evidence").drop(filed[0])
    store("evidence").put(filed[1], b"hong")
    with pytest.raises(CommandError) as said:
        call_command("verify_evidence")
    assert (filed[0] in str(said.value), filed[1] in str(said.value)) == (True, True)
    assert filed[2] not in str(said.value)


def test_a_site_moves_from_its_folder_into_a_bucket(filed, settings):
    bucket, settings.EVIDENCE_S3 = settings.EVIDENCE_S3, {}
    for n in range(3):
        blobs.put(f"Tệp {n}".encode())
    settings.EVIDENCE_S3 = bucket | {"url": bucket["url"] + "-moi"}
    call_command("verify_evidence", fill=settings.EVIDENCE_DIR)
    assert all(blobs.whole(digest) for digest in filed)


def test_a_damaged_file_is_never_taken_as_a_filling(filed, tmp_path):
    store("evidence").drop(filed[0])
    source = tmp_path / "cu" / filed[0][:2]
    source.mkdir(parents=True)
    (source / filed[0]).write_bytes(b"hong")
    with pytest.raises(CommandError):
        call_command("verify_evidence", fill=tmp_path / "cu")


@pytest.mark.django_db(transaction=True)
def test_a_backup_takes_the_files_out_of_the_bucket(filed, tmp_path):
    root = tmp_path / "sao-luu"
    call_command("backup", to=str(root))
    call_command("backup", to=str(root), check=True)
    manifest = json.loads(next(root.glob("*/manifest.json")).read_text())
    assert (sorted(manifest["evidence"]), manifest["missing"]) == (sorted(filed), [])
    for digest in filed:
        assert (root / "evidence" / digest[:2] / digest).exists()


@pytest.mark.django_db(transaction=True)
def test_a_backup_fails_while_the_store_is_away(filed, tmp_path, settings):
    settings.EVIDENCE_S3 = settings.EVIDENCE_S3 | {"url": "http://127.0.0.1:9/kho", "timeout": 1}
    with pytest.raises(CommandError, match="Chưa sao lưu được"):
        call_command("backup", to=str(tmp_path / "sao-luu"))
    assert not list((tmp_path / "sao-luu").glob("*/manifest.json"))
