"""Which entries are worth comparing, so that ten thousand do not mean fifty million pairs.

Every entry is put under a few keys that two descriptions of one work share whatever is missing or misspelled in one of
them: an identifier, an address, a person with a telling word of the title, two neighbouring words of the title.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from biblio.identity import address_key, words
from biblio.identity.people import family_words
from biblio.model import Entry, IdentifierKind, Work

__all__ = ["pairs"]

_PEOPLE = 3
_WORDS = 4
"""Telling words of a title that count."""
_TELLING = 4
"""Letters of a word that tells something."""
_MOST = 60
"""A larger block is divided by year: the letters of one author, the chapters of one book."""
_NEAR = 16
"""Of very many with one title, how many are looked at together."""
_IDENTIFIERS = (IdentifierKind.DOI, IdentifierKind.ISBN, IdentifierKind.ARXIV, IdentifierKind.MESSAGE_ID)


def pairs(entries: Sequence[Entry]) -> Iterator[tuple[int, int]]:
    """Positions of the entries to compare, each pair once, the earlier entry first."""
    blocks: defaultdict[str, list[int]] = defaultdict(list)
    for position, entry in enumerate(entries):
        for key in set(_keys(entry.work)):
            blocks[key].append(position)
    seen: set[tuple[int, int]] = set()
    for block in blocks.values():
        for part in _divided(entries, block):
            found = {(one, other) for at, one in enumerate(part) for other in part[at + 1 :]} - seen
            seen |= found
            yield from sorted(found)


def _keys(work: Work) -> Iterator[str]:
    for kind in _IDENTIFIERS:
        if value := work.identifier(kind):
            yield f"{kind}:{value.lower().replace('-', '')}"
    if work.url:
        yield "url:" + address_key(work.url)
    title = words(work.title)
    telling = [word for word in title if len(word) >= _TELLING][:_WORDS] or list(title[:_WORDS])
    people = [" ".join(family_words(one.name)) for one in work.contributors[:_PEOPLE]]
    for person in dict.fromkeys(people):
        # The last word alone, for "Marx" and "von Marx", "Rius" and "Estivill Rius".
        last = person.rpartition(" ")[2]
        yield from (f"who:{last} {word}" for word in telling)
        if not title:
            yield f"who:{last} {_year(work)}"
    yield "title:" + " ".join(telling[:2])
    yield "title:" + " ".join(telling[1:3])
    if work.archive_location:
        yield "archive:" + " ".join(words(work.archive_location))


def _divided(entries: Sequence[Entry], block: list[int]) -> list[list[int]]:
    """The block, or its parts by year, or where even that is too large its equal titles."""
    if len(block) <= _MOST:
        return [block]
    by_year: defaultdict[str, list[int]] = defaultdict(list)
    undated = [position for position in block if not _year(entries[position].work)]
    for position in block:
        if year := _year(entries[position].work):
            by_year[year].append(position)
    if len(undated) <= _MOST // 4:
        by_year = defaultdict(list, {year: sorted((*part, *undated)) for year, part in by_year.items()})
    else:
        by_year[""] = undated
    return [piece for part in by_year.values() for piece in _by_title(entries, part)]


def _by_title(entries: Sequence[Entry], part: list[int]) -> list[list[int]]:
    if len(part) <= _MOST:
        return [part]
    by_title: defaultdict[str, list[int]] = defaultdict(list)
    for position in part:
        by_title[" ".join(words(entries[position].work.title))].append(position)
    return [window for piece in by_title.values() for window in _windows(entries, piece)]


def _windows(entries: Sequence[Entry], piece: list[int]) -> list[list[int]]:
    """Of very many with one title those that are near each other in date, shelf-mark, number and pages."""
    if len(piece) <= _MOST:
        return [piece]
    ranked = sorted(piece, key=lambda position: (_told(entries[position].work), position))
    step = _NEAR // 2
    return [sorted(ranked[at : at + _NEAR]) for at in range(0, len(ranked) - step, step)]


def _told(work: Work) -> str:
    """What tells one of many with the same title from another."""
    told = (work.date, work.archive_location, work.number, work.volume, work.pages)
    return " ".join(str(value or "") for value in told)


def _year(work: Work) -> str:
    date = work.date or (work.container.date if work.container else None)
    return str(date.year) if date and date.year is not None else ""
