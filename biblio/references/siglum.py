"""A siglum that was never declared: "CL, iv. 561", "JR, 52, p. 223", "N. C. iv. 609".

It is made of the initials of consecutive telling words of a title, or of a part of it that a full stop or a colon
sets off: "Collected Letters of ...", "The Jesuit Relations and ...", "Sämtliche Werke. Kritische Studienausgabe".
"""

from __future__ import annotations

from biblio.identity import credited, fold, initials_of, same_number, siglum_letters
from biblio.model import Form, Work, WorkId
from biblio.references.choosing import several
from biblio.references.finding import Finding
from biblio.references.lookup import in_volumes
from biblio.references.memory import Memory
from biblio.references.occurrence import Occurrence

__all__ = ["initials", "resolve"]


def resolve(occurrence: Occurrence, memory: Memory) -> Finding | None:
    """Answer where the letters are the initials of one known title and of no other."""
    work = occurrence.work
    siglum = siglum_letters(work.title)
    if occurrence.cite.form is not Form.SHORT or not siglum or credited(work) or work.container or _dated(work):
        return None
    if fold(work.title) in memory.declared:
        return None
    fitting = tuple(at for at in memory.cited_in_full() if initials_of(siglum, memory.works[at].title))
    found = _in_volumes(work, fitting, memory)
    if len(found) != 1:
        return several(fitting) if fitting else None
    return Finding(found[0], 0.7, fitting) if _has_volume(work, memory.works[found[0]]) else None


def initials(title: str, known: Work) -> bool:
    """Whether a title is nothing but a siglum of a known work's."""
    siglum = siglum_letters(title)
    return bool(siglum) and initials_of(siglum, known.title)


def _dated(work: Work) -> bool:
    """Whether a year is printed, which is a work's; a day is that of the letter cited."""
    return work.date is not None and not (work.date.start and work.date.start.day)


def _in_volumes(clue: Work, fitting: tuple[WorkId, ...], memory: Memory) -> tuple[WorkId, ...]:
    """Of several works those that have volumes, where the siglum is followed by the number of one."""
    if len(fitting) < 2 or not clue.volume:
        return fitting
    return tuple(at for at in fitting if memory.works[at].volume or in_volumes(memory.works[at]))


def _has_volume(clue: Work, known: Work) -> bool:
    """Whether the volume printed may be one of the known work's."""
    return not clue.volume or not known.volume or in_volumes(known) or same_number(clue.volume, known.volume)
