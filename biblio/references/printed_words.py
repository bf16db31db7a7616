"""A short form all of whose words stand in one earlier full cite, however that cite was read.

"Will, Bureaucracy and Famine, 13" is the work of the note that prints "Pierre-Étienne Will, Bureaucracy and Famine in
Eighteenth-Century China", also where the name was taken for a part of the title.
"""

from __future__ import annotations

from biblio.identity import credited, is_acronym, words
from biblio.model import Form, Work
from biblio.references.choosing import thin
from biblio.references.finding import Finding
from biblio.references.memory import Memory
from biblio.references.occurrence import Occurrence

__all__ = ["resolve"]

_FORMS = (Form.SHORT, Form.OP_CIT, Form.CROSS_REFERENCE)
_TELLING = 4
"""Letters of a word that tells one title from another."""
_FEWEST = 2
"""Telling words of a title that need no name beside them."""


def resolve(occurrence: Occurrence, memory: Memory) -> Finding | None:
    """Answer where one known work was printed with all these words."""
    work, form = occurrence.work, occurrence.cite.form
    if form not in _FORMS and not (form is Form.FULL and work.title and thin(work)):
        return None
    sought = _words(work)
    if not sought:
        return None
    found = memory.printed_with(sought)
    return Finding(found[0], 0.6, found) if len(found) == 1 else None


def _words(work: Work) -> tuple[str, ...]:
    """Surnames and the words of the title; none where they are too few to tell anything."""
    surnames = tuple(word for name in credited(work) for word in words(name.family or name.literal))
    title = words(work.title)
    if surnames and not is_acronym(surnames[0]):
        return surnames + title
    return title if sum(len(word) >= _TELLING for word in title) >= _FEWEST else ()
