"""Finds, among many works, the few worth comparing with one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from biblio.identity import address_key, credited, words
from biblio.identity.folding import without_article
from biblio.identity.people import acronym, family_words
from biblio.model import Name, Work, WorkId

__all__ = ["Index"]

_ACRONYM = 6
"""Letters an acronym has at most."""
_STEM = 5
"""First letters by which an inflected or misprinted word is found."""


@dataclass(slots=True)
class Index:
    """Keys -> the works filed under them, in order of first filing."""

    _alike: dict[str, dict[WorkId, None]] = field(default_factory=dict)
    _fitting: dict[str, dict[WorkId, None]] = field(default_factory=dict)

    def file(self, number: WorkId, work: Work) -> None:
        """File a work; a fuller description of one is filed under its further keys, too."""
        for key in _filed(work):
            self._alike.setdefault(key, {})[number] = None
        for key in _parts(work):
            self._fitting.setdefault(key, {})[number] = None

    def alike(self, work: Work) -> list[WorkId]:
        """The works that a full description may describe, in their order."""
        return _found(self._alike, _sought(work))

    def fitting(self, clue: Work) -> list[WorkId]:
        """The works that a short form may mean, in their order."""
        return _found(self._fitting, _clues(clue))


def _found(index: dict[str, dict[WorkId, None]], keys: Iterable[str]) -> list[WorkId]:
    return sorted({number for key in keys for number in index.get(key, ())})


def _filed(work: Work) -> Iterator[str]:
    """Where a full description is put: by its title, and so that an untitled one of the same people finds it."""
    yield from _marks(work)
    yield from (f"title {word}" for word in without_article(words(work.title))[:2])
    kind = "titled" if work.title else "untitled"
    yield from (f"{kind} {word}" for word in _people(work))
    if not work.title:
        yield from _held(work)


def _sought(work: Work) -> Iterator[str]:
    """Titles that agree share one of their first two words; without a title people or book must be the same."""
    yield from _marks(work)
    yield from (f"title {word}" for word in without_article(words(work.title))[:2])
    for word in _people(work):
        yield f"untitled {word}"
        if not work.title:
            yield f"titled {word}"
    if not work.title:
        yield from _held(work)


def _parts(work: Work) -> Iterator[str]:
    """Everything a short form may pick from a work."""
    yield from _marks(work)
    people = tuple(_people(work))
    yield from (f"name {word}" for word in people)
    for title in (work.title, work.container.title if work.container else ""):
        told = without_article(words(title))
        keys = [*_words(told), *([f"initial {told[0][0]}"] if len(told) > 1 else [])]
        yield from keys
        yield from (f"nameless {key}" for key in keys if not people)


def _clues(clue: Work) -> Iterator[str]:
    """A short form with a name means a work by that name, or one whose people are not known."""
    yield from _marks(clue)
    names = [word for name in credited(clue) for word in _surnames(name)]
    yield from (f"name {word}" for word in names)
    told = without_article(words(clue.title or (clue.container.title if clue.container else "")))
    keys = [*_words(told), *([f"initial {told[0][0]}"] if len(told) == 1 and len(told[0]) <= _ACRONYM else [])]
    yield from (f"nameless {key}" if names else key for key in keys)


def _marks(work: Work) -> Iterator[str]:
    if work.url:
        yield "url " + address_key(work.url)
    yield from (f"archive {word}" for word in words(work.archive_location) if any(map(str.isdigit, word)))
    yield from (f"number {word}" for word in words(work.number))
    yield from (f"identifier {identifier}" for identifier in work.identifiers)


def _held(work: Work) -> Iterator[str]:
    if work.container:
        yield from (f"held {word}" for word in without_article(words(work.container.title))[:2])


def _words(told: tuple[str, ...]) -> Iterator[str]:
    """The beginnings of the telling words, and of the first word, which may be abbreviated."""
    yield from (f"word {word[:_STEM]}" for word in told if len(word) > 3 or len(told) < 4)
    yield from (f"begins {word[:2]}" for word in told[:1])


def _people(work: Work) -> Iterator[str]:
    held = work.container.contributors if work.container else ()
    for contributor in (*work.contributors, *held):
        yield from _surnames(contributor.name)


def _surnames(name: Name) -> Iterator[str]:
    """The words of the family name, and the last given name, which may be the first of two surnames."""
    yield from family_words(name)
    yield from (part for word in name.family.split() if "-" in word for part in words(word))
    given = words(name.given)
    yield from given[-1:] if len(given) > 1 else ()
    # "Mab." is looked up by its beginning; so is every name, among those that end on a full stop.
    for word in (*family_words(name)[-1:], *(given if name.given.endswith(".") else ())):
        yield f"{word[:3]}."
    if acronym(name):
        yield acronym(name)
