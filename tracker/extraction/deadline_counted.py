"""Days counted from a limit told before: "trong 7 ngày sau thời hạn trên"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from tracker.extraction.deadline_env import Env
from tracker.extraction.deadline_mentions import Mention
from tracker.extraction.deadline_relative import same_day_as_told
from tracker.extraction.deadline_text import View
from tracker.extraction.types import Anchors

_AFTER_IT: Final = re.compile(
    r" (?:sau|kể từ(?: khi hết)?) (?:thời hạn|hạn|mốc) (?:trên|đó|nêu trên|nói trên|này)\b"
)
_IT_IS_OVER: Final = re.compile(
    r"\b(?:hết|quá|sau) (?:thời hạn|hạn) (?:trên|đó|nêu trên|nói trên|này)\b[^;.]*$"
)


def from_limit(seen: View, mention: Mention, env: Env) -> tuple[Env, int] | None:
    """The days known when a duration counts from the limit told last, and where the words for it end.

    Without a day told before nothing is known to count from.
    """
    norm, end = seen.norm, mention.end
    if after := _AFTER_IT.match(norm, end):
        end = after.end()
    elif not (mention.get("next") and _IT_IS_OVER.search(norm, max(0, mention.start - 200), mention.start)):
        return None
    told = same_day_as_told(seen, mention.start, env)
    return replace(env, anchors=Anchors(reference=told), text=""), end
