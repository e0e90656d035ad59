"""Which registered body a mention means on a given day; what cannot be told apart stays open."""

from __future__ import annotations

import datetime as dt
import json
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from tracker.extraction.agency_names import Word, fold_name, without_post, words
from tracker.extraction.agency_places import OTHER_PROVINCES, is_elsewhere
from tracker.extraction.types import AgencyEntry, CollectiveEntry, Gazetteer

_LEADING: Final = (
    "các đồng chí ",
    "đồng chí ",
    "lãnh đạo ",
    "toàn thể ",
    "tất cả ",
    "giao ",
    "yêu cầu ",
    "đề nghị ",
)


@dataclass(frozen=True, slots=True)
class AgencyMention:
    """A registered name found in a text: its span and the body or collective that bears it that day."""

    start: int
    end: int
    text: str
    agency: AgencyEntry | None = None
    collective: CollectiveEntry | None = None


@dataclass(slots=True)
class _Node:
    after: dict[str, _Node] = field(default_factory=dict)
    ends: bool = False


class RegistryGazetteer:
    """Names of the registry, folded once; every look-up is a dictionary access."""

    def __init__(self, agencies: Iterable[AgencyEntry], collectives: Iterable[CollectiveEntry] = ()) -> None:
        self._names: dict[str, list[AgencyEntry]] = {}
        self._groups: dict[str, CollectiveEntry] = {}
        self._codes: dict[str, list[AgencyEntry]] = {}
        self._trie: _Node | None = None
        self._spellings: set[str] = set()
        for entry in agencies:
            self._codes.setdefault(entry.code, []).append(entry)
            for name in (entry.name, *entry.aliases):
                bearers = self._names.setdefault(fold_name(name), [])
                if entry not in bearers:
                    bearers.append(entry)
                self._spellings.add(name)
        for group in collectives:
            for name in (group.name, *group.aliases):
                self._groups.setdefault(_group_key(name), group)
                self._spellings.add(name)

    def resolve(self, mention: str, on: dt.date | None) -> AgencyEntry | None:
        """The one body that bears this name on that day; None when there is none, or more than one.

        Without a day a name that passed from one body to another stays open.
        """
        folded = fold_name(mention)
        for key in _keys(folded):
            if found := self._names.get(key):
                return _choose(found, key, on)
        return None

    def expand(self, mention: str, on: dt.date | None) -> Sequence[str]:
        """The codes that belonged to a collective on that day; empty where it cannot be enumerated."""
        group = self.collective(mention)
        if group is None or on is None:
            return ()
        members = (code for code, first, last in group.members if _within(first, last, on))
        return tuple(dict.fromkeys(members))

    def collective(self, mention: str) -> CollectiveEntry | None:
        """The collective addressee that a mention names, enumerable or not."""
        key = _group_key(mention)
        if key in self._groups:
            return self._groups[key]
        body = without_post(key)
        return self._groups.get(_group_key(body)) if body else None

    def find_mentions(
        self, text: str, span: tuple[int, int] | None = None, on: dt.date | None = None
    ) -> list[AgencyMention]:
        """Registered names in text[span], longest match first, left to right, never overlapping.

        Names that several bodies bear that day are found but carry no body; names followed by another
        province's name are not ours and are left out.
        """
        start, end = span or (0, len(text))
        found = list(words(text[start:end], start))
        mentions: list[AgencyMention] = []
        index = 0
        while index < len(found):
            stop = self._longest(found, index)
            if stop is None:
                index += 1
                continue
            if not _elsewhere(found, stop):
                mentions.append(self._mention(text, found[index].start, found[stop - 1].end, on))
            index = stop
        return mentions

    def _mention(self, text: str, start: int, end: int, on: dt.date | None) -> AgencyMention:
        name = text[start:end]
        agency = self.resolve(name, on)
        return AgencyMention(start, end, name, agency, None if agency else self.collective(name))

    def _longest(self, found: Sequence[Word], index: int) -> int | None:
        if self._trie is None:
            self._trie = _build_trie(self._spellings)
        node: _Node | None = self._trie
        best = None
        if not found[index].folded:
            return None
        for at in range(index, len(found)):
            for part in found[at].folded:
                node = node.after.get(part) if node else None
            if node is None:
                break
            if node.ends and found[at].folded:
                best = at + 1
        return best


CENTRAL_KINDS: Final = frozenset({"ministry", "central-party", "central-state"})


@dataclass(frozen=True, slots=True)
class CentralOnly:
    """The registry as another province's document may use it: "Sở Y tế" there is not ours, a ministry is."""

    registry: Gazetteer

    def resolve(self, mention: str, on: dt.date | None) -> AgencyEntry | None:
        """The central body of that name on that day, or None."""
        found = self.registry.resolve(mention, on)
        return found if found is not None and found.kind in CENTRAL_KINDS else None

    def expand(self, mention: str, on: dt.date | None) -> Sequence[str]:
        """Nothing: another province's collectives have other members."""
        return ()


def for_document(gazetteer: Gazetteer, text: str, issuer: str | None) -> Gazetteer:
    """The gazetteer to read one document with: all of it at home, only central bodies elsewhere."""
    return CentralOnly(gazetteer) if is_elsewhere(text, issuer) else gazetteer


def valid_on(entry: AgencyEntry, on: dt.date) -> bool:
    """Whether the body existed on that day."""
    return _within(entry.valid_from, entry.valid_to, on)


def _within(first: dt.date | None, last: dt.date | None, on: dt.date) -> bool:
    return (first is None or first <= on) and (last is None or on <= last)


def _keys(folded: str) -> Iterator[str]:
    yield folded
    for lead in _LEADING:
        if folded.startswith(lead):
            yield folded.removeprefix(lead)
    if body := without_post(folded):
        yield body


def _choose(found: Sequence[AgencyEntry], key: str, on: dt.date | None) -> AgencyEntry | None:
    alive = [entry for entry in found if on is None or valid_on(entry, on)]
    if len(alive) == 1:
        return alive[0]
    # A body's own name outweighs another body's alias.
    named = [entry for entry in alive if fold_name(entry.name) == key]
    return named[0] if len(named) == 1 and on is not None else None


def _group_key(name: str) -> str:
    folded = fold_name(name)
    for lead in ("các đồng chí ", "đồng chí ", "toàn thể ", "tất cả ", "các ", "những "):
        folded = folded.removeprefix(lead)
    return folded.removesuffix(" có liên quan").removesuffix(" trên địa bàn tỉnh").removesuffix(" trong tỉnh")


def _build_trie(spellings: Iterable[str]) -> _Node:
    root = _Node()
    for name in spellings:
        composed = unicodedata.normalize("NFC", name)
        parts = [part for word in words(composed) for part in word.folded]
        for path in (parts, [part for part in parts if part != ","]):
            node = root
            for part in path:
                node = node.after.setdefault(part, _Node())
            # One short word ("Trung", "tỉnh") would be found everywhere.
            node.ends = node.ends or len(path) > 1
    return root


def _elsewhere(found: Sequence[Word], stop: int) -> bool:
    """Whether the words after a name say that it is another province's body."""
    following: list[str] = []
    for word in found[stop : stop + 5]:
        if word.folded and not word.folded[0][0].isalnum():
            break
        following.extend(word.folded)
    if following[:1] == ["tỉnh"]:
        following = following[1:]
    elif following[:2] == ["thành", "phố"]:
        following = following[2:]
    return any(" ".join(following[:size]) in OTHER_PROVINCES for size in (2, 3, 4))


def _day(value: str | None) -> dt.date | None:
    return dt.date.fromisoformat(value) if value else None


def agency_entries(rows: Iterable[Mapping[str, Any]]) -> list[AgencyEntry]:
    """Entries from the rows of agencies.json; KeyError or ValueError where a row is malformed."""
    return [
        AgencyEntry(
            code=row["code"],
            name=row.get("display_name") or row["name"],
            kind=row["kind"],
            aliases=tuple(dict.fromkeys((row["name"], *row.get("aliases", ())))),
            valid_from=_day(row.get("valid_from")),
            valid_to=_day(row.get("valid_to")),
            parent=row.get("parent"),
        )
        for row in rows
    ]


def collective_entries(rows: Iterable[Mapping[str, Any]]) -> list[CollectiveEntry]:
    """Entries from rows {"code", "name", "aliases", "members": [{"code", "from", "to"}]}."""
    return [
        CollectiveEntry(
            code=row["code"],
            name=row["name"],
            aliases=tuple(row.get("aliases", ())),
            members=tuple(
                (m["code"], _day(m.get("from")), _day(m.get("to"))) for m in row.get("members", ())
            ),
        )
        for row in rows
    ]


def load_gazetteer(folder: Path) -> RegistryGazetteer:
    """The gazetteer of a folder with agencies.json and collectives.json; OSError or ValueError."""
    agencies = json.loads((folder / "agencies.json").read_text("utf-8"))
    collectives = json.loads((folder / "collectives.json").read_text("utf-8"))
    return RegistryGazetteer(agency_entries(agencies), collective_entries(collectives))
