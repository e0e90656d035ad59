"""Web pages: the article of a news page without menus, and plain text out of any HTML.

The article is the block with most words outside links; its rule needs no knowledge of any one site.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from lxml import etree, html

from .errors import ReadError
from .plain import decode
from .result import Draft, Limits

_DROPPED = {
    *(
        "script",
        "style",
        "noscript",
        "template",
        "nav",
        "aside",
        "form",
        "button",
        "select",
        "option",
        "iframe",
    ),
    *("svg", "canvas", "object", "embed", "video", "audio", "input", "textarea", "menu", "dialog"),
}
_BLOCKS = {
    *(
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "figcaption",
    ),
    *(
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
    ),
    *("p", "pre", "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
}
_FURNITURE = re.compile(
    r"(?:^|[-_ ])(?:nav|menu|sidebar|footer|breadcrumb|related|relate|tag|tags|share|social|comment|comments|"
    r"banner|advert|ads|popup|cookie|login|search|rating|tin-lien-quan|tin-khac|most-read)(?:$|[-_ ])",
    re.IGNORECASE,
)
_META_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n\f\v\u00a0]+")


def read_html(data: bytes, limits: Limits) -> Draft:
    """The article of a news page. Raises ReadError no_text when the page has none."""
    draft = Draft()
    declared = _META_CHARSET.search(data[:4096])
    source = decode(data, draft, hint=declared.group(1).decode() if declared else None)
    root = parse_html(source)
    everything = [line for line in text_lines(root, keep_furniture=True) if line]
    article = _article(root)
    lines = [line for line in text_lines(article) if line]
    title = _title(root)
    if title and title not in lines[:3]:
        lines.insert(0, title)
    kept = set(lines)
    draft.lines = lines
    draft.hidden = [line for line in everything if line not in kept] + _unseen(root)
    return draft


def parse_html(source: str) -> etree._Element:
    """The tree of an HTML source given as text. Raises ReadError damaged when there is nothing to parse."""
    try:
        # lxml refuses text with an encoding declaration, so bytes with a known coding go in.
        parser = html.HTMLParser(encoding="utf-8", huge_tree=False, no_network=True)
        root = html.document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise ReadError("damaged", kind=".html") from error
    return root


def text_lines(root: etree._Element, *, keep_furniture: bool = False) -> Iterator[str]:
    """The text under an element, one line per block; table rows on one line with " | " between cells."""
    line: list[str] = []
    for word, is_break, in_row in _stream(root, keep_furniture):
        if is_break and in_row:
            line.append(" | ")
        elif is_break:
            yield _tidy("".join(line))
            line = []
        else:
            line.append(word)
    yield _tidy("".join(line))


def _tidy(line: str) -> str:
    cells = [_SPACE.sub(" ", cell).strip() for cell in line.split(" | ")]
    return " | ".join(cell for cell in cells if cell)


def _stream(root: etree._Element, keep_furniture: bool) -> Iterator[tuple[str, bool, bool]]:
    """(text, is a block border, the border is inside a table row), without recursion: pages nest deeply."""
    row_depth = 0
    skip: etree._Element | None = None
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event in ("comment", "pi"):
            if skip is None and element.tail and element is not root:
                yield element.tail, False, False
            continue
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            if skip is None and element is not root and _is_skipped(element, tag, keep_furniture):
                skip = element
            if skip is None:
                row_depth += tag == "tr" and not _is_layout_row(element)
                if tag in _BLOCKS:
                    yield "", True, row_depth > 0 and tag != "tr"
                if element.text:
                    yield element.text, False, False
            continue
        if skip is None:
            row_depth -= tag == "tr" and not _is_layout_row(element)
            if tag in _BLOCKS:
                yield "", True, row_depth > 0 and tag != "tr"
        if skip is element:
            skip = None
        if skip is None and element.tail and element is not root:
            yield element.tail, False, False


def _is_layout_row(row: etree._Element) -> bool:
    """A row with one cell or with many paragraphs only places things on the page."""
    cells = [cell for cell in row if cell.tag in ("td", "th")]
    return len(cells) < 2 or any(
        len(cell.findall(".//p")) > 3 or cell.find(".//table") is not None for cell in cells
    )


def _is_skipped(element: etree._Element, tag: str, keep_furniture: bool) -> bool:
    if tag in ("script", "style", "noscript", "template", "head") or (not keep_furniture and tag in _DROPPED):
        return True
    if keep_furniture or tag in ("body", "article", "main"):
        return False
    if tag in ("header", "footer") and not _inside_article(element):
        return True
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return bool(_FURNITURE.search(names)) or _is_hidden(element)


def _inside_article(element: etree._Element) -> bool:
    return any(ancestor.tag == "article" for ancestor in element.iterancestors())


def _is_hidden(element: etree._Element) -> bool:
    style = (element.get("style") or "").replace(" ", "").lower()
    return "display:none" in style or "visibility:hidden" in style or element.get("hidden") is not None


def _article(root: etree._Element) -> etree._Element:
    """The block that holds most of the running text: each paragraph votes for its parents."""
    scores: dict[etree._Element, float] = {}
    for block in root.iter("p", "div", "td", "li", "blockquote", "section", "h2", "h3"):
        words = _own_words(block)
        if words < 8:
            continue
        vote = float(words)
        for ancestor in [block, *block.iterancestors()][: 4 if block.tag == "p" else 3]:
            scores[ancestor] = scores.get(ancestor, 0.0) + vote
            vote *= 0.6
    body = root.find("body")
    if not scores:
        return root if body is None else body
    best = max(scores, key=lambda element: scores[element])
    return _widen(best, scores)


def _widen(best: etree._Element, scores: dict[etree._Element, float]) -> etree._Element:
    """Step up while the parent adds much text: an article split over several blocks has a common parent."""
    total = _words_under(best)
    for parent in best.iterancestors():
        if parent.tag in ("body", "html"):
            break
        wider = _words_under(parent)
        if parent.tag in ("article", "main") or wider > total * 1.25:
            if _link_share(parent) < 0.25:
                best, total = parent, wider
            else:
                break
    return best


def _own_words(block: etree._Element) -> int:
    """Words of the block itself and its inline children, links not counted, furniture counted as none."""
    if any(
        _is_skipped(e, str(e.tag), False) for e in (block, *block.iterancestors()) if isinstance(e.tag, str)
    ):
        return 0
    count = len((block.text or "").split())
    for item in block:
        if (
            isinstance(item.tag, str)
            and item.tag not in _BLOCKS
            and item.tag != "a"
            and item.tag not in _DROPPED
        ):
            count += len("".join(item.itertext()).split())
        count += len((item.tail or "").split())
    return count


def _words_under(element: etree._Element) -> int:
    return sum(len(line.split()) for line in text_lines(element))


def _link_share(element: etree._Element) -> float:
    linked = sum(len("".join(link.itertext()).split()) for link in element.iter("a"))
    return linked / max(1, len("".join(element.itertext()).split()))


def _title(root: etree._Element) -> str | None:
    headings = [heading for heading in root.iter("h1") if "".join(heading.itertext()).strip()]
    if headings:
        return _SPACE.sub(" ", "".join(headings[0].itertext())).strip()
    for meta in root.iter("meta"):
        if meta.get("property") == "og:title" and meta.get("content"):
            return _SPACE.sub(" ", unescape(str(meta.get("content")))).strip()
    return None


def _unseen(root: etree._Element) -> list[str]:
    """Comments, meta contents and titles: words that no reader of the page sees."""
    found = [str(node.text) for node in root.iter(etree.Comment) if node.text and node.text.strip()]
    found += [str(meta.get("content")) for meta in root.iter("meta") if meta.get("content")]
    found += ["".join(title.itertext()) for title in root.iter("title")]
    return found
