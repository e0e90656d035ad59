"""Word files: everything a reader sees is in the text, everything else is handed to the secrecy check."""

import unicodedata

import pytest

from tests.extraction.readers import files
from tests.extraction.readers.files import W, docx, numbered, p, part, table
from tracker.extraction.readers import read_bytes

NUMBERING = part(
    "numbering",
    '<w:abstractNum w:abstractNumId="7">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl>'
    '<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%3)"/></w:lvl>'
    '<w:lvl w:ilvl="3"><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%2"/></w:lvl>'
    "</w:abstractNum>"
    '<w:abstractNum w:abstractNumId="8">'
    '<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0b7"/></w:lvl>'
    "</w:abstractNum>"
    '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="7"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/></w:lvlOverride>'
    "</w:num>",
)


def text_of(body, **parts):
    return read_bytes("a.docx", docx(body, **parts)).text


def test_automatic_numbers_are_counted_at_every_level():
    body = (
        numbered("Một")
        + numbered("a", 1)
        + numbered("x", 2)
        + numbered("y", 2)
        + numbered("b", 1)
        + numbered("Hai")
    )
    lines = text_of(body, word__numbering_xml=NUMBERING).split("\n")
    assert lines == ["I. Một", "1. a", "a) x", "b) y", "2. b", "II. Hai"]


def test_a_deeper_level_starts_again_below_a_new_number():
    body = numbered("Một") + numbered("a", 1) + numbered("Hai") + numbered("b", 1)
    assert text_of(body, word__numbering_xml=NUMBERING).endswith("II. Hai\n1. b")


def test_bullets_become_dashes():
    assert text_of(numbered("Việc", list_id=2), word__numbering_xml=NUMBERING) == "- Việc"


def test_a_list_can_start_at_another_number():
    assert text_of(numbered("Việc", list_id=3), word__numbering_xml=NUMBERING) == "IV. Việc"


def test_legal_numbers_are_all_digits():
    body = numbered("Một") + numbered("a", 1) + numbered("x", 3)
    assert text_of(body, word__numbering_xml=NUMBERING).endswith("1.1 x")


def test_numbers_come_through_styles():
    styles = part(
        "styles",
        '<w:style w:type="paragraph" w:styleId="Cha">'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Con"><w:basedOn w:val="Cha"/></w:style>',
    )
    body = p("Việc", '<w:pStyle w:val="Con"/>')
    assert text_of(body, word__numbering_xml=NUMBERING, word__styles_xml=styles) == "I. Việc"


def test_plain_paragraphs_get_no_number():
    assert text_of(p("Việc"), word__numbering_xml=NUMBERING) == "Việc"


def test_insertions_stay_and_deletions_go():
    body = (
        "<w:p><w:r><w:t>Hạn: </w:t></w:r>"
        "<w:del><w:r><w:delText>trước ngày 15/11/2026</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>trước ngày 30/11/2026</w:t></w:r></w:ins></w:p>"
    )
    result = read_bytes("a.docx", docx(body))
    assert result.text == "Hạn: trước ngày 30/11/2026"
    assert "trước ngày 15/11/2026" in result.hidden_text
    assert "sửa đổi" in result.warnings[0]


def test_moved_text_stands_only_where_it_went():
    old, new = ("<w:r><w:t>" + word + "</w:t></w:r>" for word in ("cũ", "mới"))
    body = f"<w:p><w:moveFrom>{old}</w:moveFrom><w:moveTo>{new}</w:moveTo></w:p>"
    assert text_of(body) == "mới"


def test_a_row_of_a_table_is_one_line():
    rows = [("STT", "Nội dung", "Cơ quan")] + [(str(n), f"Việc {n}", "Sở Y tế") for n in range(1, 6)]
    assert "\n3 | Việc 3 | Sở Y tế\n" in text_of(table(*rows))


def test_the_letterhead_is_read_column_by_column():
    head = table(("TỈNH ỦY BẮC SƠN", "ĐẢNG CỘNG SẢN VIỆT NAM"), ("Số 12-TB/TU", "ngày 3 tháng 2 năm 2026"))
    assert text_of(head).split("\n") == [
        "TỈNH ỦY BẮC SƠN",
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "Số 12-TB/TU",
        "ngày 3 tháng 2 năm 2026",
    ]


def test_several_paragraphs_in_a_cell_stay_on_the_line():
    cell = f"<w:tc>{p('Một')}{p('Hai.')}{p('Ba')}</w:tc>"
    other = f"<w:tc>{p('x')}</w:tc>"
    assert text_of(f"<w:tbl><w:tr>{cell}{other}{other}</w:tr></w:tbl>") == "Một; Hai. Ba | x | x"


def test_content_controls_links_and_fields_are_text():
    body = (
        "<w:sdt><w:sdtContent>" + p("Trong khung") + "</w:sdtContent></w:sdt>"
        "<w:p><w:hyperlink><w:r><w:t>liên kết</w:t></w:r></w:hyperlink>"
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t> 30/11/2026</w:t></w:r></w:p>'
    )
    assert text_of(body) == "Trong khung\nliên kết 30/11/2026"


def test_a_text_box_is_read_once_after_its_paragraph():
    box = f"<w:txbxContent>{p('Trong hộp')}</w:txbxContent>"
    body = (
        "<w:p><w:r><w:t>Ngoài hộp</w:t></w:r><w:r><mc:AlternateContent>"
        f"<mc:Choice><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert text_of(body) == "Ngoài hộp\nTrong hộp"


def test_footnotes_follow_the_text():
    notes = part("footnotes", f'<w:footnote w:id="2">{p("Theo Nghị quyết 12.")}</w:footnote>')
    body = '<w:p><w:r><w:t>Giao Sở Y tế</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    assert text_of(body, word__footnotes_xml=notes) == "Giao Sở Y tế[1]\n[1] Theo Nghị quyết 12."


def test_headers_are_read_once_without_page_numbers():
    first = part("hdr", p("VĂN PHÒNG TỈNH ỦY") + p("Trang 2"))
    result = text_of(p("Nội dung"), word__header1_xml=first, word__header2_xml=first)
    assert result == "VĂN PHÒNG TỈNH ỦY\nNội dung"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("word/comments.xml", part("comments", f'<w:comment w:id="1">{p("Bí ẩn")}</w:comment>')),
        ("word/footer1.xml", part("ftr", p("Bí ẩn"))),
        ("word/other.xml", part("hdr", p("Bí ẩn"))),
        ("docProps/core.xml", '<c xmlns:d="u"><d:title>Bí ẩn</d:title></c>'),
        ("docProps/custom.xml", "<Properties><property><lpwstr>Bí ẩn</lpwstr></property></Properties>"),
        (
            "word/header3.xml",
            part("hdr", '<w:p><w:r><w:pict><v:textpath string="Bí ẩn"/></w:pict></w:r></w:p>'),
        ),
        ("word/glossary/document.xml", files.document(p("Bí ẩn"))),
        ("customXml/item1.xml", "<a><b>Bí ẩn</b></a>"),
    ],
)
def test_every_hidden_part_is_handed_over(name, data):
    result = read_bytes(
        "a.docx", files.package({"word/document.xml": files.document(p("Nội dung")), name: data})
    )
    assert result.text == "Nội dung"
    assert "Bí ẩn" in result.hidden_text


def test_hidden_words_are_not_text_but_are_handed_over():
    body = "<w:p><w:r><w:t>Hiện</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>Ẩn đi</w:t></w:r></w:p>"
    result = read_bytes("a.docx", docx(body))
    assert result.text == "Hiện"
    assert "Ẩn đi" in result.hidden_text


def test_old_fonts_are_decoded_run_by_run():
    body = (
        '<w:p><w:r><w:rPr><w:rFonts w:ascii=".VnTimeH"/></w:rPr><w:t>tØnh uû </w:t></w:r>'
        '<w:r><w:rPr><w:rFonts w:ascii=".VnTime"/></w:rPr><w:t>H­ng Yªn</w:t></w:r>'
        "<w:r><w:t> – Đà Nẵng</w:t></w:r></w:p>"
    )
    assert text_of(body) == "TỈNH UỶ Hưng Yên – Đà Nẵng"


def test_pictures_need_a_declaration():
    result = read_bytes("a.docx", docx(word__media__image1="x"))
    assert result.needs_declaration
    assert "hình ảnh" in result.warnings[0]


def test_embedded_files_need_a_declaration():
    assert read_bytes("a.docx", docx(word__embeddings__a="x")).needs_declaration


def test_a_plain_file_needs_no_declaration_and_no_warning():
    result = read_bytes("a.docx", docx())
    assert (result.text, result.kind, result.warnings, result.needs_declaration) == (
        files.SENTENCE,
        "docx",
        (),
        False,
    )


def test_the_strict_dialect_is_read_too():
    strict = files.document(p("Việc")).replace(
        W, 'xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"'
    )
    assert read_bytes("a.docx", files.package({"word/document.xml": strict})).text == "Việc"


def test_text_comes_composed():
    assert text_of(p(unicodedata.normalize("NFD", "Tỉnh ủy"))) == "Tỉnh ủy"
