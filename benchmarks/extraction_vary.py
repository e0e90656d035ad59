"""Writes an annotated paper in other layouts: item marks, line breaks, closing marks and headings as other offices have them."""

from __future__ import annotations

import copy
import re

ITEM = re.compile(r"(?m)^(\s*)(\d{1,2})\. ")
ANY_ITEM = re.compile(r"(?m)^(\s*)(?:\d{1,2}(?:\.\d{1,2})?\.?|[IVX]+\.|[a-zđ]\)) ")
DASH = re.compile(r"(?m)^(\s*)- ")
# Span borders travel through the rewriting as private characters.
BORDERS = (0xE000, 0xE400, 0xE800, 0xEC00)
BORDER = "[\ue000-\uefff]*"


def wrapped(text, width=72):
    """The text with its lines broken as on a printed page."""
    out = []
    for line in text.split("\n"):
        while len(line) > width and (cut := line.rfind(" ", 20, width)) > 0:
            out.append(line[:cut])
            line = line[cut + 1 :]
        out.append(line)
    return "\n".join(out)


LAYOUTS = {
    "slashes": lambda s: ITEM.sub(r"\1\2/ ", s),
    "brackets": lambda s: ITEM.sub(r"\1(\2) ", s),
    "dot and dash": lambda s: ITEM.sub(r"\1\2.- ", s),
    "close marks": lambda s: ITEM.sub(r"\1\2.", s),
    "no numbers": lambda s: ANY_ITEM.sub(r"\1", s),
    "no dashes": lambda s: DASH.sub(r"\1", s),
    "plus": lambda s: DASH.sub(r"\1+ ", s),
    "no full stops": lambda s: re.sub(rf"(?m)[.;]({BORDER}) *$", r"\1", s),
    "no colons": lambda s: re.sub(r"(?m)(?<=[^\s:]): *$", "", s),
    "lines broken": wrapped,
    "bars": lambda s: s.replace("\t", " | "),
    "gaps": lambda s: s.replace("\t", "     "),
    "cells on lines": lambda s: s.replace("\t", "\n"),
}


def _spans(gold):
    return ((gold["directives"], *BORDERS[:2]), (gold.get("ignore", []), *BORDERS[2:]))


def rewritten(text, gold, layout):
    """(text, gold) in another layout, with the spans moved along."""
    marks = []
    for spans, opening, closing in _spans(gold):
        for n, span in enumerate(spans):
            marks += [(span["start"], 1, chr(opening + n)), (span["end"], 0, chr(closing + n))]
    out, at = "", 0
    for place, _, mark in sorted(marks):
        out, at = out + text[at:place] + mark, place
    out = LAYOUTS[layout](out + text[at:])
    plain, places = "", {}
    for c in out:
        if BORDERS[0] <= ord(c) < 0xF000:
            places[c] = len(plain)
        else:
            plain += c
    gold = copy.deepcopy(gold)
    for spans, opening, closing in _spans(gold):
        for n, span in enumerate(spans):
            span["start"], span["end"] = places[chr(opening + n)], places[chr(closing + n)]
            span["text"] = plain[span["start"] : span["end"]]
    return plain, gold
