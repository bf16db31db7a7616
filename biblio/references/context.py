"""Names in the commentary around a cite: "So aber Hellgardt a. a. O., S. 909"."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from biblio.identity import parties, words
from biblio.identity.folding import without_article
from biblio.identity.people import family_words
from biblio.model import Name, Work, WorkId
from biblio.references.memory import Memory
from biblio.references.occurrence import Occurrence

__all__ = ["entitled", "fitting_context", "named_in"]

_REACH = 400
_NEAR = 25
"""Words before the cite within which a name may be meant to go with it."""
_BEGINNING = 2
"""Words of a title by which it is called in prose."""
_PARTY = 1
"""Words by which a party of a case is called."""
_TELLING = 5
"""Letters of what is called so."""


def fitting_context(occurrence: Occurrence, memory: Memory, among: Iterable[WorkId]) -> tuple[WorkId, ...]:
    """Those of the works whose author or editor is the last known name before the cite.

    Looked for in the cite itself, in the commentary right before it and, for a note's first cite, in the sentence
    that calls the note.
    """
    among = tuple(among)
    for text in filter(str.strip, (occurrence.words, occurrence.before, occurrence.sentence)):
        placed = {number: _last_place(text, memory, number) for number in among}
        last = max(placed.values(), default=-1)
        if last >= 0:
            return tuple(number for number in among if placed[number] == last)
    return ()


def entitled(occurrence: Occurrence, memory: Memory, among: Iterable[WorkId]) -> tuple[WorkId, ...]:
    """Those of the works whose title, or a party of whose case, is named last before the cite."""
    among = tuple(among)
    for text in filter(str.strip, (occurrence.before, occurrence.sentence)):
        placed = {number: _last_called(words(text[-_REACH:]), memory.works[number]) for number in among}
        last = max(placed.values(), default=-1)
        if last >= 0:
            return tuple(number for number in among if placed[number] == last)
    return ()


def _last_called(spoken: tuple[str, ...], work: Work) -> int:
    """Where the first two words of the title, or a party of a case, stand last; -1 where they do not."""
    called = [words(party)[:_PARTY] for party in parties(work.title)] if work.type == "legal_case" else []
    told = without_article(words(work.title))
    called += [told[:_BEGINNING]] if len(told) > 1 else []
    return max(
        (
            at
            for name in called
            if len("".join(name)) >= _TELLING
            for at in range(len(spoken))
            if spoken[at : at + len(name)] == name
        ),
        default=-1,
    )


@lru_cache(256)
def _last_words(text: str) -> tuple[str, ...]:
    """Asked for with every work of a document."""
    return words(text[-_REACH:])[-_NEAR:]


def named_in(text: str, names: Iterable[Name]) -> int:
    """Where in the last words of the text one of the names stands last; -1 if none does."""
    spoken = _last_words(text)
    places = [-1]
    for name in names:
        # The first of two surnames is enough, even if it was taken for a given name: "José Lino Vaamonde" "Valencia".
        given, family_name = words(name.given), words(name.family)
        for family in (family_words(name), family_name[:1], given[-1:] if len(given) > 2 else ()):
            if len("".join(family)) > 2:
                places += [at for at in range(len(spoken)) if spoken[at : at + len(family)] == family]
    return max(places)


def _last_place(text: str, memory: Memory, number: WorkId) -> int:
    work = memory.works[number]
    return named_in(text, (contributor.name for contributor in work.contributors))
