"""Automatic numbers and inherited fonts of a Word file, recounted the way Word shows them."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from .xmltools import attr, child, descendants, local


@dataclass(slots=True)
class Level:
    """One level of a list: a pattern like "%1.%2", the form of its number, the first number."""

    pattern: str = ""
    form: str = "decimal"
    start: int = 1
    legal: bool = False


@dataclass(slots=True)
class Style:
    based_on: str | None = None
    font: str | None = None
    number: tuple[str | None, int] | None = None
    vanish: bool = False


def number_of(properties: etree._Element | None) -> tuple[str | None, int] | None:
    """(list id, level) of a paragraph's properties, or None when they say nothing about numbering."""
    found = child(properties, "numPr")
    if found is None:
        return None
    level = attr(child(found, "ilvl"), "val") or "0"
    return attr(child(found, "numId"), "val"), int(level) if level.isdigit() else 0


def font_of(properties: etree._Element | None) -> str | None:
    fonts = child(properties, "rFonts")
    return attr(fonts, "ascii") or attr(fonts, "hAnsi")


def is_on(properties: etree._Element | None, name: str) -> bool:
    """Whether a toggle such as w:vanish is set."""
    found = child(properties, name)
    return found is not None and attr(found, "val") not in ("0", "false", "off")


@dataclass(slots=True)
class Styles:
    by_id: dict[str, Style] = field(default_factory=dict)
    default_font: str | None = None
    default_paragraph: str | None = None

    @classmethod
    def read(cls, root: etree._Element | None) -> Styles:
        styles = cls()
        for element in root if root is not None else ():
            if local(element) == "docDefaults":
                styles.default_font = font_of(child(element, "rPrDefault", "rPr"))
            elif local(element) == "style" and (key := attr(element, "styleId")):
                run = child(element, "rPr")
                styles.by_id[key] = Style(
                    attr(child(element, "basedOn"), "val"),
                    font_of(run),
                    number_of(child(element, "pPr")),
                    is_on(run, "vanish"),
                )
                if attr(element, "type") == "paragraph" and attr(element, "default") in ("1", "true"):
                    styles.default_paragraph = key
        return styles

    def chain(self, style_id: str | None) -> list[Style]:
        """The style and its ancestors, nearest first; a loop of styles ends the chain."""
        found: list[Style] = []
        seen: set[str] = set()
        while style_id and style_id not in seen and style_id in self.by_id:
            seen.add(style_id)
            found.append(self.by_id[style_id])
            style_id = found[-1].based_on
        return found

    def font(self, *style_ids: str | None) -> str | None:
        for style_id in style_ids:
            for style in self.chain(style_id):
                if style.font:
                    return style.font
        return self.default_font

    def number(self, style_id: str | None) -> tuple[str | None, int] | None:
        list_id, level = None, 0
        for style in self.chain(style_id):
            if style.number is not None:
                list_id, level = list_id or style.number[0], level or style.number[1]
                if list_id:
                    return list_id, level
        return None


class Numbering:
    """Counts the lists of one document; ask once per paragraph, in order."""

    def __init__(self, root: etree._Element | None) -> None:
        self._abstract: dict[str, dict[int, Level]] = {}
        self._lists: dict[str, tuple[str, dict[int, Level], dict[int, int]]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._restarted: set[tuple[str, int]] = set()
        if root is None:
            return
        for element in descendants(root, "abstractNum"):
            self._abstract[attr(element, "abstractNumId") or ""] = _levels(element)
        for element in descendants(root, "num"):
            self._add_list(element)

    def _add_list(self, element: etree._Element) -> None:
        abstract = attr(child(element, "abstractNumId"), "val") or ""
        own: dict[int, Level] = {}
        starts: dict[int, int] = {}
        for override in element:
            if local(override) != "lvlOverride":
                continue
            level = _int(attr(override, "ilvl"), 0)
            own.update(_levels(override))
            start = attr(child(override, "startOverride"), "val")
            if start is not None:
                starts[level] = _int(start, 1)
        self._lists[attr(element, "numId") or ""] = (abstract, own, starts)

    def label(self, list_id: str | None, level: int) -> str:
        """The number Word shows before the paragraph ("1.", "a)", "-"), counting it; "" if there is none."""
        if list_id not in self._lists or list_id is None:
            return ""
        abstract, own, starts = self._lists[list_id]
        levels = self._abstract.get(abstract, {}) | own
        if level not in levels:
            return ""
        counts = self._counts.setdefault(abstract, {})
        for deeper in [key for key in counts if key > level]:
            del counts[deeper]
        if level in starts and (list_id, level) not in self._restarted:
            self._restarted.add((list_id, level))
            counts[level] = starts[level]
        else:
            counts[level] = counts[level] + 1 if level in counts else levels[level].start
        return _format(levels, level, counts)


def _levels(element: etree._Element) -> dict[int, Level]:
    found = {}
    for item in element:
        if local(item) == "lvl":
            found[_int(attr(item, "ilvl"), 0)] = Level(
                attr(child(item, "lvlText"), "val") or "",
                attr(child(item, "numFmt"), "val") or "decimal",
                _int(attr(child(item, "start"), "val"), 1),
                is_on(item, "isLgl"),
            )
    return found


def _int(text: str | None, default: int) -> int:
    return int(text) if text is not None and text.isdigit() and len(text) < 9 else default


def _format(levels: dict[int, Level], level: int, counts: dict[int, int]) -> str:
    shown = levels[level]
    if shown.form == "bullet":
        mark = shown.pattern.strip()
        # Bullets of symbol fonts live in the private area and mean nothing outside that font.
        return mark if mark and mark[0] in "-–—+*•" else "-"
    if shown.form == "none":
        return ""
    text = shown.pattern
    for index in range(level, -1, -1):
        place = f"%{index + 1}"
        if place in text:
            base = levels.get(index, Level())
            value = counts.get(index, base.start)
            text = text.replace(place, numeral(value, "decimal" if shown.legal else base.form))
    return text.strip()


def numeral(value: int, form: str) -> str:
    """A number in one of Word's forms; unknown forms are shown as digits."""
    if form in ("upperLetter", "lowerLetter") and value > 0:
        letters = chr(ord("a") + (value - 1) % 26) * min((value - 1) // 26 + 1, 40)
        return letters.upper() if form == "upperLetter" else letters
    if form in ("upperRoman", "lowerRoman") and 0 < value < 4000:
        roman = _roman(value)
        return roman if form == "upperRoman" else roman.lower()
    return f"{value:02d}" if form == "decimalZero" else str(value)


def _roman(value: int) -> str:
    steps = zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ["M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"],
        strict=True,
    )
    text = ""
    for weight, sign in steps:
        count, value = divmod(value, weight)
        text += sign * count
    return text
