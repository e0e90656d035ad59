"""Evidence: judged by its first bytes, kept by hash, refused when marked secret, handed out by permission."""

import zipfile
from io import BytesIO

import pytest
from docx import Document as Docx
from openpyxl import Workbook

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


def workbook():
    book, out = Workbook(), BytesIO()
    book.active.append(["Kết quả thực hiện"])
    book.save(out)
    return out.getvalue()


def bent(data, at):
    """The same bytes with one of them changed."""
    return data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :]


@pytest.mark.parametrize("share", [0.05, 0.3, 0.5, 0.7, 0.9, 0.97])
def test_a_damaged_workbook_needs_the_declaration_or_is_refused(share):
    data = workbook()
    with pytest.raises(InvalidInput) as refused:
        for at in range(int(len(data) * share), int(len(data) * share) + 40):
            evidence.stage("bang.xlsx", bent(data, at))
    assert refused.value.code in ("declaration_needed", "file_type")


def test_a_sound_workbook_needs_no_declaration():
    assert evidence.stage("bang.xlsx", workbook()).name == "bang.xlsx"


@pytest.mark.parametrize("written", ["TUYỆT MẬT", "TUY&#7878;T M&#7852;T", "TUY&#x1EC6;T M&#x1EAC;T"])
@pytest.mark.parametrize("coding", ["utf-8", "utf-16"])
def test_a_mark_in_a_workbook_is_found_however_its_letters_are_written(written, coding):
    out = BytesIO(workbook())
    xml = f'<?xml version="1.0"?><sst><si><t>{written}</t></si></sst>'.encode(coding)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("xl/sharedStrings.xml", xml)
    with pytest.raises(InvalidInput) as refused:
        evidence.stage("bang.xlsx", out.getvalue(), declared=True)
    assert refused.value.code == "classified"


def test_a_mark_in_the_sound_part_of_a_damaged_workbook_is_still_found():
    book, out = Workbook(), BytesIO()
    book.active.title = "x"
    book.active.append(["TUYỆT MẬT"])
    book.save(out)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/zz.xml", b"<a>" + b"x" * 5000 + b"</a>")
        broken = archive.getinfo("xl/zz.xml").header_offset + 50
    with pytest.raises(InvalidInput) as refused:
        evidence.stage("bang.xlsx", bent(out.getvalue(), broken), declared=True)
    assert refused.value.code == "classified"
