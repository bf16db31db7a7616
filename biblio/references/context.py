"""Names in the commentary around a cite: "So aber Hellgardt a. a. O., S. 909"."""

from __future__ import annotations

from collections.abc import Iterable

from biblio.identity import words
from biblio.identity.people import family_words
from biblio.model import Name, WorkId
from biblio.references.memory import Memory
from biblio.references.occurrence import Occurrence

__all__ = ["fitting_context", "named_in"]

_REACH = 400
_NEAR = 25
"""Words before the cite within which a name may be meant to go with it."""


def fitting_context(occurrence: Occurrence, memory: Memory, among: Iterable[WorkId]) -> tuple[WorkId, ...]:
    """Those of the works whose author or editor is the last known name before the cite.

    Looked for in the cite itself, in the commentary right before it and, for a note's first cite, in the sentence
    that calls the note.
    """
    among = tuple(among)
    for text in (occurrence.words, occurrence.before, occurrence.sentence):
        placed = {number: _last_place(text, memory, number) for number in among}
        last = max(placed.values(), default=-1)
        if last >= 0:
            return tuple(number for number in among if placed[number] == last)
    return ()


def named_in(text: str, names: Iterable[Name]) -> int:
    """Where in the last words of the text one of the names stands last; -1 if none does."""
    spoken = words(text[-_REACH:])[-_NEAR:]
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
