"""Which of several works of a note an "ibid." at the beginning of the next means: what may tell, the surest first."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from biblio.model import Locator, WorkId
from biblio.references.context import fitting_context
from biblio.references.lookup import best, within
from biblio.references.memory import Memory, Seen
from biblio.references.occurrence import Occurrence

__all__ = ["EVIDENCE"]

_WITHOUT_PAGES = ("motion_picture", "broadcast", "song", "speech", "webpage", "post", "post-weblog", "map", "interview")
_NEAR, _FAR = 10, 40
"""Pages from the one cited before that still are near it, and that no longer are."""


def _worded(occurrence: Occurrence, memory: Memory, cites: Sequence[Seen]) -> WorkId | None:
    """A name or title beside the "ibid."."""
    return _only([found.work for found in best(occurrence, memory, _works(cites))])


def _named(occurrence: Occurrence, memory: Memory, cites: Sequence[Seen]) -> WorkId | None:
    """An author named in the commentary or in the sentence of the call."""
    return _only(fitting_context(occurrence, memory, _works(cites)))


def _paged(occurrence: Occurrence, memory: Memory, cites: Sequence[Seen]) -> WorkId | None:
    """The one work that has the page cited among its own."""
    return _only([at for at in _works(cites) if within(occurrence.cite.locator, memory.works[at]) > 0])


def _reprinted(occurrence: Occurrence, memory: Memory, cites: Sequence[Seen]) -> WorkId | None:
    """Of an original and its reprint the one whose pages were cited, if the note cites nothing else."""
    originals = [seen.occurrence.cite.reprint_of for seen in cites if seen.occurrence.cite.reprint_of is not None]
    if not originals or len({seen.work for seen in cites}) != 2:
        return None
    return _only(list({seen.work for seen in cites if seen.occurrence.cite.locator and seen.work is not None}))


def _labelled(occurrence: Occurrence, memory: Memory, cites: Sequence[Seen]) -> WorkId | None:
    """The one work whose sections (paragraphs, columns ...) were cited, where the ibid. cites such, too."""
    label = occurrence.cite.locator.label if occurrence.cite.locator else "page"
    if label == "page":
        return None
    located = [(seen.work, seen.occurrence.cite.locator) for seen in cites]
    return _only(list({work for work, at in located if work is not None and at and at.label == label}))


def _left_over(occurrence: Occurrence, memory: Memory, cites: Sequence[Seen]) -> WorkId | None:
    """The one work that can have such a page: the others' pages are known, or they have none."""
    locator = occurrence.cite.locator
    if locator is None or locator.label != "page":
        return None
    works = [(at, memory.works[at]) for at in _works(cites)]
    return _only([at for at, work in works if work.type not in _WITHOUT_PAGES and within(locator, work) >= 0])


def _nearest(occurrence: Occurrence, memory: Memory, cites: Sequence[Seen]) -> WorkId | None:
    """The one work cited for a page near by, where all others were cited for pages far away."""
    page = _page(occurrence.cite.locator)
    cited = [(seen.work, _page(seen.occurrence.cite.locator)) for seen in cites]
    if page is None or any(work is None or other is None for work, other in cited):
        return None
    near = {work for work, other in cited if other is not None and abs(page - other) <= _NEAR}
    far = {work for work, other in cited if other is not None and abs(page - other) >= _FAR}
    return _only([work for work in near if work is not None]) if near | far == {work for work, _ in cited} else None


EVIDENCE: tuple[tuple[float, Callable[[Occurrence, Memory, Sequence[Seen]], WorkId | None]], ...] = (
    (0.85, _worded),
    (0.8, _named),
    (0.8, _paged),
    (0.8, _reprinted),
    (0.75, _labelled),
    (0.75, _left_over),
    (0.7, _nearest),
)
"""How sure an answer is, and what gives it; the first that leaves one work decides."""


def _works(cites: Sequence[Seen]) -> tuple[WorkId, ...]:
    return tuple(dict.fromkeys(seen.work for seen in cites if seen.work is not None))


def _only(works: Sequence[WorkId]) -> WorkId | None:
    return works[0] if len(works) == 1 else None


def _page(locator: Locator | None) -> int | None:
    found = re.match(r"\D{0,4}(\d+)", locator.value) if locator and locator.label == "page" else None
    return int(found[1]) if found else None
