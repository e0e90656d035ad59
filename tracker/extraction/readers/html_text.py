"""Any HTML as lines of text: one line per block, table rows on one line. Knows no menus or articles."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from lxml import etree, html

from .errors import ReadError

SILENT = frozenset(("script", "style", "noscript", "template", "head"))
BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "br", "center", "dd", "div", "dl", "dt"),
        *("figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li"),
        *(
            "main",
            "nav",
            "ol",
            "p",
            "pre",
            "section",
            "table",
            "tbody",
            "td",
            "tfoot",
            "th",
            "thead",
            "tr",
            "ul",
        ),
    )
)
_SPACE = re.compile(r"[ \t\r\n\f\v\u00a0]+")


def parse_html(source: str) -> etree._Element:
    """The tree of an HTML source given as text. Raises ReadError damaged when there is nothing to parse."""
    try:
        # lxml refuses text with an encoding declaration, so bytes with a known coding go in.
        parser = html.HTMLParser(encoding="utf-8", huge_tree=False, no_network=True)
        root = html.document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise ReadError("damaged", kind=".html") from error
    return root


def squeeze(text: str) -> str:
    """The text with single blanks."""
    return _SPACE.sub(" ", text).strip()


def text_lines(root: etree._Element, skipped: Collection[etree._Element] = ()) -> Iterator[str]:
    """The lines of text under an element, without the elements in ``skipped``; some lines may be empty."""
    line: list[str] = []
    for text, is_border, in_row in _stream(root, skipped):
        if is_border and in_row:
            line.append(" | ")
        elif is_border:
            yield _tidy("".join(line))
            line = []
        else:
            line.append(text)
    yield _tidy("".join(line))


def _tidy(line: str) -> str:
    cells = (squeeze(cell) for cell in line.split(" | "))
    return " | ".join(cell for cell in cells if cell)


def _stream(root: etree._Element, skipped: Collection[etree._Element]) -> Iterator[tuple[str, bool, bool]]:
    """(text, is a block border, the border is inside a table row), without recursion: pages nest deeply."""
    row_depth = 0
    skip: etree._Element | None = None
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        tag = element.tag if isinstance(element.tag, str) else ""
        is_row = tag == "tr" and not _is_layout_row(element)
        if event == "start":
            if skip is None and element is not root and (tag in SILENT or element in skipped):
                skip = element
            if skip is None:
                row_depth += is_row
                if tag in BLOCKS:
                    yield "", True, row_depth > 0 and tag != "tr"
                yield element.text or "", False, False
            continue
        if event == "end":
            if skip is None:
                row_depth -= is_row
                if tag in BLOCKS:
                    yield "", True, row_depth > 0 and tag != "tr"
            if skip is element:
                skip = None
        if skip is None and element is not root:
            yield element.tail or "", False, False


def _is_layout_row(row: etree._Element) -> bool:
    """A row with one cell, with many paragraphs or with a table in it only places things on the page."""
    cells = [cell for cell in row if cell.tag in ("td", "th")]
    return len(cells) < 2 or any(len(c.findall(".//p")) > 3 or c.find(".//table") is not None for c in cells)
