"""News pages: the article without menus; everything cut off is handed to the secrecy check."""

import pytest

from tracker.extraction.readers import ReadError, read_bytes

MENU = "".join(f'<li><a href="/{n}">Chuyên mục số {n}</a></li>' for n in range(30))
RELATED = "".join(
    f'<li><a href="/t{n}">Bài viết khác rất đáng đọc số {n} trong tuần này</a></li>' for n in range(20)
)
PARAGRAPHS = [
    "Sáng 3/2, Thường trực Tỉnh ủy tổ chức hội nghị giao ban với các cơ quan tham mưu, giúp việc.",
    "Kết luận hội nghị, đồng chí Bí thư giao Ủy ban nhân dân tỉnh chủ trì rà soát các dự án chậm tiến độ.",
    "Các cấp ủy báo cáo kết quả về Văn phòng Tỉnh ủy trước ngày 30/11/2026.",
]
ARTICLE = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
TITLE = "<h1>Giao ban tuần</h1>"
PAGES = {
    "article tag": f"<nav><ul>{MENU}</ul></nav><article>{TITLE}{ARTICLE}</article><aside>{RELATED}</aside>",
    "nested blocks": (
        f'<div id="top"><ul>{MENU}</ul></div><div class="wrap"><div class="main"><h1>Giao ban tuần</h1>'
        f'<div class="body">{ARTICLE}</div></div><div class="col"><ul>{RELATED}</ul></div></div>'
    ),
    "line breaks": f"<ul>{MENU}</ul>{TITLE}<div id=n>{'<br><br>'.join(PARAGRAPHS)}</div><ul>{RELATED}</ul>",
    "old table layout": (
        f"<table><tr><td><ul>{MENU}</ul></td><td>{TITLE}{ARTICLE}</td><td>{RELATED}</td></tr></table>"
    ),
    "no closing tags": f"<ul>{MENU}</ul>{TITLE}<div>" + "".join(f"<p>{t}" for t in PARAGRAPHS),
}


def page(body, head=""):
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'.encode()
    )


@pytest.mark.parametrize("layout", PAGES)
def test_only_the_article_is_read(layout):
    assert read_bytes("a.html", page(PAGES[layout])).text.split("\n") == ["Giao ban tuần", *PARAGRAPHS]


def test_scripts_and_hidden_blocks_are_not_text():
    extra = '<script>var a="xyz"</script><div style="display: none">giấu kín</div>'
    result = read_bytes("a.html", page(f"<article>{extra}{ARTICLE}</article>"))
    assert "xyz" not in result.text
    assert "giấu kín" not in result.text
    assert "giấu kín" in result.hidden_text


def test_comments_and_descriptions_are_handed_over():
    head = '<title>Tên trang</title><meta name="description" content="Mô tả trang">'
    result = read_bytes("a.html", page(f"<!-- chú thích --><div>{ARTICLE}</div>", head))
    assert {"Tên trang", "Mô tả trang", "chú thích"} <= {line.strip() for line in result.hidden_text}


def test_rows_of_a_data_table_stay_on_one_line():
    table = "<table><tr><td>Sở Y tế</td><td>30/11/2026</td></tr></table>"
    assert "Sở Y tế | 30/11/2026" in read_bytes("a.html", page(f"<article>{ARTICLE}{table}</article>")).text


def test_entities_and_blanks_are_resolved():
    text = ARTICLE.replace("Sáng", "&nbsp;S&aacute;ng\n   ").replace("30/11", "30&#47;11")
    assert read_bytes("a.html", page(f"<div>{text}</div>")).text.split("\n") == PARAGRAPHS


def test_a_declared_coding_is_used():
    body = page(f"<div>{ARTICLE}</div>").decode().replace("utf-8", "utf-16")
    assert PARAGRAPHS[2] in read_bytes("a.html", body.encode("utf-8")).text


@pytest.mark.parametrize("name", ["has-sidebar", "content no-comment", "menu open"])
def test_a_name_like_furniture_on_the_whole_page_does_not_hide_it(name):
    body = f'<nav><ul>{MENU}</ul></nav><div class="{name}"><div>{TITLE}{ARTICLE}</div></div>'
    assert read_bytes("a.html", page(body)).text.split("\n") == ["Giao ban tuần", *PARAGRAPHS]


def test_boxes_inside_the_article_are_cut_off():
    box = f'<div class="tin-lien-quan"><ul>{RELATED}</ul></div>'
    text = read_bytes("a.html", page(f"<article>{TITLE}{ARTICLE}{box}</article>")).text
    assert text.split("\n") == ["Giao ban tuần", *PARAGRAPHS]


def test_a_stamp_below_the_depth_of_the_parser_is_handed_over():
    result = read_bytes("a.html", page(f"<p>{ARTICLE}</p>" + "<div>" * 3000 + "TỐI MẬT" + "</div>" * 3000))
    assert "TỐI MẬT" in result.text.split("\n") + list(result.hidden_text)


def test_a_page_without_text_is_refused():
    with pytest.raises(ReadError) as caught:
        read_bytes("a.html", page("<script>1</script>"))
    assert caught.value.code == "no_text"


def test_deep_nesting_ends_in_text_or_a_sentence():
    try:
        result = read_bytes("a.html", page("<div>" * 20_000 + ARTICLE + "</div>" * 20_000))
    except ReadError as error:
        assert error.code in ("no_text", "damaged", "unsafe", "timeout", "memory")
    else:
        assert result.kind == "html"
