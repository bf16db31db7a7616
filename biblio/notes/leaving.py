"""From notes back to running text, or not: the signs of a new page."""

from __future__ import annotations

from collections.abc import Iterator

from biblio.notes.clues import Clues
from biblio.notes.headings import Heading
from biblio.notes.state import Event, EventKind, State, Zone
from biblio.notes.typography import Setting
from biblio.notes.weights import WEIGHTS

__all__ = ["leave", "stay"]

_HOPELESS = -9.0
"""No sign that may still come makes up for this."""


def stay(state: State, clue: Clues) -> State:
    """The line goes on with the note before it."""
    if state.zone is Zone.END:
        over = WEIGHTS.stay_over_heading if clue.heading is Heading.OTHER and clue.opens_block else 0.0
        return state._replace(score=state.score + over) if over else state
    gain = 0.0
    if clue.line.after_page_break:
        # A page may hold nothing but the rest of a note.
        gain += WEIGHTS.stay_over_page_break * (clue.setting is not Setting.FOOT)
    elif clue.line.odd_blank or clue.line.after_furniture or clue.after_lone:
        gain += WEIGHTS.stay_over_sign
    if clue.setting is Setting.TEXT:
        gain += WEIGHTS.text_type
    return state._replace(score=state.score + gain) if gain else state


def leave(state: State, clue: Clues, *, paged: bool) -> Iterator[State]:
    """The line is running text again; `paged`: form feeds part the pages."""
    if state.zone is Zone.END:
        gain = WEIGHTS.endnotes_leave * (clue.heading is not Heading.OTHER) + WEIGHTS.owed * min(state.owed, 10)
        gain += WEIGHTS.leaves_finished_note if clue.before_finished else WEIGHTS.leaves_unfinished_note
        if not clue.opens_block and not clue.line.after_page_break:
            return
    else:
        parted = clue.line.after_page_break or clue.opens_block or clue.line.odd_blank or clue.ends_foot
        if not (clue.before_finished or parted):
            # In mid-sentence, and nothing parts this line from the one before.
            return
        gain = _sign(clue, paged) + _flow(state, clue) + WEIGHTS.owed * min(state.owed, 4)
        if gain < _HOPELESS:
            return
    event = Event(EventKind.LEAVE, clue.line.index, gain, state.trail)
    yield state._replace(
        score=state.score + gain,
        zone=Zone.BODY,
        pending=(),
        note_finished=clue.before_finished,
        anchored=False,
        closed=state.closed or (state.zone is Zone.END and clue.heading is Heading.OTHER),
        fresh_page=state.fresh_page or _page_sign(clue) > 0,
        trail=event,
    )


def _sign(clue: Clues, paged: bool) -> float:
    """How much the line looks like the first of running text again."""
    line = clue.line
    sign = _page_sign(clue)
    if paged and not line.after_page_break and not clue.ends_foot:
        sign += WEIGHTS.leave_inside_page
    if not sign:
        sign = WEIGHTS.blank_before if line.blanks_before else WEIGHTS.leave_without_sign
    if clue.setting is Setting.FOOT:
        sign += WEIGHTS.leave_for_foot
    return WEIGHTS.leave + sign


def _page_sign(clue: Clues) -> float:
    """How much the line looks like the first of a page."""
    return max(
        WEIGHTS.after_page_break * clue.line.after_page_break,
        WEIGHTS.odd_blank * clue.line.odd_blank,
        WEIGHTS.after_furniture * clue.line.after_furniture,
        WEIGHTS.after_lone_number * clue.after_lone,
        WEIGHTS.leave_for_text * clue.ends_foot,
    )


def _flow(state: State, clue: Clues) -> float:
    """Whether the running text goes on here from where it was broken off, and the note ends where it is left."""
    if state.body_finished:
        gain = WEIGHTS.resumes_nothing * clue.goes_on
    else:
        gain = WEIGHTS.resumes if clue.goes_on else WEIGHTS.does_not_resume
    if clue.before_finished:
        return gain + WEIGHTS.leaves_finished_note
    return gain + WEIGHTS.leaves_unfinished_note * (0.25 if clue.line.after_page_break else 1.0)
