"""op. cit., art. cit., loc. cit., a. a. O.: the work of the author named.

"Horn, art. cit., p. 181" is the one work of Horn's cited so far; of several none is chosen. Without a name beside it
the last author named in the sentence counts ("So aber Hellgardt a. a. O. S. 909"), else the work cited last.
"""

from __future__ import annotations

from biblio.identity import credited, same_people
from biblio.model import Form, Name, WorkId
from biblio.references import ibid
from biblio.references.choosing import choose, several
from biblio.references.context import fitting_context
from biblio.references.finding import Finding
from biblio.references.lookup import Fit, best, fit
from biblio.references.memory import Memory
from biblio.references.occurrence import Occurrence
from biblio.references.wording import asks_for_part

__all__ = ["resolve"]


def resolve(occurrence: Occurrence, memory: Memory) -> Finding | None:
    """Answer for every op. cit."""
    if occurrence.cite.form is not Form.OP_CIT:
        return None
    work = occurrence.work
    if credited(work) or work.title or work.archive_location or work.number:
        fits = best(occurrence, memory)
        if len(fits) > 1 and not work.title:
            fits = _of_kind(fits, occurrence, memory)
        return choose(fits, occurrence, memory)
    hinted = fitting_context(occurrence, memory, memory.numbers())
    if work.date:
        hinted = tuple(number for number in hinted if fit(work, number, memory, strict=False))
        hinted = hinted or _of_that_year(occurrence, memory)
    if len(hinted) == 1:
        return Finding(hinted[0], 0.8, hinted)
    if hinted:
        return several(hinted)
    return _last(occurrence, memory)


def _of_kind(fits: tuple[Fit, ...], occurrence: Occurrence, memory: Memory) -> tuple[Fit, ...]:
    """ "art. cit." means a piece; beside it, in the same document, "op. cit." means a book."""
    if asks_for_part(occurrence.words):
        return tuple(found for found in fits if memory.works[found.work].container) or fits
    told = any(asks_for_part(seen.occurrence.words) for seen in memory.seen if seen.occurrence.cite.form is Form.OP_CIT)
    return (tuple(found for found in fits if not memory.works[found.work].container) or fits) if told else fits


def _of_that_year(occurrence: Occurrence, memory: Memory) -> tuple[WorkId, ...]:
    """ "Penck, a. a. O. 1882; ders., a. a. O. 1879": what the author of the cite before published in that year."""
    before = memory.previous(occurrence)
    names = credited(memory.works[before.work]) if before and before.work is not None else ()
    if not names:
        return ()
    theirs = (at for at in memory.numbers() if same_people(names, credited(memory.works[at])))
    fits = (fit(occurrence.work, at, memory, strict=False) for at in theirs)
    return tuple(found.work for found in fits if found and found.year)


def _pieces_by(names: tuple[Name, ...], memory: Memory) -> tuple[WorkId, ...]:
    known = ((at, memory.works[at]) for at in memory.numbers())
    return tuple(at for at, work in known if work.container and names and same_people(names, credited(work)))


def _last(occurrence: Occurrence, memory: Memory) -> Finding:
    found = ibid.antecedent(occurrence, memory)
    if found.work is not None and asks_for_part(occurrence.words) and not memory.works[found.work].container:
        # "his thesis, summed up in art. cit.": not the book just cited, but a piece by its author.
        pieces = _pieces_by(credited(memory.works[found.work]), memory)
        return Finding(pieces[0], 0.6, pieces) if len(pieces) == 1 else several((found.work, *pieces))
    if found.work is None or fit(occurrence.work, WorkId(found.work), memory, strict=False):
        return found
    return several((found.work,))
