"""Papers by their archive and the beginning of a unit's name: "AUC, Livro das obras, cit."."""

from __future__ import annotations

from biblio.identity import credited, fold, words
from biblio.identity.people import acronym
from biblio.model import Form, Name, Work, WorkId
from biblio.references.finding import Finding
from biblio.references.memory import Memory
from biblio.references.occurrence import Occurrence

__all__ = ["resolve"]

_TELLING = 2
"""Words by which a unit is known."""


def resolve(occurrence: Occurrence, memory: Memory) -> Finding | None:
    """Answer where one known work is kept there under these words; what has numbers is found by them."""
    work = occurrence.work
    if occurrence.cite.form is not Form.OP_CIT or work.title or credited(work) or not work.archive:
        return None
    told = words(work.archive_location)
    if any(map(str.isdigit, "".join(told))) or len(told) < _TELLING:
        return None
    found = tuple(at for at in memory.numbers() if _kept(work, at, memory) and _begins(told, memory.works[at]))
    return Finding(found[0], 0.8, found) if len(found) == 1 else None


def _kept(work: Work, number: WorkId, memory: Memory) -> bool:
    """Whether a work is kept in that archive, by its name, its initials or the short form declared with it."""
    other = memory.works[number].archive
    if not other:
        return False
    named = fold(work.archive) in (fold(other), acronym(Name(literal=other)))
    return named or number in memory.declared.get(fold(work.archive), ())


def _begins(told: tuple[str, ...], known: Work) -> bool:
    return words(known.archive_location)[: len(told)] == told
