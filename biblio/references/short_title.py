"""Short titles, with or without the author: "Revolution Betrayed, 97"; also a shelf-mark or number given again."""

from __future__ import annotations

from dataclasses import replace

from biblio.identity import credited, is_acronym, match_titles
from biblio.model import Form, WorkId
from biblio.references import printed_words
from biblio.references.choosing import SHORT_FORMS, choose, several, thin
from biblio.references.finding import Finding
from biblio.references.lookup import best
from biblio.references.memory import Memory
from biblio.references.occurrence import Occurrence

__all__ = ["resolve"]

_LIKE = 0.6
_NAMED = 0.85
"""Agreement of titles from which a mention is one of a known work."""


def resolve(occurrence: Occurrence, memory: Memory) -> Finding | None:
    """Answer for short forms that give (part of) a title, and for full ones that say no more than that."""
    work = occurrence.work
    marked = work.archive_location or work.number
    if not (work.title or marked or (work.container and work.container.title)):
        return None
    if occurrence.cite.form not in SHORT_FORMS and not (work.title and thin(work)):
        return None
    if occurrence.cite.form is Form.IDEM and not thin(work):
        return None
    fits = best(occurrence, memory)
    if occurrence.passing:
        # Not everything named in passing was cited before.
        initials = is_acronym(work.title)
        fits = tuple(found for found in fits if found.title >= _NAMED or found.mark or (initials and found.title))
    if is_acronym(work.title) or len(work.title) == 1:
        # A siglum that only the pieces of a book know is that book's: none of them, if no other work is known by it.
        whole = any(match_titles(work.title, memory.works[found.work].title) or found.title > 1 for found in fits)
        if fits and not (whole or any(found.pages > 0 or found.people or found.mark for found in fits)):
            return printed_words.resolve(occurrence, memory) or several(tuple(found.work for found in fits))
    pieces = _pieces(occurrence, memory)
    if pieces and fits and all(found.work not in pieces for found in fits):
        return several((*(found.work for found in fits), *pieces))
    return choose(fits, occurrence, memory) or _other_year(occurrence, memory)


def _pieces(occurrence: Occurrence, memory: Memory) -> tuple[WorkId, ...]:
    """The known pieces of a book that is all a cite gives: "in *SA*, p. 158-160"."""
    held = occurrence.work.container
    if occurrence.work.title or held is None or not held.title:
        return ()
    inside = ((at, memory.works[at].container) for at in memory.numbers())
    return tuple(at for at, book in inside if book and match_titles(book.title, held.title).way == "equal")


def _other_year(occurrence: Occurrence, memory: Memory) -> Finding | None:
    """A short form that fits but for its year is another edition or an author's slip: open."""
    work = occurrence.work
    if work.date is None or not credited(work) or occurrence.cite.form is Form.MENTION:
        return None
    undated = occurrence.reworded(replace(work, date=None))
    fits = tuple(found for found in best(undated, memory) if found.title >= _LIKE and found.people)
    return several(tuple(found.work for found in fits)) if fits else None
