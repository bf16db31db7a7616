"""A work that was not cited before, if enough is said to recognise it; the end of the list of rules."""

from __future__ import annotations

from biblio.identity import credited, fold
from biblio.model import Form, Work
from biblio.references.choosing import SHORT_FORMS
from biblio.references.finding import Finding
from biblio.references.memory import Memory
from biblio.references.occurrence import Occurrence

__all__ = ["citable", "resolve", "unknown"]


def resolve(occurrence: Occurrence, memory: Memory) -> Finding | None:
    """File the work as a new one."""
    form = occurrence.cite.form
    if form in (Form.IBID, Form.CROSS_REFERENCE) or not citable(occurrence.work):
        return None
    if form is Form.OP_CIT and not occurrence.work.title:
        return None
    if form in SHORT_FORMS and len(fold(occurrence.work.title)) == 1:
        return None
    number = memory.add(occurrence.work)
    if form in (Form.FULL, Form.IDEM, Form.LINK):
        return Finding(number, 1.0, (number,))
    if form is Form.OP_CIT:
        return Finding(number, 0.4, (number,), "short-form-unknown", "no full reference to this work was found")
    return Finding(number, 0.7, (number,))


def unknown(occurrence: Occurrence, memory: Memory) -> Finding:
    """The last rule: nothing known fits."""
    return Finding(None, 0.0, (), "short-form-unknown", "nothing cited in the document fits these words")


def citable(work: Work) -> bool:
    """Whether a work can stand in a bibliography: by title, address, shelf-mark, number, or by author and year ..."""
    if work.title or work.url or work.identifiers or work.archive_location or work.number:
        return True
    held = work.container
    if credited(work):
        return bool(work.date or work.genre or held)
    if held and held.title:
        return bool(work.date or held.date or held.volume or work.volume or work.pages)
    return bool(work.genre and work.date)
