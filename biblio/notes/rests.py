"""What a first reading of a plain text with pages lets see: rests of notes, and labels that have lost their place.

Notes are mostly set in smaller type, so that more letters go into a line. Where notes that are sure to be notes have
clearly longer lines than the running text, lines as long as theirs between running text and the first note of a page
(or the end of the page) belong to a note: they are the rest of the one that the page before broke off, with no blank
line or rule above it; or the note whose raised number `pdftotext` prints alone at the end of the page.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from biblio.notes.calls import CallForm
from biblio.notes.clues import Clues
from biblio.notes.markers import Form, Marker
from biblio.notes.solution import Plan, Solution
from biblio.notes.state import Event, EventKind

__all__ = ["with_rests"]

_FEWEST_LINES = 8
"""Of running text and of notes, to tell how long a full line of them is."""
_LONGER = 1.06
"""Times the running text's: full lines of notes are at least so long."""
_JOINED = 1.5
"""Times the ordinary line: two lines that were joined are at least so long."""
_MOST_DIGITS = 3
_FULL = 3 / 4
"""A line longer than this share of all is a full one."""


@dataclass(frozen=True, slots=True)
class _Lengths:
    """How long lines are, in letters."""

    ordinary: float
    """Half of all lines are longer."""
    least: float
    """Full lines of notes exceed it, those of running text do not."""
    apart: float
    """How much longer those of notes are."""

    def of(self, clue: Clues) -> float:
        """`pdftotext` takes hyphens away and joins their lines: such a line counts for what each of them is long."""
        letters = _letters(clue)
        return letters / max(round(letters / self.ordinary), 1) if letters > _JOINED * self.ordinary else letters


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
    resumed: bool = False
    """The rest is found."""
    labels: dict[int, int] = field(default_factory=dict)
    """Numbers of its notes by line."""
    last: Clues | None = None
    """Its last line."""


def with_rests(clues: list[Clues], solution: Solution) -> list[Clues] | None:
    """The clues with the first line of each rest marked, and displaced labels put before their notes; None if there
    is nothing of the kind that the solution lacks."""
    if solution.plan is Plan.ENDNOTES or not solution.events or clues[0].line.size or clues[-1].line.page == 1:
        return None
    events = {event.line: event for event in solution.events if event.kind is not EventKind.CALL}
    lengths = _lengths(clues, events)
    if lengths is None:
        return None
    pages = list(_pages(clues, events))
    found: dict[int, Clues] = {}
    taken: set[int] = set()
    for page, following in zip(pages, [*pages[1:], _Page()], strict=True):
        body = page.body
        label = _displaced(page)
        if label:
            first = body[_note_begins(body, lengths)]
            found[first.line.index] = replace(first, markers=(_marker(first, label),))
            taken.add(label.line.index)
            body = body[: body.index(first)]
        rest = _rest(page, body, following, lengths)
        if rest and not rest[0].begins_rest:
            found[rest[0].line.index] = replace(rest[0], begins_rest=True)
    if not found:
        return None
    return [found.get(clue.line.index, clue) for clue in clues if clue.line.index not in taken]


def _displaced(page: _Page) -> Clues | None:
    """A number alone at the end of a page, below its notes, that a call of the page asks for and no other label is."""
    last = page.last
    if last is None or not last.line.text.isdecimal() or len(last.line.text) > _MOST_DIGITS or not page.body:
        return None
    number = int(last.line.text)
    marks = [mark for clue in page.body for mark in clue.calls if mark.form is not CallForm.FIGURE]
    called = any(mark.number == number for mark in marks)
    others = [label for line, label in page.labels.items() if line != last.line.index]
    if not called or (others and others[0] != number + 1):
        return None
    if last is page.body[-1]:
        page.body.pop()
    return last if page.body else None


def _marker(clue: Clues, label: Clues) -> Marker:
    text = label.line.text
    return Marker(clue.line.index, Form.ALONE, text, int(text), 0, (0, 0))


def _note_begins(body: list[Clues], lengths: _Lengths) -> int:
    """A note's lines are full but for its last: from where on, below the last gap, they are longer than the running
    text's, all in all."""
    best = start = len(body) - 1
    most = excess = 0.0
    while start and excess > -lengths.apart and not body[start].opens_block:
        start -= 1
        excess += min(max(lengths.of(body[start]) - lengths.least, -lengths.apart), lengths.apart)
        if excess > 0 and excess >= most:
            best, most = start, excess
    return best


def _lengths(clues: list[Clues], events: dict[int, Event]) -> _Lengths | None:
    """None where full lines of notes are about as long as those of running text."""
    ordinary = sorted(_letters(clue) for clue in clues)[len(clues) // 2]
    all_lines = _Lengths(ordinary, 0, 0)
    lines: dict[bool, list[float]] = defaultdict(list)
    in_note = False
    for clue in clues:
        in_note = _in_note(clue, events, before=in_note)
        lines[in_note].append(all_lines.of(clue))
    if min(len(lines[True]), len(lines[False])) < _FEWEST_LINES:
        return None
    note, body = (sorted(lines[kind])[int(len(lines[kind]) * _FULL)] for kind in (True, False))
    return _Lengths(ordinary, (note + body) / 2, note - body) if note >= _LONGER * body else None


def _in_note(clue: Clues, events: dict[int, Event], *, before: bool) -> bool:
    event = events.get(clue.line.index)
    return before if event is None else event.kind is not EventKind.LEAVE


def _letters(clue: Clues) -> int:
    """Where a page is set with its layout, blanks between words are more than one."""
    return len(" ".join(clue.line.text.split()))


def _pages(clues: list[Clues], events: dict[int, Event]) -> Iterator[_Page]:
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
        event = events.get(clue.line.index)
        page.resumed = page.resumed or (event is not None and event.kind is EventKind.CONTINUE)
        if event and event.marker:
            page.labels[clue.line.index] = event.marker.number
        page.last = before = clue
    yield page


def _rest(page: _Page, body: list[Clues], following: _Page, lengths: _Lengths) -> list[Clues]:
    """The lines at the end of a page's running text that are a note's rest."""
    if not page.noted or page.resumed or not body:
        return []
    long = len(body) - 1 - _note_begins(body, lengths)
    last_is_long = lengths.of(body[-1]) > lengths.least
    if long + last_is_long >= (1 if page.unfinished else 2):
        return body[-1 - long :]
    return body[-1:] if page.unfinished and _stray(body, following) else []


def _stray(body: list[Clues], following: _Page) -> bool:
    """Whether a single short line ends the note before: without it the running text reads on."""
    if len(body) < 2 or not following.body:
        return False
    *_, before, last = body
    return last.finished and not before.finished and following.body[0].goes_on
