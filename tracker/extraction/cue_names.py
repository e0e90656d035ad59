"""Names of cues that come back in every paper, made once.

A string that is put together anew for every unit is also hashed anew when it is weighed.
"""

from __future__ import annotations

from functools import lru_cache

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


@lru_cache(maxsize=4096)
def placed(
    section: str,
    head: tuple[bool, bool, bool, bool, float],
    banned: str,
    official: bool,
    voiced: str,
    pred: str,
    sub: str,
) -> tuple[str, ...]:
    """Cues of the place a unit stands in; `head` is heading, tail, deeper items below, item list, level."""
    heading, tail, deeper, items, level = head
    return (
        f"sec={section}",
        f"sec={section}|{pred}|{sub}",
        f"head={heading}|{pred}|{sub}",
        f"items={items}|{voiced}|{pred}",
        f"over={heading}|{tail}|{deeper}|{pred}",
        f"level={level}|{sub}|{pred}",
        f"banned={banned}",
        f"official={official}",
        f"official={official}|{voiced}|{pred}",
    )


@lru_cache(maxsize=4096)
def beside(name: str, act: str, voiced: str, tail: str, first: bool) -> tuple[str, ...]:
    """Cues of the unit before ("P") or behind ("N")."""
    return f"{name}pred={act}", f"{name}F={voiced}", f"{name}tail={tail}", f"{name}first={first}|{act}"
