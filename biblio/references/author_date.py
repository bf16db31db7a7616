"""Author and year: "Popper 1967, 12"."""

from __future__ import annotations

from biblio.identity import credited
from biblio.model import Form
from biblio.references.choosing import SHORT_FORMS, choose, thin
from biblio.references.finding import Finding
from biblio.references.lookup import best
from biblio.references.memory import Memory
from biblio.references.occurrence import Occurrence

__all__ = ["resolve"]

_PARTLY = 0.5
"""Agreement with one of several names: "Martínez and Fernández 2019" is not "Martínez 2019"."""


def resolve(occurrence: Occurrence, memory: Memory) -> Finding | None:
    """Answer for cites of names and a year, where a work of theirs of that year is known."""
    work = occurrence.work
    if work.title or work.container or work.date is None or not credited(work):
        return None
    if occurrence.cite.form not in (*SHORT_FORMS, Form.FULL) or (occurrence.cite.form is Form.FULL and not thin(work)):
        return None
    fits = tuple(found for found in best(occurrence, memory) if found.year and found.people > _PARTLY)
    return choose(fits, occurrence, memory)
