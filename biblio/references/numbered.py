"""A report by its number where a title would stand: "Cmnd. 778, pp. 11-13", "Scot Law Com No 169 (n 14)"."""

from __future__ import annotations

from dataclasses import replace

from biblio.identity import words
from biblio.model import Form, Work
from biblio.references.choosing import SHORT_FORMS
from biblio.references.memory import Memory
from biblio.references.occurrence import Occurrence

__all__ = ["complete"]


def complete(occurrence: Occurrence, memory: Memory) -> Occurrence:
    """A short title that is the number of a known work is that number."""
    work = occurrence.work
    told = words(work.title)
    if (
        occurrence.cite.form not in (*SHORT_FORMS, Form.CROSS_REFERENCE)
        or work.number
        or not any(map(str.isdigit, "".join(told)))
    ):
        return occurrence
    numbered = (memory.works[at] for at in memory.index.fitting(Work(number=work.title)))
    if not any(known.title and words(known.number) == told for known in numbered):
        return occurrence
    return occurrence.reworded(replace(work, title="", number=work.title))
