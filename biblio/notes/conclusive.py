"""Whether a solution leaves nothing to explain, so that no other need be looked for.

Only where a layout tells sizes and superscripts: in plain text a wrong reading may explain all signs too.
"""

from __future__ import annotations

from biblio.notes.clues import Clues
from biblio.notes.pairing import pair
from biblio.notes.solution import Plan, Solution
from biblio.notes.state import EventKind

__all__ = ["explains_all"]

_FEWEST = 3
_MOST_ALONE = 0.03
"""Share of notes that nothing calls, and of calls without a note."""


def explains_all(solution: Solution, clues: list[Clues]) -> bool:
    """Whether all notes but a few are called, and all calls but a few have notes: footnotes near by."""
    notes = [event for event in solution.events if event.kind is EventKind.START]
    if len(notes) < _FEWEST or not clues[0].line.size:
        return False
    calls = sum(event.kind is EventKind.CALL for event in solution.events)
    pairs = pair(solution)
    pages = {clue.line.index: clue.line.page for clue in clues}
    endnotes = solution.plan is Plan.ENDNOTES
    settled = sum(endnotes or 0 <= pages[note.line] - pages[mark.line] <= 1 for note, mark in pairs.items())
    return settled >= (1 - _MOST_ALONE) * max(len(notes), calls)
