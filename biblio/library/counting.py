"""`Library` -> what is in it, in figures: kinds, decades, languages, people, places, what is missing, what is cited."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from biblio.identity import credited, fold
from biblio.model import Date, Entry, IdentifierKind, Name, Work

__all__ = ["Missing", "Statistics", "statistics"]

_PRINTED_ALONE = frozenset(("book", "pamphlet", "report", "thesis"))
_PARTS = frozenset(("chapter", "article-journal", "article-magazine", "paper-conference", "entry-encyclopedia"))


@dataclass(frozen=True, slots=True)
class Missing:
    """Of the works that should have something, those that have not."""

    what: str
    of: int
    """How many should have it."""
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Statistics:
    """The figures; each count is (what, how many), the most frequent first, decades in order."""

    entries: int
    types: tuple[tuple[str, int], ...]
    decades: tuple[tuple[str, int], ...]
    languages: tuple[tuple[str, int], ...]
    people: tuple[tuple[str, int], ...]
    """Authors, or else editors."""
    containers: tuple[tuple[str, int], ...]
    """Journals and books that works stand in."""
    publishers: tuple[tuple[str, int], ...]
    places: tuple[tuple[str, int], ...]
    archives: tuple[tuple[str, int], ...]
    hosts: tuple[tuple[str, int], ...]
    """Hosts of the addresses."""
    cited: tuple[tuple[str, int], ...]
    """Key -> in how many places of the document it is cited."""
    missing: tuple[Missing, ...]
    reprints: int
    """Works with a date of first publication that is not their own."""


def statistics(entries: Sequence[Entry]) -> Statistics:
    """Count a library's entries."""
    works = [entry.work for entry in entries]
    cited = Counter({entry.key: len(entry.mentions) for entry in entries if entry.mentions})
    return Statistics(
        entries=len(works),
        types=_ranked(work.type for work in works),
        decades=_in_order(_decade(_dated(work)) for work in works),
        languages=_ranked(work.language for work in works),
        people=_named(name for work in works for name in credited(work)),
        containers=_worded(work.container.title for work in works if work.container),
        publishers=_worded(_own(work, "publisher") for work in works),
        places=_worded(_own(work, "place") for work in works),
        archives=_worded(work.archive for work in works),
        hosts=_ranked(_host(work.url) for work in works),
        cited=tuple(cited.most_common()),
        missing=tuple(_missing(entries)),
        reprints=sum(_reprinted(work) for work in works),
    )


def _ranked(values: Iterable[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(Counter(filter(None, values)).items(), key=lambda pair: (-pair[1], pair[0])))


def _in_order(values: Iterable[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(Counter(filter(None, values)).items(), key=lambda pair: int(pair[0].rstrip("s"))))


def _worded(values: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """Spellings that differ in capitals, diacritics or punctuation count as one, under the most frequent."""
    spellings: dict[str, Counter[str]] = {}
    for value in filter(None, values):
        spellings.setdefault(fold(value) or value, Counter())[value] += 1
    counts = ((said.most_common(1)[0][0], said.total()) for said in spellings.values())
    return tuple(sorted(counts, key=lambda pair: (-pair[1], pair[0])))


def _named(names: Iterable[Name]) -> tuple[tuple[str, int], ...]:
    """Initials count as the given name they begin, where the family name has one such only."""
    found = list(names)
    given: dict[str, set[str]] = {}
    for name in found:
        given.setdefault(fold(name.sort_name), set()).add(name.given)
    return _worded(_shown(name, given[fold(name.sort_name)]) for name in found)


def _shown(name: Name, given: set[str]) -> str:
    full = {one for one in given if fold(one)[:1] == fold(name.given)[:1] and len(fold(one).partition(" ")[0]) > 1}
    short = all(len(word) == 1 for word in fold(name.given).split())
    if name.literal or not short or len(full) != 1:
        return str(name).strip("{}")
    return str(Name(name.family, full.pop(), name.particle, name.dropping_particle, name.suffix))


def _own(work: Work, name: str) -> str:
    value: str = getattr(work, name)
    return value or (getattr(work.container, name) if work.container else "")


def _dated(work: Work) -> Date | None:
    return work.date or (work.container.date if work.container else None)


def _decade(date: Date | None) -> str:
    return f"{date.year // 10 * 10}s" if date and date.year is not None else ""


def _host(url: str) -> str:
    return url.partition("//")[2].partition("/")[0].removeprefix("www.").lower()


def _reprinted(work: Work) -> bool:
    first, date = work.original_date, _dated(work)
    return bool(first and first.year and (date is None or first.year != date.year))


_NEEDS: Mapping[str, tuple[Callable[[Work], bool], Callable[[Work], object]]] = {
    "author or editor": (lambda work: True, credited),
    "title": (lambda work: True, lambda work: work.title or work.genre),
    "date": (lambda work: True, lambda work: _dated(work)),
    "publisher": (lambda work: work.type in _PRINTED_ALONE, lambda work: work.publisher),
    "place": (lambda work: work.type in _PRINTED_ALONE, lambda work: work.place),
    "container": (lambda work: work.type in _PARTS, lambda work: work.container and work.container.title),
    "pages": (lambda work: work.type in _PARTS, lambda work: work.pages),
    "language": (lambda work: True, lambda work: work.language),
    "ISBN": (lambda work: work.type == "book" and _late(work, 1970), lambda work: work.identifier(IdentifierKind.ISBN)),
    "DOI": (
        lambda work: work.type == "article-journal" and _late(work, 2000),
        lambda work: work.identifier(IdentifierKind.DOI),
    ),
    "day of access": (lambda work: bool(work.url), lambda work: work.accessed),
    "archived copy": (lambda work: bool(work.url), lambda work: work.archive_url),
}
"""What a work should have: which works, and what it is."""


def _late(work: Work, year: int) -> bool:
    """Whether it is of a time when such numbers were given."""
    date = _dated(work)
    return bool(date and date.year is not None and date.year >= year)


def _missing(entries: Sequence[Entry]) -> Iterable[Missing]:
    for what, (concerned, value) in _NEEDS.items():
        asked = [entry for entry in entries if concerned(entry.work)]
        if asked:
            yield Missing(what, len(asked), tuple(entry.key for entry in asked if not value(entry.work)))
