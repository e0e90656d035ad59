"""Who is named in brackets behind the task: "(Chủ trì: A. Phối hợp: B, C. Thời hạn: …)"."""

from __future__ import annotations

from tracker.extraction.name_lists import Atom, name_list
from tracker.extraction.phrases import Phrases, Tokens
from tracker.extraction.role_labels import LEAD_IN_BRACKETS, SUPPORT

_LEAD = Phrases(LEAD_IN_BRACKETS)
_SUPPORT = Phrases(SUPPORT)


def bracketed(t: Tokens) -> tuple[list[Atom], list[Atom]]:
    """The bodies that lead and that support by a bracket of unit tokens `t`; empty where there is none."""
    leads: list[Atom] = []
    supports: list[Atom] = []
    depth = 0
    for k, word in enumerate(t.words):
        depth += (word == "(") - (word == ")")
        if depth < 1 or t.at(k - 1) not in ("(", ".", ";", ","):
            continue
        for phrases, out in ((_LEAD, leads), (_SUPPORT, supports)):
            n = phrases.match(t.words, k)
            if n and t.at(k + n) == ":":
                out += name_list(t, k + n + 1)[0]
    return leads, supports
