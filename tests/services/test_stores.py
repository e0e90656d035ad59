"""The two kinds of store behave alike: a folder, and a bucket of a real S3 server over HTTP."""

import errno
import uuid

import pytest

from tests import factories as make
from tracker.services import blobs, evidence, exports
from tracker.services.errors import NotFound
from tracker.services.stores import store

pytestmark = pytest.mark.django_db
TEXT = "Đã xong".encode()


def use_bucket(settings, server):
    """A prefix of its own, so that tests do not see each other's files."""
    settings.EVIDENCE_S3 = server.settings | {"url": f"{server.url}/{uuid.uuid4().hex}"}


@pytest.fixture(params=["folder", "bucket"])
def kept(request, settings, tmp_path):
    """The store under test; `kept(digest, data)` damages a file in place."""
    settings.EVIDENCE_DIR, settings.DATA_DIR = tmp_path / "evidence", tmp_path
    if request.param == "bucket":
        use_bucket(settings, request.getfixturevalue("object_server"))
    return lambda digest, data: store("evidence").put(digest, data)


def test_what_is_put_is_got_back(kept):
    digest = blobs.put(TEXT)
    assert (blobs.get(digest), blobs.whole(digest), blobs.store_answers()) == (TEXT, True, True)


def test_what_is_not_there_is_not_found(kept):
    assert not blobs.whole("0" * 64)
    with pytest.raises(NotFound):
        blobs.get("0" * 64)


def test_a_damaged_file_is_noticed_and_can_be_replaced(kept):
    digest = blobs.put(TEXT)
    kept(digest, b"hong")
    with pytest.raises(NotFound, match="hỏng"):
        blobs.get(digest)
    blobs.restore(TEXT)
    assert blobs.get(digest) == TEXT


def test_areas_are_apart_and_exports_can_be_dropped(kept):
    digest = blobs.put(TEXT, exports.AREA)
    assert not blobs.whole(digest)
    assert blobs.get(digest, exports.AREA) == TEXT
    blobs.drop(digest, exports.AREA)
    with pytest.raises(NotFound):
        blobs.get(digest, exports.AREA)


def test_no_name_leads_out_of_the_store(kept):
    with pytest.raises(NotFound):
        blobs.get("../../etc/passwd")


def filed(of):
    """A file of a task of agency `of`."""
    officer = make.officer(of)
    staged = evidence.stage("ket-qua.txt", TEXT)
    return evidence.attach([staged], officer, make.NOW, task=make.task(of))[0], officer


def test_only_who_sees_the_task_gets_the_file(client, kept):
    row, officer = filed(make.agency())
    client.force_login(make.officer(make.agency()))
    assert client.get(f"/admin/tep/{row.pk}/").status_code == 404
    client.force_login(officer)
    assert client.get(f"/admin/tep/{row.pk}/").content == TEXT


@pytest.fixture
def away(settings):
    """A bucket nobody answers for; returns the settings to go back with."""
    settings.EVIDENCE_S3 = {
        "url": "http://127.0.0.1:9/kho",
        "key": "a",
        "secret": "b",
        "region": "us-east-1",
        "ca_file": "",
        "timeout": 1,
    }


def test_a_store_that_is_away_is_told_in_words(client, settings, tmp_path, away):
    gone, settings.EVIDENCE_S3, settings.EVIDENCE_DIR = settings.EVIDENCE_S3, {}, tmp_path
    row, officer = filed(make.agency())
    settings.EVIDENCE_S3 = gone
    client.force_login(officer)
    answer = client.get(f"/admin/tep/{row.pk}/", follow=True)
    assert "Kho tệp hiện không trả lời" in answer.content.decode()


def test_nothing_is_filed_while_the_store_is_away(away):
    with pytest.raises(blobs.StoreAway):
        evidence.stage("ket-qua.txt", TEXT)


def full(*_):
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_full_disk_is_named_and_leaves_no_half_a_file(settings, tmp_path, monkeypatch):
    settings.EVIDENCE_DIR = tmp_path / "evidence"
    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(blobs.StoreAway, match="hết chỗ"):
        evidence.stage("ket-qua.txt", TEXT)
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_health_names_a_store_without_room_for_one_more_file(client, settings, tmp_path):
    settings.EVIDENCE_DIR, settings.EVIDENCE_MAX_BYTES = tmp_path, 2**60
    assert not blobs.store_answers()
    assert "evidence_store" in [row["code"] for row in client.get("/healthz").json()["problems"]]


def test_health_names_the_store_that_is_away(client, away):
    codes = [row["code"] for row in client.get("/healthz").json()["problems"]]
    assert "evidence_store" in codes


def test_a_wrong_key_or_a_missing_bucket_is_not_a_missing_file(settings, object_server):
    settings.EVIDENCE_S3 = object_server.settings | {"url": f"http://127.0.0.1:{object_server.port}/kho-khac"}
    assert not blobs.store_answers()
    with pytest.raises(blobs.StoreAway):
        blobs.get("0" * 64)
