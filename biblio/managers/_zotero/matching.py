"""Which of Zotero's items an entry is: rules in their order, the surest first; the one that decided is kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from biblio.identity import compare, match_titles, words
from biblio.managers._zotero.reading import Existing
from biblio.model import Entry, IdentifierKind, Work

__all__ = ["Index", "Match", "match"]


@dataclass(frozen=True, slots=True)
class Match:
    """An item that is an entry, or why none can be named."""

    item: Existing | None
    rule: str
    """"citation-key", "doi", "isbn", "identity"; "" if there is no such item."""
    doubt: str = ""
    """Why nothing should be done: the entry may be there, but which item it is cannot be said."""


class Index:
    """The items of a library by what they are looked up with."""

    def __init__(self, items: Iterable[Existing]) -> None:
        self.by_key: dict[str, list[Existing]] = defaultdict(list)
        self.by_number: dict[tuple[str, str], list[Existing]] = defaultdict(list)
        self.by_word: dict[str, list[Existing]] = defaultdict(list)
        for item in items:
            self.add(item)

    def add(self, item: Existing) -> None:
        """One more item."""
        if item.citation_key:
            self.by_key[item.citation_key].append(item)
        for number in numbers(item.work):
            self.by_number[number].append(item)
        for word in _telling(item.work):
            self.by_word[word].append(item)


def match(entry: Entry, index: Index) -> Match:
    """The item an entry is."""
    for _, rule in RULES:
        found = rule(entry, index)
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


def _by_citation_key(entry: Entry, index: Index) -> Match | None:
    found = index.by_key.get(entry.key, [])
    if len(found) > 1:
        return Match(None, "citation-key", f"{len(found)} items in Zotero have this citation key")
    if found and _other_title(entry.work, found[0].work):
        return Match(None, "citation-key", f"Zotero has {found[0].work.title!r} under this citation key")
    return Match(found[0], "citation-key") if found else None


def _by_doi(entry: Entry, index: Index) -> Match | None:
    return _by_number(entry, index, IdentifierKind.DOI, lambda item: not _other_title(entry.work, item.work))


def _by_isbn(entry: Entry, index: Index) -> Match | None:
    """Chapters carry their book's number, volumes of one work may share one: everything else must agree too."""
    return _by_number(entry, index, IdentifierKind.ISBN, lambda item: compare(entry.work, item.work).same)


def _by_number(entry: Entry, index: Index, kind: IdentifierKind, fits: Callable[[Existing], bool]) -> Match | None:
    own = [number for number in numbers(entry.work) if number[0] == kind.value]
    found = {item.key: item for number in own for item in index.by_number.get(number, []) if fits(item)}
    return _only(found, kind.value)


def _by_identity(entry: Entry, index: Index) -> Match | None:
    near = {item.key: item for word in _telling(entry.work) for item in index.by_word.get(word, [])}
    return _only({key: item for key, item in near.items() if compare(entry.work, item.work).same}, "identity")


RULES: tuple[tuple[str, Callable[[Entry, Index], Match | None]], ...] = (
    ("citation-key", _by_citation_key),
    ("doi", _by_doi),
    ("isbn", _by_isbn),
    ("identity", _by_identity),
)


def _only(found: dict[str, Existing], rule: str) -> Match | None:
    if len(found) > 1:
        return Match(None, rule, f"Zotero has it {len(found)} times; give one of them the citation key, or merge them")
    return next((Match(item, rule) for item in found.values()), None)


def _other_title(one: Work, other: Work) -> bool:
    return bool(one.title and other.title and not match_titles(one.title, other.title))


def _telling(work: Work) -> tuple[str, ...]:
    """The longest words of the title, by which works that may be one are found; untitled ones by their author's."""
    found = words(work.title) or tuple(word for name in work.authors for word in words(name.display))
    return tuple(sorted(set(found), key=lambda word: (-len(word), word))[:3])
