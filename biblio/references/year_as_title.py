"""A year where a short title would stand: "O’Byrne, “2007”, supra note 8", of works declared by their years."""

from __future__ import annotations

import re
from dataclasses import replace

from biblio.identity import credited
from biblio.model import Date
from biblio.references.memory import Memory
from biblio.references.occurrence import Occurrence

__all__ = ["complete"]

_YEAR = re.compile(r"1[5-9]\d\d|20\d\d")


def complete(occurrence: Occurrence, memory: Memory) -> Occurrence:
    """A title beside a name that is nothing but a year is the date, where no known work is called so."""
    work = occurrence.work
    if not _YEAR.fullmatch(work.title) or work.date is not None or not credited(work):
        return occurrence
    if any(known.title == work.title for known in memory.works):
        return occurrence
    return occurrence.reworded(replace(work, title="", date=Date.parse(work.title)))
