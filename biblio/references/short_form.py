"""Short forms: a declared abbreviation, a short title, an author alone, author and year, op. cit. with a name."""

from __future__ import annotations

from biblio.identity import credited, fold
from biblio.model import Form, Work, WorkId
from biblio.references import ibid
from biblio.references.context import fitting_context
from biblio.references.finding import Finding
from biblio.references.lookup import Fit, best
from biblio.references.memory import Memory
from biblio.references.occurrence import Occurrence

__all__ = ["abbreviation", "author_alone", "author_date", "op_cit", "short_title"]

_SHORT = (Form.SHORT, Form.OP_CIT, Form.MENTION, Form.IDEM)


def abbreviation(occurrence: Occurrence, memory: Memory) -> Finding | None:
    """ "MEW", "Letters": a short form the author declared for one work."""
    work = occurrence.work
    if occurrence.cite.form is Form.FULL and work.container:
        return None
    wordings = [work.title, work.container.title if work.container else ""]
    wordings += [name.literal or name.family for name in credited(work) if not work.title]
    for wording in filter(None, wordings):
        declared = memory.declared.get(fold(wording), ())
        if len(declared) == 1:
            return Finding(declared[0], 0.97, tuple(declared))
        if declared:
            return _choose(best(work, memory, declared), memory, occurrence)
    return None


def short_title(occurrence: Occurrence, memory: Memory) -> Finding | None:
    """ "Revolution Betrayed, 97": part of a title, with or without the author."""
    work = occurrence.work
    if not work.title and not (work.container and work.container.title):
        return None
    if occurrence.cite.form not in _SHORT and not _thin(work):
        return None
    return _choose(best(work, memory), memory, occurrence)


def author_date(occurrence: Occurrence, memory: Memory) -> Finding | None:
    """ "Popper 1967, 12"."""
    work = occurrence.work
    if work.title or not credited(work) or work.date is None or occurrence.cite.form not in (*_SHORT, Form.FULL):
        return None
    if occurrence.cite.form is Form.FULL and not _thin(work):
        return None
    return _choose(tuple(found for found in best(work, memory) if found.year), memory, occurrence)


def author_alone(occurrence: Occurrence, memory: Memory) -> Finding | None:
    """ "Horn, p. 181": the one work of an author cited so far."""
    work = occurrence.work
    if work.title or work.date or not credited(work) or occurrence.cite.form is not Form.SHORT:
        return None
    return _choose(best(work, memory), memory, occurrence)


def op_cit(occurrence: Occurrence, memory: Memory) -> Finding | None:
    """ "Horn, art. cit., p. 181"; without a name the one before it in the sentence, else the work cited last."""
    if occurrence.cite.form is not Form.OP_CIT:
        return None
    work = occurrence.work
    if credited(work) or work.title:
        return _choose(best(work, memory), memory, occurrence)
    everything = tuple(WorkId(number) for number in range(len(memory.works)))
    hinted = fitting_context(occurrence, memory, everything)
    if len(hinted) == 1:
        return Finding(hinted[0], 0.8, hinted)
    if hinted:
        return _several(hinted)
    return ibid.antecedent(occurrence, memory)


def _choose(fits: tuple[Fit, ...], memory: Memory, occurrence: Occurrence) -> Finding | None:
    if not fits:
        return None
    if len(fits) == 1:
        sure = fits[0].title >= 0.7 or (fits[0].people and not occurrence.work.title)
        return Finding(fits[0].work, 0.95 if sure else 0.8, (fits[0].work,))
    return _several(tuple(found.work for found in fits))


def _several(candidates: tuple[WorkId, ...]) -> Finding:
    return Finding(None, 0.0, candidates, "short-form-ambiguous", "several works cited in the document fit")


def _thin(work: Work) -> bool:
    """Whether a cite read as a full one says no more than a short form would."""
    return not (
        work.publisher or work.place or work.url or work.pages or work.archive_location or work.number
    ) and not (work.container and (work.title or work.container.date))
