"""A short title beside another name than its author's: the one work of that title, whose author was read otherwise.

"Will, Bureaucracy and Famine, 317" is the work of that title, also where the full cite names its translator alone, and
"Syevettsoff’s Periodical Phenomena" is Syevertsoff's.
"""

from __future__ import annotations

from dataclasses import replace

from biblio.identity import credited, words
from biblio.model import Form, Work
from biblio.references.choosing import thin
from biblio.references.finding import Finding
from biblio.references.lookup import best
from biblio.references.memory import Memory
from biblio.references.occurrence import Occurrence

__all__ = ["resolve"]

_FORMS = (Form.SHORT, Form.OP_CIT)
_BEGINS = 0.85
"""Agreement of a short title with one that begins with it."""
_TELLING = 4
"""Letters of a word that tells one title from another."""
_FEWEST = 2
"""Telling words of a title that outweigh the name of another author."""


def resolve(occurrence: Occurrence, memory: Memory) -> Finding | None:
    """Answer where one known work's title begins with these words, and the words or the form are telling."""
    work, form = occurrence.work, occurrence.cite.form
    if form not in _FORMS and not (form is Form.FULL and occurrence.cite.locator and thin(work)):
        return None
    if not work.title or not credited(work) or work.date:
        return None
    fits = best(occurrence.reworded(replace(work, contributors=())), memory)
    if len(fits) != 1 or fits[0].title < _BEGINS or not _outweighs(occurrence, memory.works[fits[0].work]):
        return None
    return Finding(fits[0].work, 0.5, (fits[0].work,))


def _outweighs(occurrence: Occurrence, known: Work) -> bool:
    """Whether the title says more than the name: a name that is inferred or missing says little."""
    if len(words(occurrence.work.title)) > len(words(known.title)):
        return False
    if occurrence.cite.form is Form.OP_CIT or not credited(known) or "author" in known.inferred:
        return True
    return sum(len(word) >= _TELLING for word in words(occurrence.work.title)) >= _FEWEST
