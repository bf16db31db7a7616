"""A title with nothing but a number or pages behind it: "“Restatement,” 209", "GS 3, 217–38", "TMS VII.ii.1.15–47".

It looks like a full cite of a work with pages or a number of its own. Where a work of that title is known, they are the
place cited in it.
"""

from __future__ import annotations

import re
from dataclasses import replace

from biblio.identity import credited, fold, match_titles
from biblio.model import Form, Locator, Work
from biblio.references import abbreviation, short_title, siglum
from biblio.references.lookup import within
from biblio.references.memory import Memory
from biblio.references.occurrence import Occurrence

__all__ = ["complete"]

_PLACE = re.compile(r"(?:\d+|[IVXLC]+|[ivxlc]+)(?:\.\d+)*")
_NUMBERED = ("legal_case", "legislation", "bill", "report", "standard", "patent")
"""Works that are told apart by their numbers."""
_RULES = (abbreviation.resolve, short_title.resolve, siglum.resolve)


def complete(occurrence: Occurrence, memory: Memory) -> Occurrence:
    """The cite as a short form with that place, if it then means one known work."""
    if occurrence.cite.form is not Form.FULL or not _bare(occurrence.work):
        return occurrence
    short = _as_short(occurrence)
    answers = (rule(short, memory) for rule in _RULES)
    found = next((answer.work for answer in answers if answer is not None), None)
    if found is None or within(short.cite.locator, memory.works[found]) < 0:
        return occurrence
    return short if _called(occurrence.work.title, found, memory) else occurrence


def _bare(work: Work) -> bool:
    """Whether a title is all that is said of a work beside its numbers, and pages or a number are said."""
    said = (
        credited(work),
        work.container,
        work.date,
        work.publisher,
        work.place,
        work.edition,
        work.url,
        work.genre,
        work.archive_location,
        work.series,
    )
    # "1 BvR 276/17" is the number of a decision, not a place.
    place = work.pages or _PLACE.fullmatch(work.number)
    return bool(work.title and place) and not any(said) and work.type not in _NUMBERED


def _as_short(occurrence: Occurrence) -> Occurrence:
    work, cite = occurrence.work, occurrence.cite
    place = str(work.pages) if work.pages else work.number
    reference = replace(cite.reference, work=replace(work, pages=None, number=""))
    locator = cite.locator or Locator(place)
    return replace(occurrence, cite=replace(cite, form=Form.SHORT, reference=reference, locator=locator))


def _called(title: str, number: int, memory: Memory) -> bool:
    """Whether the work itself goes by this title or siglum, not only what it is printed in."""
    known = memory.works[number]
    return (
        number in memory.declared.get(fold(title), ())
        or bool(match_titles(title, known.title))
        or siglum.initials(title, known)
    )
