"""Short forms read in another way: a lone word may be a title or a name, and a title may stand where given names do.

Capital, 876            not an author, but a title
Rogin, note 3 above     not a title, but an author
Delano, Narrative, 333  not Narrative Delano, but Delano's Narrative
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from biblio.identity import credited, is_acronym
from biblio.model import Contributor, Form, Name, Work
from biblio.references.choosing import several
from biblio.references.finding import Finding
from biblio.references.lookup import best
from biblio.references.memory import Memory
from biblio.references.occurrence import Occurrence

__all__ = ["resolve"]

_FORMS = (Form.SHORT, Form.OP_CIT)
_CLEAR = 0.6
"""Agreement of titles that makes up for a reading against the first look."""
_INITIALS = 0.4
"""The same for what can be nothing but initials: "SCI"."""


def resolve(occurrence: Occurrence, memory: Memory) -> Finding | None:
    """Answer where one of the other readings leaves one work."""
    if occurrence.cite.form not in _FORMS:
        return None
    for clue in _readings(occurrence.work):
        fits = best(occurrence.reworded(clue), memory)
        least = _INITIALS if is_acronym(clue.title) else _CLEAR
        if len(fits) == 1 and (not clue.title or fits[0].title >= least):
            return Finding(fits[0].work, 0.65, (fits[0].work,))
        if len(fits) > 1 and not clue.title and all(found.people for found in fits):
            return several(tuple(found.work for found in fits))
    return None


def _readings(work: Work) -> Iterator[Work]:
    names = credited(work)
    if len(names) == 1 and not work.title:
        name = names[0]
        if name.family and name.given:
            author = Contributor(Name(family=name.family, particle=name.particle))
            yield replace(work, contributors=(author,), title=name.given)
        if is_acronym(name.family) and name.given:
            # "TP, II, 17": an abbreviation and the part cited.
            yield replace(work, contributors=(), title=name.family)
        yield replace(work, contributors=(), title=name.literal or name.display)
    if work.title and not names:
        yield replace(work, contributors=(Contributor(Name(family=work.title)),), title="")
