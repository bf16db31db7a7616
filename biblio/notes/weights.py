"""What each sign is worth to the solver, in rough units of evidence; a chain of notes has to earn more than nothing.

The figures were set by hand and are held by the cases and by `scripts/bench_notes.py`; no single one is critical.
"""

from __future__ import annotations

from dataclasses import dataclass

from biblio.notes.calls import CallForm
from biblio.notes.markers import Form

__all__ = ["CALL_FORM", "MARKER_FORM", "WEIGHTS", "Weights"]

CALL_FORM: dict[CallForm, float] = {
    CallForm.SUPERSCRIPT: 4.0,
    CallForm.CARET: 4.0,
    CallForm.BRACKET: 3.0,
    CallForm.AFTER_STOP: 3.0,
    CallForm.SYMBOL: 2.5,
    CallForm.AFTER_WORD: 2.5,
    CallForm.ALONE: 1.5,
    CallForm.AFTER_CALL: 1.5,
    CallForm.AFTER_YEAR: 1.0,
    CallForm.OWN_LINE: 0.5,
    CallForm.AFTER_FIGURE: 0.5,
    CallForm.SET_OFF: 1.0,
    CallForm.AFTER_ABBREVIATION: -1.0,
    CallForm.PAREN: 0.5,
    CallForm.FIGURE: -2.5,
}

MARKER_FORM: dict[Form, float] = {
    Form.BRACKET: 1.0,
    Form.CARET: 1.0,
    Form.SUPERSCRIPT: 1.0,
    Form.HALF_PAREN: 0.3,
    Form.PAREN: 0.0,
    Form.DOT: 0.0,
    Form.SPACE: 0.0,
    Form.GLUED: -0.3,
    Form.ALONE: -0.5,
    Form.LONE: -2.0,
    Form.SYMBOL: 0.0,
}


@dataclass(frozen=True, slots=True)
class Weights:
    """One field for each sign; costs are negative."""

    # A line that may open a note
    next_number: float = 2.0
    skipped_number: float = -2.5
    """For each number left out."""
    late_number: float = 3.5
    """A number left out before: its cost comes back."""
    called: float = 1.5
    not_called: float = -1.5
    unanchored: float = -3.0
    """No rule, heading or call says that this block is one of notes: it may be a list."""
    same_form: float = 0.5
    other_form: float = -1.5
    same_indent: float = 0.3
    other_indent: float = -0.7
    begins_like_a_note: float = 0.4
    begins_lower: float = -1.5
    line_before_unfinished: float = -2.0
    line_before_finished: float = 0.4
    line_before_short: float = 1.0
    blank_before: float = 0.5

    # What type sizes say, where notes are set smaller than the text
    foot_type: float = 3.0
    """As small as notes, down to the foot of the page."""
    small_type: float = -3.0
    """As small as notes, but text follows below: a quotation."""
    text_type: float = -6.0
    """Too large for a note."""
    foot_unclaimed: float = -2.0
    """Small type at the foot of a page is taken for running text."""
    leave_for_text: float = 4.0
    leave_for_foot: float = -6.0

    # From running text into notes
    enter: float = -3.0
    rule: float = 4.0
    heading: float = 5.0
    endnotes_without_heading: float = -2.0
    continue_enter: float = -3.5
    continue_unfinished: float = 2.0
    continue_finished: float = -2.0
    continue_body_unfinished: float = 1.0
    continue_lower: float = 0.5
    continue_rest: float = 7.0
    """Lines as long as those of notes, and longer than the text's."""

    # From notes back to running text
    leave: float = -1.5
    leave_without_sign: float = -4.0
    leave_inside_page: float = -3.0
    """Where form feeds part the pages, notes run to the foot of theirs."""
    odd_blank: float = 3.5
    after_furniture: float = 3.5
    after_page_break: float = 3.0
    after_lone_number: float = 2.0
    resumes: float = 2.0
    does_not_resume: float = -1.0
    resumes_nothing: float = -2.0
    leaves_unfinished_note: float = -2.0
    leaves_finished_note: float = 0.5
    endnotes_leave: float = -4.0
    stay_over_heading: float = -40.0
    stay_over_page_break: float = -5.0
    stay_over_sign: float = -1.5

    # Calls
    other_family: float = -3.0
    owed: float = -2.0
    """A call whose note has not come when its page is left."""
    owed_over_page: float = -1.0
    owed_at_end: float = -4.0
    restart: float = -4.0
    """Numbering begins again at 1."""
    begins_later: float = -4.0
    """The first number is not 1."""
    page_restart: float = -0.5
    """The same, where numbering is supposed to restart on each page."""


WEIGHTS = Weights()
