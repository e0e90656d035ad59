"""Made-up office papers for training: the annotated corpus holds press reports, offices send signed papers.

They are drawn from the rules in `extraction_papers.txt` by a seeded generator, in the mark-up of `extraction_samples`:

    [name]        a symbol; each following line is one way to write it, "¶" breaks the line
    {name}        one way to write the symbol      {^name}     the same, with a capital first letter
    {name*2-4}    two to four of them, one a line  {one|two|}  one of these, possibly nothing
    {1-28}        a number                         {#} {I} {-} the next number, Roman number, list mark of this paper
    ⟪…⟫           an order
"""

from __future__ import annotations

import pathlib
import random
import re
from functools import cache

RULES = pathlib.Path(__file__).with_name("extraction_papers.txt")
NUMBER = re.compile(r"(\d+)-(\d+)")
REPEATED = re.compile(r"(\^?)(\w+)(?:\*(\d+)-(\d+))?")
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
FIRST_LETTER = re.compile(r"[^\W\d_]")


@cache
def rules():
    """Symbol to the ways of writing it."""
    out, ways = {}, None
    for line in RULES.read_text("utf-8").splitlines():
        if line.startswith("[") and line.endswith("]"):
            ways = out.setdefault(line[1:-1], [])
        elif line and not line.startswith("#"):
            ways.append("" if line == "(nothing)" else line)
    return out


class Paper:
    """One paper in the making; `r` draws everything."""

    def __init__(self, seed):
        self.r = random.Random(seed)
        self.item, self.part = 0, 0
        self.number = self.r.choice(("{}. ", "{}. ", "{}- ", "{}) ", "{}/ "))
        self.roman = self.r.choice(("{}. ", "{}- ", "{} - "))
        self.dash = self.r.choice(("- ", "- ", "+ ", "• ", "* "))

    def write(self, text):
        """The text with every {…} in it replaced."""
        out, at = "", 0
        while (start := text.find("{", at)) >= 0:
            stop = self._close(text, start)
            out += text[at:start] + self._fill(text[start + 1 : stop])
            at = stop + 1
        return out + text[at:]

    @staticmethod
    def _close(text, start):
        depth = 0
        for i in range(start, len(text)):
            depth += (text[i] == "{") - (text[i] == "}")
            if not depth:
                return i
        raise ValueError(text[start:])

    def _fill(self, inner):
        if inner == "#":
            self.item += 1
            return self.number.format(self.item)
        if inner == "I":
            self.part, self.item = self.part + 1, 0
            return self.roman.format(ROMAN[self.part - 1])
        if inner == "-":
            return self.dash
        if found := NUMBER.fullmatch(inner):
            return str(self.r.randint(int(found[1]), int(found[2])))
        if (found := REPEATED.fullmatch(inner)) and found[2] in rules():
            count = self.r.randint(int(found[3]), int(found[4])) if found[3] else 1
            drawn = "¶".join(self.write(self.r.choice(rules()[found[2]])) for _ in range(count))
            return FIRST_LETTER.sub(lambda m: m[0].upper(), drawn, count=1) if found[1] else drawn
        return self.write(self.r.choice(self._choices(inner)))

    @staticmethod
    def _choices(inner):
        out, depth = [""], 0
        for c in inner:
            depth += (c == "{") - (c == "}")
            if c == "|" and not depth:
                out.append("")
            else:
                out[-1] += c
        if len(out) == 1:
            raise ValueError(f"no such symbol: {inner}")
        return out


def papers(count):
    """`count` marked papers, always the same ones; the kinds of paper take turns."""
    kinds = rules()["paper"]
    out = []
    for i in range(count):
        text = Paper(1000 + i).write(kinds[i % len(kinds)])
        lines = text.replace("¶", "\n").replace("⟫", "⟫{}")
        out.append(f"# genre: made date: 2024-09-01\n{lines}\n")
    return out
