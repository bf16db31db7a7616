"""An author's name and nothing else: "Horn, p. 181"."""

from __future__ import annotations

from collections.abc import Sequence

from biblio.identity import credited, is_acronym, same_people
from biblio.identity.people import first_name
from biblio.model import Form, Name, Work
from biblio.references import ibid
from biblio.references.choosing import choose, thin
from biblio.references.context import fitting_context
from biblio.references.finding import Finding
from biblio.references.lookup import best
from biblio.references.memory import Memory
from biblio.references.occurrence import Occurrence

__all__ = ["locator_alone", "never_in_full", "resolve"]


def resolve(occurrence: Occurrence, memory: Memory) -> Finding | None:
    """Answer with the one work of an author; several stay open."""
    if not _name_only(occurrence):
        return None
    return choose(tuple(found for found in best(occurrence, memory) if found.genre >= 0), occurrence, memory)


def never_in_full(occurrence: Occurrence, memory: Memory) -> Finding | None:
    """ "Vaissette, III. 124" in note after note: a work that the document knows by its author's name only."""
    names = credited(occurrence.work)
    if not _name_only(occurrence) or any(is_acronym(name.literal or name.family) for name in names):
        return None
    again = [work for work in memory.unanswered(occurrence.citation) if _same(names, credited(work))]
    if not again:
        return None
    number = memory.add(Work(contributors=max((*again, occurrence.work), key=_said).contributors))
    return Finding(number, 0.4, (number,), "short-form-unknown", "cited by the author's name only, again and again")


def _same(names: Sequence[Name], others: Sequence[Name]) -> bool:
    """Whether they are the same people, of whom one may go by his first name: "Orderic" for "Ord. Vit."."""
    return same_people(names, others) or (bool(names and others) and first_name(names[0], others[0]))


def _said(work: Work) -> int:
    """How many names are given in full or in part."""
    return sum(bool(name.given) + bool(name.family or name.literal) for name in credited(work)[:1])


def _name_only(occurrence: Occurrence) -> bool:
    work = occurrence.work
    if work.title or work.date or work.container or not credited(work):
        return False
    return occurrence.cite.form in (Form.SHORT, Form.MENTION) or (occurrence.cite.form is Form.FULL and thin(work))


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
    return ibid.other_of_note(occurrence, memory, here) or Finding(here[-1].work, 0.7, (here[-1].work,))
