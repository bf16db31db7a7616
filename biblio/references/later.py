"""Short forms whose full form comes later: "Nicolini, Peste e untori" in note 13, the whole title in note 16."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from biblio.identity import compare
from biblio.model import Form, WorkId
from biblio.references.choosing import SHORT_FORMS
from biblio.references.finding import Finding
from biblio.references.lookup import best
from biblio.references.memory import Memory
from biblio.references.occurrence import Occurrence

__all__ = ["full_forms"]

_CLEAR = 0.7
"""Agreement of titles from which the two are one."""


def full_forms(decided: Sequence[tuple[Occurrence, str, Finding]], memory: Memory) -> Iterator[tuple[WorkId, WorkId]]:
    """(work known by a short form only, the one work whose later full form it is short for)."""
    full = {finding.work for occurrence, _, finding in decided if occurrence.cite.form in (Form.FULL, Form.IDEM)}
    for occurrence, rule, finding in decided:
        if rule != "first-cite" or finding.work is None or finding.work in full:
            continue
        if occurrence.cite.form not in SHORT_FORMS or not occurrence.work.title:
            continue
        fits = best(occurrence, memory, [number for number in memory.index.fitting(occurrence.work) if number in full])
        if len(fits) != 1 or fits[0].title < _CLEAR or not (fits[0].people or fits[0].title > 0.9):
            continue
        if compare(memory.works[finding.work], memory.works[fits[0].work]).score > 0:
            yield finding.work, fits[0].work
