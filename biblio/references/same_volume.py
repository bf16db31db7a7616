"""A journal's volume or year in the place of a title: "Windscheid, AcP 78, 197" after his piece in that volume.

Jurists leave the title out when they cite an article again, and the author where the sentence names him ("Harvard Law
Review 71, 619"): the cite looks like a full one of an untitled piece.
"""

from __future__ import annotations

from dataclasses import replace

from biblio.identity import credited
from biblio.model import Date, Form, Locator, Work
from biblio.references.evidence import may_hold
from biblio.references.finding import Finding
from biblio.references.lookup import Fit, best, first_page
from biblio.references.memory import Memory
from biblio.references.occurrence import Occurrence

__all__ = ["complete", "resolve"]


def complete(occurrence: Occurrence, memory: Memory) -> Occurrence:
    """A page behind the journal of a known piece is the place cited, not where another piece begins."""
    cited = _with_place(occurrence)
    return occurrence if cited is occurrence or resolve(cited, memory) is None else cited


def resolve(occurrence: Occurrence, memory: Memory) -> Finding | None:
    """Answer with the one piece (by these people) in that volume or year, if the page cited can be in it."""
    if occurrence.cite.form is not Form.FULL or not _untitled(occurrence.work):
        return None
    fits = best(occurrence, memory)
    if len(fits) != 1 or not _stands_there(fits[0], occurrence, memory.works[fits[0].work]):
        return None
    return Finding(fits[0].work, 0.7, (fits[0].work,))


def _untitled(work: Work) -> bool:
    """Whether names, a journal or book, and its volume or year are all that is given."""
    held = work.container
    said = (work.title, work.issue, work.genre, work.number, work.url, work.publisher, held and held.date)
    if held is None or not held.title or any(said):
        return False
    return bool(held.volume or work.volume or _year_alone(work.date))


def _year_alone(date: Date | None) -> bool:
    """Whether a date is a year: a day is that of a newspaper, of which every piece is another work."""
    return bool(date and date.start and not date.start.month)


def _with_place(occurrence: Occurrence) -> Occurrence:
    """The cite with a page that was taken for the piece's own as the place cited."""
    cite, pages = occurrence.cite, occurrence.work.pages
    if cite.form is not Form.FULL or cite.locator is not None or pages is None or len(pages.ranges) != 1:
        return occurrence
    reference = replace(cite.reference, work=replace(occurrence.work, pages=None))
    return replace(occurrence, cite=replace(cite, reference=reference, locator=Locator(pages.ranges[0][0])))


def _stands_there(found: Fit, occurrence: Occurrence, known: Work) -> bool:
    """Whether the known piece is in that volume or year, by those people if any are named, and may have the page."""
    clue, named = occurrence.work, bool(credited(occurrence.work))
    if clue.pages or known.container is None or named != bool(found.people):
        return False
    # A volume tells more than a year, of which a journal has many pieces.
    if found.volume < 0 or not (found.volume or found.year) or known.type == "legal_case":
        return False
    # Where nothing of its pages is known, the author has to speak for it.
    told = named or found.pages > 0 or first_page(known) is not None
    return told and may_hold(occurrence, known)
