"""The rest of a note at the foot of the next page, in plain text: no blank line or rule need stand above it there.

Notes are mostly set in smaller type, so that more letters go into a line. Where notes that are sure to be notes have
clearly longer lines than the running text, lines as long as theirs between running text and the first note of a page
(or the end of the page) are the rest of the note that the page before broke off.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from biblio.notes.clues import Clues
from biblio.notes.solution import Plan, Solution
from biblio.notes.state import EventKind

__all__ = ["with_rests"]

_FEWEST_LINES = 8
"""Of running text and of notes, to tell how long a full line of them is."""
_LONGER = 1.06
"""Times the running text's: full lines of notes are at least so long."""
_FULL = 3 / 4
"""A line longer than this share of all is a full one."""


@dataclass(slots=True)
class _Page:
    """Running text up to the first note, as the solution has it."""

    body: list[Clues] = field(default_factory=list)
    unfinished: bool = False
    """The page before ends in a note, and with no full stop."""
    noted: bool = False
    """The page before ends in a note."""
    closed: bool = False
    """A note has begun or gone on."""


def with_rests(clues: list[Clues], solution: Solution) -> list[Clues] | None:
    """The clues with the first line of each rest marked; None if there is no rest that the solution lacks."""
    if solution.plan is Plan.ENDNOTES or not solution.events or clues[0].line.size or clues[-1].line.page == 1:
        return None
    events = {event.line: event.kind for event in solution.events if event.kind is not EventKind.CALL}
    least = _least_width(clues, events)
    if not least:
        return None
    pages = list(_pages(clues, events))
    found: set[int] = set()
    for page, following in zip(pages, [*pages[1:], _Page()], strict=True):
        rest = _rest(page, following, least)
        if rest:
            found.add(rest[0].line.index)
    if not found:
        return None
    return [replace(clue, begins_rest=True) if clue.line.index in found else clue for clue in clues]


def _least_width(clues: list[Clues], events: dict[int, EventKind]) -> float:
    """What lines of notes exceed and lines of running text do not; 0 where they are too much alike."""
    widths: dict[bool, list[int]] = defaultdict(list)
    in_note = False
    for clue in clues:
        in_note = _in_note(clue, events, before=in_note)
        widths[in_note].append(_width(clue))
    if min(len(widths[True]), len(widths[False])) < _FEWEST_LINES:
        return 0.0
    note, body = (sorted(widths[kind])[int(len(widths[kind]) * _FULL)] for kind in (True, False))
    return (note + body) / 2 if note >= _LONGER * body else 0.0


def _in_note(clue: Clues, events: dict[int, EventKind], *, before: bool) -> bool:
    kind = events.get(clue.line.index)
    return before if kind is None else kind is not EventKind.LEAVE


def _width(clue: Clues) -> int:
    """Letters of a line; where a page is set with its layout, blanks between words are more than one."""
    return len(" ".join(clue.line.text.split()))


def _pages(clues: list[Clues], events: dict[int, EventKind]) -> Iterator[_Page]:
    page, number, in_note = _Page(), 1, False
    before: Clues | None = None
    for clue in clues:
        if clue.line.page != number:
            yield page
            number = clue.line.page
            page = _Page(noted=in_note, unfinished=in_note and before is not None and not before.finished)
        in_note = _in_note(clue, events, before=in_note)
        page.closed = page.closed or in_note
        if not page.closed:
            page.body.append(clue)
        before = clue
    yield page


def _rest(page: _Page, following: _Page, least: float) -> list[Clues]:
    """The lines at the end of a page's running text that are a note's rest."""
    if not page.noted or not page.body:
        return []
    long = 0
    for clue in reversed(page.body[:-1]):
        if _width(clue) <= least:
            break
        long += 1
    last_is_long = _width(page.body[-1]) > least
    if long + last_is_long >= (1 if page.unfinished else 2):
        return page.body[-1 - long :]
    return page.body[-1:] if _stray(page, following) else []


def _stray(page: _Page, following: _Page) -> bool:
    """Whether a single short line ends the note before: without it the running text reads on."""
    if not page.unfinished or len(page.body) < 2 or not following.body:
        return False
    *_, before, last = page.body
    return last.finished and not before.finished and following.body[0].goes_on
