"""Decisions of courts by what they are called after the first time: number and year, reporter and page, or day.

Corte cost., 10 giugno 2014, n. 162 …         "n. 162/2014", "sent. n. 162 del 2014", "Sent. 162, cit."
ATF 125 III 70 consid. 2a …                   "ATF 125 III 70 précité"
RGZ 107, 78 (86 ff.) …                        "RGZ 107, 88"
Cass. ch. mixte, 22 avr. 2005, n° 02-18.326 … "ch. mixte, 22 avr. 2005, préc."
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from biblio.identity import credited, same_number, words
from biblio.model import Form, Moment, Work, WorkId
from biblio.references.finding import Finding
from biblio.references.lookup import first_page
from biblio.references.memory import Memory
from biblio.references.occurrence import Occurrence
from biblio.references.places import page

__all__ = ["resolve"]

_NUMBER = re.compile(r"[^\d,;]{0,40}(?P<number>\d+)(?:(?:\s*/\s*|\s+(?:del|de|of|von|du|van)\s+)(?P<year>\d{4}))?")
"""The words before a number may say what it is of: "sent. n. 162 del 2014"."""
_REACH = 40
"""Pages that a decision of which only the first is known may have."""


def resolve(occurrence: Occurrence, memory: Memory) -> Finding | None:
    """Answer where one known decision is called so, and nothing else is said of it."""
    work = occurrence.work
    if occurrence.cite.form not in (Form.SHORT, Form.OP_CIT) or work.title or credited(work):
        return None
    for tell in (_numbered, _reported, _dated):
        found = tuple(tell(occurrence, memory))
        if found:
            return Finding(found[0], 0.85, found) if len(found) == 1 else None
    return None


def _numbered(occurrence: Occurrence, memory: Memory) -> Iterator[WorkId]:
    """Those of that number, and of that year where one is said."""
    told = _NUMBER.fullmatch(occurrence.work.number.strip())
    if told is None:
        return
    for at, known in _decisions(memory):
        year = str(known.date.start.year) if known.date and known.date.start else ""
        if words(known.number) in ((told["number"],), (told["number"], told["year"])) and told["year"] in (None, year):
            yield at


def _reported(occurrence: Occurrence, memory: Memory) -> Iterator[WorkId]:
    """Those that begin on that page of that volume; else the only one of the volume, if it can have the page."""
    held = occurrence.work.container
    at = first_page(occurrence.work) or page(occurrence.cite.locator)
    if held is None or at is None or not (occurrence.work.volume or held.volume):
        return
    same = [(number, first_page(known)) for number, known in _decisions(memory) if _one_volume(occurrence.work, known)]
    exact = [number for number, first in same if first == at]
    if exact:
        yield from exact
    elif len(same) == 1 and same[0][1] is not None and same[0][1] <= at <= same[0][1] + _REACH:
        yield same[0][0]


def _dated(occurrence: Occurrence, memory: Memory) -> Iterator[WorkId]:
    """Those of that day."""
    day = _day(occurrence.work)
    if day is not None and not occurrence.work.number and occurrence.work.container is None:
        yield from (at for at, known in _decisions(memory) if _day(known) == day)


def _decisions(memory: Memory) -> Iterator[tuple[WorkId, Work]]:
    return ((at, work) for at in memory.numbers() if (work := memory.works[at]).type == "legal_case")


def _one_volume(work: Work, known: Work) -> bool:
    one, other = work.container, known.container
    if one is None or other is None or words(one.title) != words(other.title):
        return False
    return same_number(work.volume or one.volume, known.volume or other.volume)


def _day(work: Work) -> Moment | None:
    start = work.date.start if work.date else None
    return start if start and start.day else None
