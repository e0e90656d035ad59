"""Names of cues that differ in one word, made once: a string built anew is also hashed anew when weighed."""

from __future__ import annotations

# About what the training papers hold; a text of made-up words must not fill the memory.
_MOST = 30_000


class CueNames(dict[str, str]):
    """The name of a cue by the word that fills it: `CueNames("u=")["sở"]` is "u=sở"."""

    __slots__ = ("_prefix",)

    def __init__(self, prefix: str) -> None:
        super().__init__()
        self._prefix = prefix

    def __missing__(self, word: str) -> str:
        name = self._prefix + word
        if len(self) < _MOST:
            self[word] = name
        return name
