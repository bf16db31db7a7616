"""A full cite of a work that was cited before."""

from __future__ import annotations

from biblio.identity import compare
from biblio.model import Form
from biblio.references.finding import Finding
from biblio.references.memory import Memory
from biblio.references.occurrence import Occurrence
from biblio.references.wording import announces_address

__all__ = ["resolve", "same_address"]

_BACKWARD = (Form.IBID, Form.OP_CIT, Form.CROSS_REFERENCE)
_MARGIN = 0.05


def resolve(occurrence: Occurrence, memory: Memory) -> Finding | None:
    """Answer where one known work is the same by all that is printed of both."""
    if occurrence.cite.form in _BACKWARD:
        return None
    scored = (
        (compare(occurrence.work, memory.works[number]), number)
        for number in memory.index.alike(occurrence.work)
        if number != occurrence.original
    )
    same = sorted(((comparison.score, number) for comparison, number in scored if comparison.same), reverse=True)
    # As like one as another of two that differ from each other (two volumes), it is neither: the set, or a third.
    if not same or (len(same) > 1 and same[0][0] - same[1][0] < _MARGIN):
        return None
    return Finding(same[0][1], min(0.99, 0.6 + 0.3 * same[0][0]), (same[0][1],))


def same_address(occurrence: Occurrence, memory: Memory) -> Finding | None:
    """ "..., 8-12, also at https://…": the address of the work cited just before."""
    here = memory.in_note(occurrence.citation, occurrence.index)
    if occurrence.cite.form is not Form.LINK or occurrence.work.title or not here or here[-1].work is None:
        return None
    known = memory.works[here[-1].work]
    if known.url or not (
        announces_address(occurrence.before) or occurrence.before.strip() in ("", ",", "<", ", <", "(")
    ):
        return None
    return Finding(here[-1].work, 0.85, (here[-1].work,))
