"""From what the solver decided to lines: which belong to the running text, which to which note."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from biblio.notes.calls import CallMark
from biblio.notes.clues import Clues
from biblio.notes.headings import Heading
from biblio.notes.printed import PrintedLine
from biblio.notes.solution import Solution
from biblio.notes.state import Event, EventKind, Zone

__all__ = ["Assignment", "FoundNote", "assign"]


@dataclass(slots=True)
class FoundNote:
    """A note's lines, the first with its marker."""

    start: Event
    lines: list[PrintedLine]
    carried: set[int] = field(default_factory=set)
    """Index of each line that goes on from the page before."""


@dataclass(slots=True)
class Assignment:
    """All lines of text but page numbers, parted."""

    body: list[PrintedLine] = field(default_factory=list)
    notes: list[FoundNote] = field(default_factory=list)
    calls: dict[int, list[CallMark]] = field(default_factory=lambda: defaultdict(list))
    """By line, in order."""
    resumed: set[int] = field(default_factory=set)
    """Index of each line of running text that follows notes."""


def assign(clues: list[Clues], solution: Solution) -> Assignment:
    """Part the lines as the solution says."""
    events: dict[int, list[Event]] = defaultdict(list)
    for event in solution.events:
        events[event.line].append(event)
    found = Assignment()
    note: FoundNote | None = None
    headings = {clue.line.index for clue in clues if clue.heading is Heading.NOTES}
    for clue in clues:
        line = clue.line
        for event in events.get(line.index, ()):
            if event.kind is EventKind.START:
                if event.zone is Zone.END and note is None:
                    _drop_heading(found, headings)
                note = FoundNote(event, [])
                found.notes.append(note)
            elif event.kind is EventKind.CONTINUE and found.notes:
                note = found.notes[-1]
                note.carried.add(line.index)
            elif event.kind is EventKind.LEAVE:
                note = None
                found.resumed.add(line.index)
            elif event.mark:
                found.calls[line.index].append(event.mark)
        starts = note is not None and note.start.line == line.index
        if (
            clue.lone
            and not starts
            and not found.calls.get(line.index)
            and _is_page_number(clue, in_notes=note is not None)
        ):
            continue
        (note.lines if note else found.body).append(line)
    return found


def _drop_heading(found: Assignment, headings: set[int]) -> None:
    """The heading of endnotes is no running text."""
    if found.body and found.body[-1].index in headings:
        found.body.pop()


def _is_page_number(clue: Clues, *, in_notes: bool) -> bool:
    """A bare number that nothing claims: at the foot of a page with notes, or set off by a blank. Others, the number
    of a section or a year set as a heading, are the author's."""
    return in_notes or clue.line.indent > 0
