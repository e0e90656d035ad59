"""Web pages: the article of a news page without menus.

The article is the block with most words outside links; its rule needs no knowledge of any one site.
"""

from __future__ import annotations

import re
from html import unescape

from lxml import etree

from .html_text import BLOCKS, SILENT, parse_html, squeeze, text_lines
from .plain import decode
from .result import Draft, Limits

_DROPPED = frozenset(
    (
        *("nav", "aside", "form", "button", "select", "option", "iframe", "svg", "canvas", "object", "embed"),
        *("video", "audio", "input", "textarea", "menu", "dialog"),
    )
)
_FURNITURE = re.compile(
    r"(?:^|[-_ ])(?:nav|menu|sidebar|footer|breadcrumb|related|relate|tag|tags|share|social|comment|comments|"
    r"banner|advert|ads|popup|cookie|login|search|rating|tin-lien-quan|tin-khac|most-read)(?:$|[-_ ])",
    re.IGNORECASE,
)
_META_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)", re.IGNORECASE)
_TAG = re.compile(r"<[^>]{0,2000}>")
_SCRIPT = re.compile(r"<(script|style)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_SHORT_LINE = 60
# A block named like furniture with this share of the words is the page itself, e.g. class="has-sidebar".
_TOO_MUCH = 0.4


def read_html(data: bytes, limits: Limits) -> Draft:
    """The article of a news page; everything else of the page goes to the hidden text."""
    draft = Draft()
    declared = _META_CHARSET.search(data[:4096])
    source = decode(data, draft, hint=declared.group(1).decode() if declared else None)
    page = _Page(parse_html(source))
    draft.lines = page.lines()
    kept = set(draft.lines)
    draft.hidden = [line for line in text_lines(page.root) if line and line not in kept]
    draft.hidden += page.unseen()
    # The parser gives up below a depth of 255; the secrecy check must not.
    bare = (line.strip() for line in _TAG.sub("\n", _SCRIPT.sub("\n", source)).split("\n"))
    draft.hidden += dict.fromkeys(unescape(line) for line in bare if 0 < len(line) <= _SHORT_LINE)
    return draft


class _Page:
    """One page with the words counted under every element."""

    def __init__(self, root: etree._Element) -> None:
        self.root = root
        self.words: dict[etree._Element, int] = {}
        self.linked: dict[etree._Element, int] = {}
        self.cut: dict[etree._Element, int] = {}  # words under an element that are furniture
        self._count()
        self.furniture = self._find_furniture()

    def lines(self) -> list[str]:
        """The title and the lines of the article."""
        lines = [line for line in text_lines(self._article(), self.furniture) if line]
        title = self._title()
        return [title, *lines] if title and title not in lines[:3] else lines

    def _count(self) -> None:
        for _, element in etree.iterwalk(self.root, events=("end",)):
            tag = element.tag
            own = 0 if tag in SILENT else len((element.text or "").split())
            own += sum(len((child.tail or "").split()) for child in element)
            total = own + sum(self.words.get(child, 0) for child in element)
            self.words[element] = 0 if tag in SILENT else total
            self.linked[element] = (
                total if tag == "a" else sum(self.linked.get(child, 0) for child in element)
            )

    def _find_furniture(self) -> set[etree._Element]:
        limit = self._plain(self.root) * _TOO_MUCH
        found: set[etree._Element] = set()
        inside: set[etree._Element] = set()
        for element in self.root.iter(etree.Element):
            parent = element.getparent()
            if parent is not None and (parent in found or parent in inside):
                inside.add(element)
            elif element.tag in _DROPPED or _is_hidden(element):
                found.add(element)
            elif element.tag in ("html", "body", "article", "main") or not self._is_named_furniture(element):
                continue
            elif self._plain(element) <= limit or self._link_share(element) > 0.5:
                found.add(element)
        for element in found:
            for ancestor in element.iterancestors():
                self.cut[ancestor] = self.cut.get(ancestor, 0) + self.words[element]
        self._gone = found | inside
        return found

    @staticmethod
    def _is_named_furniture(element: etree._Element) -> bool:
        if element.tag in ("header", "footer"):
            return not any(ancestor.tag == "article" for ancestor in element.iterancestors())
        return bool(_FURNITURE.search(f"{element.get('class') or ''} {element.get('id') or ''}"))

    def _plain(self, element: etree._Element) -> int:
        return self.words[element] - self.linked[element]

    def _link_share(self, element: etree._Element) -> float:
        return self.linked[element] / max(1, self.words[element])

    def _article(self) -> etree._Element:
        """The block that holds most of the running text: each paragraph votes for its parents."""
        scores: dict[etree._Element, float] = {}
        for block in self.root.iter("p", "div", "td", "li", "blockquote", "section", "h2", "h3"):
            vote = float(self._own_words(block))
            if vote < 8:
                continue
            for ancestor in [block, *block.iterancestors()][: 4 if block.tag == "p" else 3]:
                scores[ancestor] = scores.get(ancestor, 0.0) + vote
                vote *= 0.6
        if not scores:
            body = self.root.find("body")
            return self.root if body is None else body
        return self._widen(max(scores, key=lambda element: scores[element]))

    def _own_words(self, block: etree._Element) -> int:
        """Words of the block itself and its inline children; links and furniture do not count."""
        if block in self._gone:
            return 0
        count = len((block.text or "").split())
        for item in block:
            if isinstance(item.tag, str) and item.tag not in BLOCKS and item not in self._gone:
                count += self.words[item] - self.linked[item]
            count += len((item.tail or "").split())
        return count

    def _widen(self, best: etree._Element) -> etree._Element:
        """Step up while the parent adds much text: an article split over blocks has a common parent."""
        total = self._shown_words(best)
        for parent in best.iterancestors():
            if parent.tag in ("body", "html"):
                break
            wider = self._shown_words(parent)
            if parent.tag not in ("article", "main") and wider <= total * 1.25:
                continue
            if self._link_share(parent) >= 0.25:
                break
            best, total = parent, wider
        return best

    def _shown_words(self, element: etree._Element) -> int:
        return self.words[element] - self.cut.get(element, 0)

    def _title(self) -> str | None:
        for heading in self.root.iter("h1"):
            if title := squeeze("".join(heading.itertext())):
                return title
        for meta in self.root.iter("meta"):
            if meta.get("property") == "og:title" and meta.get("content"):
                return squeeze(unescape(str(meta.get("content"))))
        return None

    def unseen(self) -> list[str]:
        """Comments, meta contents and titles: words that no reader of the page sees."""
        found = [str(node.text) for node in self.root.iter(etree.Comment) if node.text and node.text.strip()]
        found += [str(meta.get("content")) for meta in self.root.iter("meta") if meta.get("content")]
        found += [str(image.get("alt")) for image in self.root.iter("img") if image.get("alt")]
        return found + ["".join(title.itertext()) for title in self.root.iter("title")]


def _is_hidden(element: etree._Element) -> bool:
    style = (element.get("style") or "").replace(" ", "").lower()
    return "display:none" in style or "visibility:hidden" in style or element.get("hidden") is not None
