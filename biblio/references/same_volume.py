"""An author and a volume in the place of a title: "Windscheid, AcP 78, 197" after his piece in that volume.

Jurists leave the title out when they cite an article again: the cite looks like a full one of an untitled piece.
"""

from __future__ import annotations

from biblio.identity import credited
from biblio.model import Form, Work
from biblio.references.finding import Finding
from biblio.references.lookup import best, first_page
from biblio.references.memory import Memory
from biblio.references.occurrence import Occurrence
from biblio.references.places import page

__all__ = ["resolve"]


def resolve(occurrence: Occurrence, memory: Memory) -> Finding | None:
    """Answer with the one piece by these people in that volume, if the page cited can be in it."""
    if occurrence.cite.form is not Form.FULL or not _untitled(occurrence.work):
        return None
    fits = best(occurrence, memory)
    pieces = [found.work for found in fits if found.people and found.volume > 0 and found.pages >= 0]
    if len(fits) != 1 or not pieces or not _not_before(occurrence, memory.works[pieces[0]]):
        return None
    return Finding(pieces[0], 0.7, (pieces[0],))


def _untitled(work: Work) -> bool:
    """Whether names, a journal or book, and its volume are all that is given."""
    held = work.container
    volume = held and (held.volume or work.volume)
    said = (work.title, work.date, work.pages, work.issue, work.genre, work.number, work.url, work.publisher)
    return bool(credited(work) and held and held.title and volume) and not any(said) and not (held and held.date)


def _not_before(occurrence: Occurrence, known: Work) -> bool:
    """Whether the page cited is none before the first of the piece."""
    at, first = page(occurrence.cite.locator), first_page(known)
    return at is not None and (first is None or first <= at)
