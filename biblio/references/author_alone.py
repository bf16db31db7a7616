"""An author's name and nothing else: "Horn, p. 181"."""

from __future__ import annotations

from biblio.identity import credited
from biblio.model import Form
from biblio.references.choosing import choose
from biblio.references.context import fitting_context
from biblio.references.finding import Finding
from biblio.references.lookup import best
from biblio.references.memory import Memory
from biblio.references.occurrence import Occurrence

__all__ = ["locator_alone", "resolve"]


def resolve(occurrence: Occurrence, memory: Memory) -> Finding | None:
    """Answer with the one work of an author; several stay open."""
    work = occurrence.work
    if work.title or work.date or not credited(work) or occurrence.cite.form not in (Form.SHORT, Form.MENTION):
        return None
    return choose(tuple(found for found in best(occurrence, memory) if found.genre >= 0), occurrence, memory)


def locator_alone(occurrence: Occurrence, memory: Memory) -> Finding | None:
    """A page and nothing else ("; 513") goes with the name before it, or with the cite before it in the note."""
    work = occurrence.work
    bare = not (work.title or work.contributors or work.date or work.container or work.url or work.archive_location)
    if not bare or work.number or work.genre or occurrence.cite.form is not Form.SHORT:
        return None
    hinted = fitting_context(occurrence, memory, memory.numbers())
    if len(hinted) == 1:
        return Finding(hinted[0], 0.7, hinted)
    here = memory.in_note(occurrence.citation, occurrence.index)
    if hinted or not here or here[-1].work is None:
        return None
    return Finding(here[-1].work, 0.7, (here[-1].work,))
