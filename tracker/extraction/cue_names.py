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


@lru_cache(maxsize=4096)
def opened(
    sep: str, first: bool, lead: str, subject: str, pred: str, sub: str, tail: str, quoted: bool
) -> tuple[str, ...]:
    """Cues of how a unit opens and closes, and of the kinds of its subject and its predicate."""
    return (
        "bias",
        f"sep={sep}",
        f"first={first}",
        f"lead={lead}",
        f"subj={subject}",
        f"pred={pred}",
        f"sp={sub}|{pred}",
        f"tail={tail}",
        *(["quoted"] if quoted else []),
    )


@lru_cache(maxsize=4096)
def unvoiced(subject: str, sub: str, pred: str, sep: str) -> tuple[str, ...]:
    """Cues of a unit in which nobody voices an order."""
    return "F=none", f"F0|{sub}|{pred}", f"F0|{subject}|{pred}", f"F0|{pred}|sep={sep}"


@lru_cache(maxsize=4096)
def since(
    far: str, kind: str, pred: str, framed: bool, sep: str, where: int, line: int, left: int, short: bool
) -> tuple[str, ...]:
    """Cues of the last frame before a unit and of its place in the document."""
    return (
        f"since={far}",
        f"last={kind}",
        f"lastd={kind}|{far}|{pred}",
        f"lineF={framed}|{sep}",
        f"pos={where}",
        f"start={line}",
        f"end={left}|{short}",
    )


@lru_cache(maxsize=4096)
def linked(sep: str, pred: str, subject: bool, frame: bool, first: bool, connector: bool) -> tuple[str, ...]:
    """Conditions under which the decision on the unit before speaks for this one."""
    return (
        "T",
        f"T|{sep}",
        f"T|{sep}|{pred}|{'S' if subject else ''}|{'F' if frame else ''}",
        f"T|first={first}|conn={connector}",
    )
