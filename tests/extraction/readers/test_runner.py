"""The child writes nothing and tells nothing; stamps are found wherever a file can hide them."""

import os
import subprocess
import sys

import pytest

from tests.extraction.readers import files
from tests.extraction.readers.files import docx, p, part, table
from tracker.extraction import secrecy
from tracker.extraction.readers import ReadError, read_bytes
from tracker.extraction.readers.ocr import available

NOTE = part("comments", f'<w:comment w:id="1">{p("MẬT")}</w:comment>')
INSIDE = f"<v:textbox><w:txbxContent>{p('TỐI MẬT')}</w:txbxContent></v:textbox>"
BOX = f"<w:p><w:r><w:pict>{INSIDE}</w:pict></w:r></w:p>"
MARK = '<w:p><w:r><w:pict><v:textpath string="TUYỆT MẬT"/></w:pict></w:r></w:p>'
ROWS = [("Số", "Nội dung", "Độ mật"), *[(str(n), "Báo cáo", "mật") for n in range(6)]]
BODY = p(files.SENTENCE)
FOOTNOTE = part("footnotes", f"<w:footnote>{p('MẬT')}</w:footnote>")
DELETED = "<w:p><w:del><w:r><w:delText>TỐI MẬT</w:delText></w:r></w:del></w:p>"
HIDDEN = "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>MẬT</w:t></w:r></w:p>"
SPLIT = "<w:p><w:r><w:t>M</w:t></w:r><w:r><w:t>ẬT</w:t></w:r></w:p>"
OLD = '<w:p><w:r><w:rPr><w:rFonts w:ascii=".VnTimeH"/></w:rPr><w:t>tèi mËt</w:t></w:r></w:p>'

STAMPED = {
    "first paragraph": ("a.docx", lambda: docx(p("MẬT") + BODY)),
    "table cell": ("a.docx", lambda: docx(BODY + table(*ROWS))),
    "letterhead": (
        "a.docx",
        lambda: docx(table(("TỈNH ỦY", "ĐẢNG CỘNG SẢN VIỆT NAM"), ("TỐI MẬT", "")) + BODY),
    ),
    "text box": ("a.docx", lambda: docx(BODY + BOX)),
    "watermark": ("a.docx", lambda: docx(BODY, word__header1_xml=part("hdr", MARK))),
    "header": ("a.docx", lambda: docx(BODY, word__header1_xml=part("hdr", p("MẬT")))),
    "footer": ("a.docx", lambda: docx(BODY, word__footer2_xml=part("ftr", p("M Ậ T")))),
    "comment": ("a.docx", lambda: docx(BODY, word__comments_xml=NOTE)),
    "footnote": ("a.docx", lambda: docx(BODY, word__footnotes_xml=FOOTNOTE)),
    "deleted text": ("a.docx", lambda: docx(DELETED + BODY)),
    "hidden text": ("a.docx", lambda: docx(HIDDEN + BODY)),
    "split runs": ("a.docx", lambda: docx(SPLIT + BODY)),
    "split paragraphs": ("a.docx", lambda: docx(p("TUYỆT") + p("MẬT") + BODY)),
    "title property": ("a.docx", lambda: docx(BODY, docProps__core_xml="<c><title>Tối mật</title></c>")),
    "status property": (
        "a.docx",
        lambda: docx(BODY, docProps__core_xml="<c><contentStatus>MẬT</contentStatus></c>"),
    ),
    "number": ("a.docx", lambda: docx(p("Số 12-BC/TU (Mật)") + BODY)),
    "old font": ("a.docx", lambda: docx(OLD + BODY)),
    "pdf line": ("a.pdf", lambda: files.pdf(["MẬT", files.SENTENCE])),
    "pdf running head": ("a.pdf", lambda: files.pdf(*[[f"Nội dung {n}"] for n in "abcd"], head="TỐI MẬT")),
    "pdf keywords": ("a.pdf", lambda: files.pdf([files.SENTENCE], keywords="Tuyệt mật")),
    "doc text": ("a.doc", lambda: files.doc("MẬT\rNội dung\r")),
    "doc header": ("a.doc", lambda: files.doc("Nội dung\r", "TỐI MẬT\r")),
    "html comment": ("a.html", lambda: "<html><!-- TỐI MẬT --><p>Nội dung của bài viết</p></html>".encode()),
    "html menu": ("a.html", lambda: "<html><nav>MẬT</nav><p>Nội dung của bài viết</p></html>".encode()),
    "mail subject": (
        "a.eml",
        lambda: "From: a@b.vn\nSubject: [MẬT] Kết luận\nMIME-Version: 1.0\n\nNội dung".encode(),
    ),
    "outlook body": ("a.msg", lambda: files.msg("Kết luận", "MẬT\r\nNội dung")),
    "outlook attachment": ("a.msg", lambda: files.msg("Kết luận", "Nội dung", {"a.docx": docx(p("MẬT"))})),
    "text": ("a.txt", lambda: "Nội dung\nTỐI MẬT".encode("utf-16")),
    "text in TCVN3": ("a.txt", lambda: "Céng hoµ x· héi chñ nghÜa\nTèi mËt".encode("cp1252")),
}


@pytest.mark.parametrize("place", STAMPED)
def test_a_stamp_is_found_wherever_it_stands(place):
    name, make = STAMPED[place]
    if name == "a.pdf" and files.FONT is None:
        pytest.skip("DejaVuSans.ttf (fonts-dejavu-core) is missing")
    result = read_bytes(name, make())
    found = secrecy.check(result.text, result.hidden_text)
    assert found is not None
    assert found.strength == "hard"


@pytest.mark.parametrize("kind", ["docx", "msg", "doc"])
def test_a_file_without_a_stamp_passes(kind):
    data = {
        "docx": docx(BODY),
        "msg": files.msg("Kết luận", "Nội dung"),
        "doc": files.doc(files.SENTENCE + "\r"),
    }[kind]
    result = read_bytes("a." + kind, data)
    assert secrecy.check(result.text, result.hidden_text) is None


def test_nothing_is_written_to_any_disk(tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    before = set(os.listdir("/tmp")) | set(os.listdir("/"))
    for name, make in STAMPED.values():
        if name != "a.pdf" or files.FONT is not None:
            read_bytes(name, make())
    if available() and files.FONT is not None:
        read_bytes("a.pdf", files.scan(["Nội dung văn bản"]))
    assert list(tmp_path.iterdir()) == []
    written = (set(os.listdir("/tmp")) | set(os.listdir("/"))) - before
    assert not {name for name in written if name.startswith(("tess", "antiword", "upload", "page"))}


def test_the_child_cannot_write_a_file(tmp_path):
    program = (
        "from tracker.extraction.readers import DEFAULT\n"
        "from tracker.extraction.readers.worker import _restrict\n"
        f"_restrict(DEFAULT)\nopen({str(tmp_path / 'x')!r}, 'wb', buffering=0).write(b'x')"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert "File too large" in done.stderr
    assert (tmp_path / "x").stat().st_size == 0


def test_a_refusal_repeats_no_word_of_the_file():
    with pytest.raises(ReadError) as caught:
        read_bytes("kin.docx", files.package({"word/document.xml": "<w:t>Chuyện riêng</w:t><"}))
    shown = repr(caught.value) + repr(caught.value.__cause__)
    assert "Chuyện riêng" not in shown


def test_many_readings_leave_no_child_and_no_open_file_behind():
    def open_files():
        return len(os.listdir("/proc/self/fd"))

    read_bytes("a.txt", b"xin chao")
    before = open_files()
    for _ in range(20):
        read_bytes("a.txt", b"xin chao")
    assert open_files() == before
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)
