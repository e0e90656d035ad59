"""Evidence: judged by its first bytes, kept by hash, refused when marked secret, handed out by permission."""

import zipfile
from io import BytesIO

import pytest
from docx import Document as Docx

from tests import factories as make
from tracker.rules.transitions import Verb
from tracker.services import blobs, evidence
from tracker.services.errors import InvalidInput, NotFound
from tracker.services.lifecycle import perform

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 20


@pytest.fixture(autouse=True)
def store(settings, tmp_path):
    settings.EVIDENCE_DIR = tmp_path
    return tmp_path


def docx(text):
    book, out = Docx(), BytesIO()
    book.add_paragraph(text)
    book.save(out)
    return out.getvalue()


def with_macro(data):
    out = BytesIO(data)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"x")
    return out.getvalue()


def test_a_plain_text_is_kept_under_its_hash(store):
    staged = evidence.stage("kết quả.txt", "Đã xong".encode())
    assert blobs.get(staged.sha256).decode() == "Đã xong"
    assert (staged.content_type, staged.name) == ("text/plain", "kết quả.txt")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("virus.exe", b"MZ\x90"),
        ("bao-cao.pdf", b"MZ\x90 not a pdf"),
        ("bao-cao.docx", b"PK\x03\x04 broken"),
        ("anh.png", b"%PDF-1.4"),
        ("chu.txt", b"\xff\xfe\x00a"),
        ("page.html", b"<html>"),
        ("trong.txt", b""),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused(store, name, data):
    with pytest.raises(InvalidInput):
        evidence.stage(name, data, declared=True)
    assert list(store.rglob("*")) == []


def test_a_macro_is_refused_whatever_the_extension():
    with pytest.raises(InvalidInput):
        evidence.stage("bao-cao.docx", with_macro(docx("Đã xong")), declared=True)


def test_a_file_over_the_limit_is_refused(settings):
    settings.EVIDENCE_MAX_BYTES = 10
    with pytest.raises(InvalidInput, match="lớn hơn"):
        evidence.stage("a.txt", b"x" * 11)


@pytest.mark.parametrize("declared", [True, False])
def test_a_marked_file_is_refused_even_when_declared_open(store, declared):
    with pytest.raises(InvalidInput) as refused:
        evidence.stage("bao-cao.docx", docx("TỐI MẬT"), declared=declared)
    assert refused.value.code == "classified"
    assert list(store.rglob("*")) == []


def test_an_ordinary_report_with_the_word_in_it_passes():
    assert evidence.stage("bao-cao.docx", docx("Tăng cường bảo mật, mật độ dân số")).size > 0


def test_a_picture_needs_the_declaration():
    with pytest.raises(InvalidInput, match="cam kết"):
        evidence.stage("anh.png", PNG)
    assert evidence.stage("anh.png", PNG, declared=True).content_type == "image/png"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\tai lieu\\báo cáo.docx", "báo cáo.docx"),
        ("x\r\nSet-Cookie: a.txt", "x Set-Cookie  a.txt"),
        ("gpj\u202etxt.exe", "gpj txt.exe"),
    ],
)
def test_names_lose_folders_and_control_characters(given, kept):
    assert evidence.clean_name(given) == kept


@pytest.fixture
def filed(db):
    """A report with one file, and its author."""
    at = make.agency()
    author = make.officer(at)
    task = make.task(at, status="in_progress", accepted_at=make.NOW)
    files = [evidence.stage("kết quả.txt", "Đã xong".encode())]
    report = {"done": "xong"}
    perform(task.pk, Verb.REPORT, make.actor(author), now=make.NOW, report=report, files=files)
    return task.files.get(), author


def test_the_history_carries_the_hash_of_the_file(filed):
    row, _ = filed
    assert row.task.events.last().after["files"] == [row.sha256]


def test_a_download_is_an_attachment_nobody_sniffs(client, filed):
    row, author = filed
    client.force_login(author)
    answer = client.get(f"/admin/tep/{row.pk}/")
    assert answer.content.decode() == "Đã xong"
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_an_outsider_gets_404(client, filed):
    client.force_login(make.officer(make.agency()))
    assert client.get(f"/admin/tep/{filed[0].pk}/").status_code == 404


def test_a_damaged_file_is_not_handed_out(filed, store):
    row, _ = filed
    (store / row.sha256[:2] / row.sha256).write_bytes(b"other")
    with pytest.raises(NotFound, match="hỏng"):
        evidence.content(row)
