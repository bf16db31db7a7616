"""Which of a manager's items an entry is: rules in their order, the surest first; the one that decided is kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from biblio.identity import compare, match_titles, words
from biblio.model import Entry, IdentifierKind, Work

__all__ = ["Index", "Item", "Match", "match"]


class Item(Protocol):
    """What a manager has."""

    @property
    def key(self) -> str:
        """The manager's own key."""
        ...

    @property
    def citation_key(self) -> str:
        """ "" if it has none."""
        ...

    @property
    def work(self) -> Work:
        """What it describes."""
        ...


Found = TypeVar("Found", bound=Item)


@dataclass(frozen=True, slots=True)
class Match(Generic[Found]):
    """An item that is an entry, or why none can be named."""

    item: Found | None
    rule: str
    """"citation-key", "doi", "isbn", "identity"; "" if there is no such item."""
    doubt: str = ""
    """Why nothing should be done: the entry may be there, but which item it is cannot be said."""


class Index(Generic[Found]):
    """The items of a library by what they are looked up with."""

    def __init__(self, items: Iterable[Found], manager: str) -> None:
        """`manager` is its name for people."""
        self.manager = manager
        self.by_key: dict[str, list[Found]] = defaultdict(list)
        self.by_number: dict[tuple[str, str], list[Found]] = defaultdict(list)
        self.by_word: dict[str, list[Found]] = defaultdict(list)
        for item in items:
            self.add(item)

    def add(self, item: Found) -> None:
        """One more item."""
        if item.citation_key:
            self.by_key[item.citation_key].append(item)
        for number in numbers(item.work):
            self.by_number[number].append(item)
        for word in _telling(item.work):
            self.by_word[word].append(item)


def match(entry: Entry, index: Index[Found]) -> Match[Found]:
    """The item an entry is."""
    for _, rule in RULES:
        found: Match[Found] | None = rule(entry, index)
        if found is not None:
            return found
    return Match(None, "")


def numbers(work: Work) -> tuple[tuple[str, str], ...]:
    """(kind, number as it counts when two are compared) of a work and what contains it."""
    own = work.identifiers + (work.container.identifiers if work.container and work.type == "book" else ())
    return tuple((number.kind.value, _plain(number.kind, number.value)) for number in own)


def _plain(kind: IdentifierKind, value: str) -> str:
    if kind is not IdentifierKind.ISBN:
        return value.strip().lower()
    digits = "".join(char for char in value.upper() if char.isdigit() or char == "X")
    # An ISBN-10 and the ISBN-13 made from it differ in prefix and check digit.
    return digits[3:12] if len(digits) == 13 else digits[:9]


def _by_citation_key(entry: Entry, index: Index[Found]) -> Match[Found] | None:
    found = index.by_key.get(entry.key, [])
    if len(found) > 1:
        return Match(None, "citation-key", f"{len(found)} items in {index.manager} have this citation key")
    if found and _other_title(entry.work, found[0].work):
        return Match(None, "citation-key", f"{index.manager} has {found[0].work.title!r} under this citation key")
    return Match(found[0], "citation-key") if found else None


def _by_doi(entry: Entry, index: Index[Found]) -> Match[Found] | None:
    return _by_number(entry, index, IdentifierKind.DOI, lambda item: not _other_title(entry.work, item.work))


def _by_isbn(entry: Entry, index: Index[Found]) -> Match[Found] | None:
    """Chapters carry their book's number, volumes of one work may share one: everything else must agree too."""
    return _by_number(entry, index, IdentifierKind.ISBN, lambda item: compare(entry.work, item.work).same)


def _by_number(
    entry: Entry, index: Index[Found], kind: IdentifierKind, fits: Callable[[Found], bool]
) -> Match[Found] | None:
    own = [number for number in numbers(entry.work) if number[0] == kind.value]
    found = {item.key: item for number in own for item in index.by_number.get(number, []) if fits(item)}
    return _only(found, kind.value, index)


def _by_identity(entry: Entry, index: Index[Found]) -> Match[Found] | None:
    near = {item.key: item for word in _telling(entry.work) for item in index.by_word.get(word, [])}
    return _only({key: item for key, item in near.items() if compare(entry.work, item.work).same}, "identity", index)


RULES: tuple[tuple[str, Callable[[Entry, Index[Any]], Match[Any] | None]], ...] = (
    ("citation-key", _by_citation_key),
    ("doi", _by_doi),
    ("isbn", _by_isbn),
    ("identity", _by_identity),
)


def _only(found: dict[str, Found], rule: str, index: Index[Found]) -> Match[Found] | None:
    if len(found) > 1:
        return Match(
            None, rule, f"{index.manager} has it {len(found)} times: give one of them the citation key, or merge them"
        )
    return next((Match(item, rule) for item in found.values()), None)


def _other_title(one: Work, other: Work) -> bool:
    return bool(one.title and other.title and not match_titles(one.title, other.title))


def _telling(work: Work) -> tuple[str, ...]:
    """The longest words of the title, by which works that may be one are found; untitled ones by their author's."""
    found = words(work.title) or tuple(word for name in work.authors for word in words(name.display))
    return tuple(sorted(set(found), key=lambda word: (-len(word), word))[:3])
