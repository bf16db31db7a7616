"""Full cites: of a work already known, or of a new one."""

from __future__ import annotations

from biblio.identity import compare, credited
from biblio.model import Form, Work
from biblio.references.finding import Finding
from biblio.references.memory import Memory
from biblio.references.occurrence import Occurrence

__all__ = ["first_cite", "same_work", "unknown"]

_BACKWARD = (Form.IBID, Form.OP_CIT, Form.CROSS_REFERENCE)


def same_work(occurrence: Occurrence, memory: Memory) -> Finding | None:
    """A full cite of a work that was cited before."""
    if occurrence.cite.form in _BACKWARD:
        return None
    scored = [(compare(occurrence.work, memory.works[number]), number) for number in memory.near(occurrence.work)]
    same = sorted(((comparison.score, number) for comparison, number in scored if comparison.same), reverse=True)
    # Equally like two works that differ from each other (two volumes), it is neither: a set, or another one.
    if not same or (len(same) > 1 and same[0][0] - same[1][0] < 0.05):
        return None
    return Finding(same[0][1], min(0.99, 0.6 + 0.3 * same[0][0]), (same[0][1],))


def first_cite(occurrence: Occurrence, memory: Memory) -> Finding | None:
    """A work that was not cited before, if enough is said to recognise it."""
    if occurrence.cite.form in (Form.IBID, Form.CROSS_REFERENCE) or not citable(occurrence.work):
        return None
    number = memory.add(occurrence.work)
    if occurrence.cite.form in (Form.FULL, Form.IDEM, Form.LINK):
        return Finding(number, 1.0, (number,))
    if occurrence.cite.form is Form.OP_CIT:
        return Finding(number, 0.4, (number,), "short-form-unknown", "no full reference to this work was found")
    return Finding(number, 0.7, (number,))


def unknown(occurrence: Occurrence, memory: Memory) -> Finding:
    """The last rule: nothing known fits."""
    return Finding(None, 0.0, (), "short-form-unknown", "nothing cited in the document fits this short form")


def citable(work: Work) -> bool:
    """Whether a work can stand in a bibliography: it has a title or an address, or is known by author and year ..."""
    held = work.container
    return bool(
        work.title
        or work.url
        or work.identifiers
        or work.archive_location
        or work.number
        or (credited(work) and (work.date or work.genre or held))
        or (held and held.title and (work.date or held.date or held.volume or work.volume or work.pages))
    )
