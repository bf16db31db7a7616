"""From a line into a note: a marker that opens one, or a note that goes on from the page before."""

from __future__ import annotations

from collections.abc import Iterator

from biblio.notes.clues import Clues
from biblio.notes.markers import Form, Marker
from biblio.notes.state import Event, EventKind, State, Zone
from biblio.notes.typography import Setting
from biblio.notes.weights import MARKER_FORM, WEIGHTS

__all__ = ["resume", "start"]

_LONGEST_GAP = 3
_SAME = {Form.SPACE: "plain", Form.GLUED: "plain", Form.ALONE: "plain", Form.LONE: "plain"}
_OPENING = "‘“„«‹\"'([<¿¡"


def start(state: State, clue: Clues, *, end: bool, by_page: bool, heading: bool) -> Iterator[State]:
    """The line opens a note, if one of its markers fits the numbering."""
    if state.closed and end and not heading and state.zone is Zone.BODY:
        return
    for marker in clue.markers:
        fitting = _symbol(state, marker) if marker.form is Form.SYMBOL else _number(state, marker, end, by_page)
        if fitting is None:
            continue
        after, called = fitting
        gain, anchored = _block(state, clue, called, end, heading)
        gain += _line(state, clue, marker, called, anchored) + (
            _type(clue) if state.zone is not Zone.END and not end else 0
        )
        score = after.score + gain
        event = Event(
            EventKind.START,
            marker.line,
            score - state.score,
            state.trail,
            marker=marker,
            anchored=clue.line.after_rule or heading,
            rule=_rule(marker, clue, called, heading),
            zone=Zone.END if end and marker.form is not Form.SYMBOL else Zone.FOOT,
        )
        yield after._replace(
            score=score,
            zone=event.zone if state.zone is not Zone.END else Zone.END,
            form=state.form if marker.form is Form.SYMBOL else marker.form,
            indent=clue.line.indent,
            anchored=anchored,
            body_finished=clue.before_finished if state.zone is Zone.BODY else state.body_finished,
            any_note=True,
            trail=event,
        )


def resume(state: State, clue: Clues) -> Iterator[State]:
    """The line goes on with a note of the page before: under a rule or after a gap, without a marker."""
    at_foot = clue.begins_foot and not clue.line.after_page_break
    parted = at_foot or clue.begins_rest or (clue.opens_block and not clue.line.after_page_break)
    if not state.any_note or not parted:
        return
    gain = (
        WEIGHTS.continue_enter
        + WEIGHTS.rule * clue.line.after_rule
        + WEIGHTS.blank_before * bool(clue.line.blanks_before)
        + (WEIGHTS.continue_finished if state.note_finished else WEIGHTS.continue_unfinished)
        + WEIGHTS.continue_body_unfinished * (not clue.before_finished)
        + WEIGHTS.continue_lower * clue.goes_on
        + WEIGHTS.continue_rest * clue.begins_rest
        + _type(clue)
    )
    event = Event(EventKind.CONTINUE, clue.line.index, gain, state.trail)
    yield state._replace(
        score=state.score + gain,
        zone=Zone.FOOT,
        anchored=True,
        body_finished=clue.before_finished,
        trail=event,
    )


def _number(state: State, marker: Marker, end: bool, by_page: bool) -> tuple[State, bool] | None:
    """The state with the new number, and whether a call asked for it."""
    if state.behind and marker.number == 1:
        gain = WEIGHTS.next_number + WEIGHTS.skipped_number * (state.behind - state.note)
        return state._replace(score=state.score + gain, note=1, behind=0), True
    skipped = marker.number - state.note - 1
    gain = WEIGHTS.next_number + WEIGHTS.skipped_number * max(skipped, 0)
    if marker.number in state.late:
        late = tuple(number for number in state.late if number != marker.number)
        return state._replace(score=state.score + WEIGHTS.late_number, late=late), True
    if not 0 <= skipped <= _LONGEST_GAP:
        if marker.number != 1 or state.zone is Zone.FOOT or (by_page and not state.fresh_page):
            return None
        return _restarted(state, end, by_page)
    called = _is_called(state, marker.number, end)
    if state.behind and marker.number > state.behind:
        return None
    call = state.call if state.behind else max(state.call, marker.number)
    fresh = state.fresh_page and state.note > 0
    left_out = range(state.note + 1, marker.number)
    late = tuple(number for number in left_out if _is_called(state, number, end))
    after = state._replace(score=state.score + gain, note=marker.number, call=call, fresh_page=fresh)
    return after._replace(late=late if late or state.zone is Zone.BODY else state.late), called


def _is_called(state: State, number: int, end: bool) -> bool:
    if state.behind or (end and state.runs_ahead and number <= state.longest):
        return True
    return number <= state.call and number not in state.missed


def _restarted(state: State, end: bool, by_page: bool) -> tuple[State, bool]:
    """Numbering begins again: on a new page, or with the endnotes to the next chapter."""
    gain = WEIGHTS.next_number + (WEIGHTS.page_restart if by_page else WEIGHTS.restart)
    ahead = state.runs_ahead
    return state._replace(
        score=state.score + gain,
        note=1,
        call=state.call if end and ahead else 1,
        fresh_page=False,
        runs_ahead=max(ahead - 1, 0),
    ), end and ahead > 0


def _symbol(state: State, marker: Marker) -> tuple[State, bool] | None:
    if marker.label not in state.pending:
        return None
    pending = list(state.pending)
    pending.remove(marker.label)
    return state._replace(score=state.score + WEIGHTS.next_number, pending=tuple(pending)), True


def _block(state: State, clue: Clues, called: bool, end: bool, heading: bool) -> tuple[float, bool]:
    """What it costs to leave running text here, and whether the block of notes is sure to be one."""
    if state.zone is not Zone.BODY:
        return WEIGHTS.blank_before * bool(clue.line.blanks_before), state.anchored or called
    gain = WEIGHTS.enter + WEIGHTS.blank_before * bool(clue.line.blanks_before) + WEIGHTS.rule * clue.line.after_rule
    if end:
        gain += WEIGHTS.heading if heading else WEIGHTS.endnotes_without_heading
    return gain, called or clue.line.after_rule or (heading and end)


def _line(state: State, clue: Clues, marker: Marker, called: bool, anchored: bool) -> float:
    """What the line itself says: its marker, its first words, the end of the line before."""
    text = clue.line.text[marker.length :]
    return (
        MARKER_FORM[marker.form]
        + (WEIGHTS.called if called else WEIGHTS.not_called)
        + (0.0 if anchored else WEIGHTS.unanchored)
        + _likeness(state, clue, marker)
        + _first_words(text)
        + _line_before(state, clue)
    )


def _likeness(state: State, clue: Clues, marker: Marker) -> float:
    if state.form is None or marker.form is Form.SYMBOL:
        return 0.0
    same_form = _SAME.get(state.form, state.form) == _SAME.get(marker.form, marker.form)
    same_indent = abs(state.indent - clue.line.indent) <= 1
    return (WEIGHTS.same_form if same_form else WEIGHTS.other_form) + (
        WEIGHTS.same_indent if same_indent else WEIGHTS.other_indent
    )


def _type(clue: Clues) -> float:
    """What the type size says for a note at the foot of a page."""
    if clue.begins_foot:
        return WEIGHTS.foot_type
    if clue.setting is Setting.SMALL:
        return WEIGHTS.small_type
    return WEIGHTS.text_type if clue.setting is Setting.TEXT else 0.0


def _first_words(text: str) -> float:
    bare = text.lstrip(_OPENING)
    if not bare:
        return 0.0
    return WEIGHTS.begins_lower if bare[0].islower() else WEIGHTS.begins_like_a_note


def _line_before(state: State, clue: Clues) -> float:
    if state.zone is Zone.BODY:
        return 0.0
    ended = WEIGHTS.line_before_finished if clue.before_finished else WEIGHTS.line_before_unfinished
    return ended + WEIGHTS.line_before_short * clue.line.early_end_before


def _rule(marker: Marker, clue: Clues, called: bool, heading: bool) -> str:
    if marker.form is Form.SYMBOL:
        return "symbol-with-call"
    if called:
        return "number-with-call"
    if heading:
        return "number-under-heading"
    return "number-under-rule" if clue.line.after_rule else "number-in-sequence"
