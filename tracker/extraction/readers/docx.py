"""Word files (.docx): the text as a reader sees it, and everything Word hides, kept apart.

An own walk over the XML: the libraries lose either list numbers ("a)", "I."), insertions or headers.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from lxml import etree

from ..oldcodes import DECODERS, from_tcvn3, of_font
from .docx_numbering import Numbering, Styles, font_of, is_on, number_of
from .errors import ReadError, warning
from .result import Draft, Limits
from .xmltools import attr, child, descendants, local, parse_xml
from .ziptools import unpack

_TRANSPARENT = {
    *("ins", "moveTo", "hyperlink", "smartTag", "sdtContent", "fldSimple", "customXml", "dir", "bdo"),
    *("oMath", "oMathPara", "ruby", "rubyBase"),
}
_GONE = {"del", "moveFrom", "instrText", "delText", "delInstrText"}
_SILENT_PARTS = re.compile(
    r"(?:^|/)(?:styles|stylesWithEffects|settings|theme\d*|fontTable|webSettings|numbering)\.xml$|\.rels$|^\["
)
_PAGE_NUMBER = re.compile(r"(?:trang|page)?[\s\d/|.–-]*$", re.IGNORECASE)
_SMALL_TABLE_ROWS = 4


def read_docx(data: bytes, limits: Limits) -> Draft:
    """Text of a .docx: headers, body with numbers, tables, text boxes, footnotes. Raises ReadError."""
    parts = unpack(data, limits, kind=".docx")
    if any(name.lower().endswith("vbaproject.bin") for name in parts):
        raise ReadError("macro")
    main = _main_part(parts)
    reader = _Reader(parts, posixpath.dirname(main))
    draft = reader.draft
    body = reader.part(main)
    draft.lines += reader.headers()
    for block in body if body is not None else ():
        draft.lines += reader.blocks(block)
    draft.lines += reader.notes()
    reader.collect_hidden(skip={main})
    reader.warn_about_objects()
    return draft


def _main_part(parts: dict[str, bytes]) -> str:
    rels = parts.get("_rels/.rels")
    if rels is not None:
        for rel in parse_xml(rels, kind=".docx"):
            if (attr(rel, "Type") or "").endswith("/officeDocument"):
                target = posixpath.normpath((attr(rel, "Target") or "").lstrip("/"))
                if target in parts:
                    return target
    if "word/document.xml" in parts:
        return "word/document.xml"
    raise ReadError("damaged", kind=".docx")


class _Reader:
    def __init__(self, parts: dict[str, bytes], folder: str) -> None:
        self.parts = parts
        self.folder = folder
        self.draft = Draft()
        self.styles = Styles.read(self.part(posixpath.join(folder, "styles.xml")))
        self.numbering = Numbering(self.part(posixpath.join(folder, "numbering.xml")))
        self._note_ids: list[tuple[str, str]] = []
        self._boxes: list[str] = []

    def part(self, name: str) -> etree._Element | None:
        data = self.parts.get(name)
        if data is None:
            return None
        root = parse_xml(data, kind=".docx")
        return child(root, "body") if local(root) == "document" else root

    # blocks

    def blocks(self, element: etree._Element) -> Iterator[str]:
        """Lines of a paragraph, table or wrapper of such."""
        kind = local(element)
        if kind == "p":
            yield from self.paragraph(element)
        elif kind == "tbl":
            yield from self.table(element)
        elif kind == "AlternateContent":
            for block in self._alternative(element):
                yield from self.blocks(block)
        elif kind in _GONE:
            self._hide(element)
        elif kind == "altChunk":
            self._object()
        elif kind in _TRANSPARENT or kind == "sdt":
            for block in element:
                yield from self.blocks(block)

    def paragraph(self, element: etree._Element) -> Iterator[str]:
        properties = child(element, "pPr")
        style = attr(child(properties, "pStyle"), "val") or self.styles.default_paragraph
        outer, self._boxes = self._boxes, []
        text = "".join(self._inline(element, style))
        boxes, self._boxes = self._boxes, outer
        number = number_of(properties) or self.styles.number(style)
        if number is not None and (text.strip() or not any(True for _ in descendants(element, "del"))):
            label = self.numbering.label(*number)
            text = f"{label} {text}" if label and text.strip() else text
        yield from text.split("\n")
        yield from boxes

    def table(self, element: etree._Element) -> Iterator[str]:
        rows = [row for row in self._rows(element) if row]
        # The two columns of a letterhead or signature block are two columns of text, not a table.
        if len(rows) <= _SMALL_TABLE_ROWS and max(map(len, rows), default=0) <= 2:
            for row in rows:
                for cell in row:
                    yield from cell
            return
        for row in rows:
            yield " | ".join(_one_line(cell) for cell in row).rstrip(" |")

    def _rows(self, element: etree._Element) -> Iterator[list[list[str]]]:
        for row in element:
            kind = local(row)
            if kind == "tr":
                if child(row, "trPr", "del") is not None:
                    self._hide(row)
                    continue
                yield [list(self._cell(cell)) for cell in _cells(row)]
            elif kind in _TRANSPARENT or kind == "sdt":
                yield from self._rows(row)

    def _cell(self, cell: etree._Element) -> Iterator[str]:
        for block in cell:
            yield from self.blocks(block)

    # inside a paragraph

    def _inline(self, element: etree._Element, style: str | None) -> Iterator[str]:
        for item in element:
            kind = local(item)
            if kind == "r":
                yield from self._run(item, style)
            elif kind in _GONE:
                self._hide(item)
            elif kind == "AlternateContent":
                for chosen in self._alternative(item):
                    yield from self._run_item(chosen)
            elif kind in _TRANSPARENT or kind == "sdt":
                yield from self._inline(item, style)
            elif kind == "t":
                yield item.text or ""

    def _run(self, run: etree._Element, style: str | None) -> Iterator[str]:
        properties = child(run, "rPr")
        text = "".join(part for item in run for part in self._run_item(item))
        run_style = attr(child(properties, "rStyle"), "val")
        if is_on(properties, "vanish") or any(s.vanish for s in self.styles.chain(run_style)):
            self.draft.hidden.append(text)
            return
        code, capitals = of_font(font_of(properties) or self.styles.font(run_style, style))
        if code is not None and text and max(text) <= "\u00ff":
            text = from_tcvn3(text, capitals=capitals) if code == "tcvn3" else DECODERS[code](text)
        yield text

    def _run_item(self, item: etree._Element) -> Iterator[str]:
        kind = local(item)
        if kind == "t":
            yield item.text or ""
        elif kind in ("tab", "ptab"):
            yield "\t"
        elif kind in ("br", "cr"):
            yield "\n"
        elif kind == "noBreakHyphen":
            yield "-"
        elif kind in ("footnoteReference", "endnoteReference"):
            self._note_ids.append((kind.removesuffix("Reference"), attr(item, "id") or ""))
            yield f"[{len(self._note_ids)}]"
        elif kind == "AlternateContent":
            for chosen in self._alternative(item):
                yield from self._run_item(chosen)
        elif kind in ("drawing", "pict", "object"):
            self._drawing(item)
        elif kind in _GONE:
            self._hide(item)
        elif kind == "ruby":
            yield from self._inline(item, None)

    def _alternative(self, element: etree._Element) -> Iterator[etree._Element]:
        # The same text box is written twice, for new and for old programs: take the first version only.
        yield from next((c for c in element if local(c) in ("Choice", "Fallback")), ())

    def _drawing(self, element: etree._Element) -> None:
        self.draft.hidden += _attributes(element)
        if any(True for _ in descendants(element, "OLEObject")):
            self._object()
        for box in descendants(element, "txbxContent"):
            if not any(local(a) == "txbxContent" for a in box.iterancestors() if a is not box):
                for block in box:
                    self._boxes += self.blocks(block)

    def _hide(self, element: etree._Element) -> None:
        self.draft.hidden += _plain_lines(element)
        if local(element) in ("del", "moveFrom", "tr"):
            self.draft.warn(warning("changes"))

    def _object(self) -> None:
        self.draft.needs_declaration = True
        self.draft.warn(warning("embedded"))

    # other parts

    def headers(self) -> Iterator[str]:
        """Distinct header lines that say more than a page number."""
        seen: set[str] = set()
        for name in sorted(self.parts):
            if not re.fullmatch(re.escape(self.folder) + r"/header\d*\.xml", name):
                continue
            root = self.part(name)
            for block in root if root is not None else ():
                for line in self.blocks(block):
                    if line.strip() and line not in seen and not _PAGE_NUMBER.fullmatch(line.strip()):
                        seen.add(line)
                        yield line

    def notes(self) -> Iterator[str]:
        """The notes in the order of their marks, each as "[n] text"."""
        found: dict[tuple[str, str], etree._Element] = {}
        for kind in ("footnote", "endnote"):
            root = self.part(posixpath.join(self.folder, kind + "s.xml"))
            for note in root if root is not None else ():
                found[kind, attr(note, "id") or ""] = note
        for number, key in enumerate(list(self._note_ids), 1):
            if key in found:
                lines = [line.strip() for block in found[key] for line in self.blocks(block)]
                yield f"[{number}] " + " ".join(filter(None, lines))

    def collect_hidden(self, skip: set[str]) -> None:
        """Text of every other XML part, wherever it is kept: comments, footers, properties, diagrams."""
        for name, data in self.parts.items():
            if name in skip or _SILENT_PARTS.search(name) or not name.lower().endswith(".xml"):
                continue
            root = parse_xml(data, kind=".docx")
            self.draft.hidden += _plain_lines(root)
            self.draft.hidden += _attributes(root)

    def warn_about_objects(self) -> None:
        names = [name.lower() for name in self.parts]
        if any("/media/" in name for name in names):
            self.draft.needs_declaration = True
            self.draft.warn(warning("images"))
        if any("/embeddings/" in name or "/afchunk" in name for name in names):
            self._object()


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    for item in row:
        if local(item) == "tc":
            yield item
        elif local(item) in _TRANSPARENT or local(item) == "sdt":
            yield from _cells(item)


def _one_line(cell: list[str]) -> str:
    """The paragraphs of a cell on one line; a paragraph without an end mark gets a semicolon."""
    text = ""
    for line in (" ".join(line.split()) for line in cell):
        if text and line:
            text += " " if text[-1] in ".;:,!?" else "; "
        text += line
    return text


def _plain_lines(element: etree._Element) -> list[str]:
    """Text of the element, one line per paragraph or, outside paragraphs, per element."""
    lines: list[str] = []
    open_line: list[str] = []
    for item in element.iter("{*}*"):
        if local(item) == "p" and open_line:
            lines.append("".join(open_line))
            open_line = []
        if not item.text or not item.text.strip():
            continue
        if local(item) in ("t", "delText"):
            open_line.append(item.text)
        else:
            lines.append(item.text)
    return [*lines, "".join(open_line)] if open_line else lines


def _attributes(element: etree._Element) -> list[str]:
    """Words kept in attributes: watermarks and descriptions of pictures."""
    marks = [attr(item, "string") for item in descendants(element, "textpath")]
    for item in descendants(element, "docPr", "cNvPr", "shape"):
        marks += [attr(item, "descr"), attr(item, "title"), attr(item, "alt")]
    return [mark for mark in marks if mark and mark.strip()]
