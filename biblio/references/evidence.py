"""Which of several works of a note an "ibid." at the beginning of the next means: what may tell, the surest first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from biblio.model import Work, WorkId
from biblio.references.context import entitled, fitting_context
from biblio.references.lookup import best, first_page, within
from biblio.references.memory import Memory, Seen
from biblio.references.occurrence import Occurrence
from biblio.references.places import kind, page, stretch
from biblio.references.subordinate import main

__all__ = ["OWN", "PLACES", "WORDS", "continued", "judged", "may_hold"]

_WITHOUT_PAGES = ("motion_picture", "broadcast", "song", "speech", "webpage", "post", "post-weblog", "map", "interview")
_PAGELESS = ("folio", "line", "verse", "timestamp", "canon")
"""What is counted in works without pages; a chapter may be cited of any book."""
_NEAR, _FAR = 10, 40
"""Pages from the one cited before that still are near it, and that no longer are."""
_ARTICLE = 80
"""Pages that an article of which only the first page is known may have."""


def _worded(occurrence: Occurrence, memory: Memory, cites: Sequence[Seen]) -> WorkId | None:
    """A name or title beside the "ibid."."""
    return _only([found.work for found in best(occurrence, memory, _works(cites))])


def _named(occurrence: Occurrence, memory: Memory, cites: Sequence[Seen]) -> WorkId | None:
    """An author named in the commentary or in the sentence of the call."""
    return _only(fitting_context(occurrence, memory, _works(cites)))


def _entitled(occurrence: Occurrence, memory: Memory, cites: Sequence[Seen]) -> WorkId | None:
    """A title, or a party of a case, named in the commentary or in the sentence of the call."""
    return _only(entitled(occurrence, memory, _works(cites)))


def _paged(occurrence: Occurrence, memory: Memory, cites: Sequence[Seen]) -> WorkId | None:
    """The one work that has the page cited among its own; not where a cite left open may be another edition of it."""
    doubtful = {number for seen in cites if seen.work is None for number in seen.candidates}
    held = [at for at in _works(cites) if within(occurrence.cite.locator, memory.works[at]) > 0]
    return None if doubtful.intersection(held) else _only(held)


def _cited_again(occurrence: Occurrence, memory: Memory, cites: Sequence[Seen]) -> WorkId | None:
    """The one work of which a range of pages was cited that has this page in it: "84–87", then "85"."""
    at = page(occurrence.cite.locator)
    ranges = [(seen.work, stretch(seen.occurrence.cite.locator)) for seen in cites]
    if at is None:
        return None
    return _only([work for work, found in ranges if work is not None and found and found[0] <= at <= found[1]])


def _reprinted(occurrence: Occurrence, memory: Memory, cites: Sequence[Seen]) -> WorkId | None:
    """Of an original and its reprint the one whose pages were cited, if the note cites nothing else."""
    originals = [seen.occurrence.cite.reprint_of for seen in cites if seen.occurrence.cite.reprint_of is not None]
    if not originals or len({seen.work for seen in cites}) != 2:
        return None
    return _only([seen.work for seen in cites if seen.occurrence.cite.locator and seen.work is not None])


def _same_kind(occurrence: Occurrence, memory: Memory, cites: Sequence[Seen]) -> WorkId | None:
    """The one work whose leaves (sections, paragraphs, columns ...) were cited, where the ibid. cites such, too.

    Pages tell only where every other work was cited by what a work with pages is not cited by.
    """
    if occurrence.cite.locator is None:
        return None
    counted = kind(occurrence.cite.locator)
    kinds = [(seen.work, kind(at) if (at := seen.occurrence.cite.locator) else "") for seen in cites]
    if counted == "page" and not {name for _, name in kinds} <= {"page", *_PAGELESS}:
        return None
    return _only([work for work, name in kinds if work is not None and name == counted])


def judged(occurrence: Occurrence, memory: Memory, cites: Sequence[Seen]) -> WorkId | None:
    """The one decision cited with articles on it, where a paragraph is: "annotated by Globocnik, …; paras. 66–68"."""
    if occurrence.cite.locator is None or kind(occurrence.cite.locator) != "paragraph":
        return None
    works = [(at, memory.works[at]) for at in _works(cites)]
    if any(work.type not in ("legal_case", "article-journal") for _, work in works):
        return None
    return _only([at for at, work in works if work.type == "legal_case"])


def _left_over(occurrence: Occurrence, memory: Memory, cites: Sequence[Seen]) -> WorkId | None:
    """The one work that can have such a page: the others' pages are known, or they have none."""
    if page(occurrence.cite.locator) is None:
        return None
    works = [(at, memory.works[at]) for at in _works(cites)]
    return _only([at for at, work in works if work.type not in _WITHOUT_PAGES and may_hold(occurrence, work)])


def may_hold(occurrence: Occurrence, work: Work) -> bool:
    """Whether a page can be a work's: of an article known by its first page one that soon follows."""
    at, first = page(occurrence.cite.locator), first_page(work)
    if at is None or within(occurrence.cite.locator, work) < 0:
        return False
    return first is None or within(occurrence.cite.locator, work) > 0 or first <= at <= first + _ARTICLE


def _nearest(occurrence: Occurrence, memory: Memory, cites: Sequence[Seen]) -> WorkId | None:
    """The one work cited for a page near by, where all others were cited for pages far away, or for none."""
    at = page(occurrence.cite.locator)
    cited = [(seen.work, page(seen.occurrence.cite.locator)) for seen in cites]
    if at is None:
        return None
    near = [work for work, other in cited if other is not None and abs(at - other) <= _NEAR]
    between = [work for work, other in cited if other is not None and _NEAR < abs(at - other) < _FAR]
    return _only([work for work in near if work is not None]) if not between else None


def _main(occurrence: Occurrence, memory: Memory, cites: Sequence[Seen]) -> WorkId | None:
    """The one work that is not merely cited beside another: "see also", "reviewed by", in brackets.

    A page does not go on with a work of which none was cited, where one of those beside it was.
    """
    kept = main(cites)
    located = [bool(seen.occurrence.cite.locator) for seen in cites]
    if occurrence.cite.locator and any(located) and not any(seen.occurrence.cite.locator for seen in kept):
        return None
    return _only(_works(kept))


Evidence = Callable[[Occurrence, Memory, Sequence[Seen]], WorkId | None]

WORDS: tuple[tuple[float, Evidence], ...] = ((0.85, _worded), (0.8, _named), (0.8, _entitled))
"""What the words beside the cite tell, also where not every work of the note is known."""
OWN: tuple[tuple[float, Evidence], ...] = ((0.8, _paged),)
"""What the place cited tells, also where not every work of the note is known."""
PLACES: tuple[tuple[float, Evidence], ...] = (
    *OWN,
    (0.8, judged),
    (0.8, _cited_again),
    (0.8, _reprinted),
    (0.75, _same_kind),
    (0.75, _left_over),
    (0.7, _nearest),
    (0.65, _main),
)
"""What the places cited tell, and at last which work the note is about."""


def continued(occurrence: Occurrence, memory: Memory, cites: Sequence[Seen]) -> WorkId | None:
    """The one work that the page cited goes on with: it lies among or near those cited before."""
    told = (tell(occurrence, memory, cites) for tell in (_cited_again, _nearest))
    return next((work for work in told if work is not None), None)


def _works(cites: Sequence[Seen]) -> tuple[WorkId, ...]:
    return tuple(dict.fromkeys(seen.work for seen in cites if seen.work is not None))


def _only(works: Iterable[WorkId]) -> WorkId | None:
    """The work, if they are all one."""
    found = set(works)
    return found.pop() if len(found) == 1 else None
