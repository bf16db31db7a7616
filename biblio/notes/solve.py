"""Finds the most probable reading of all lines at once: which are notes, and which marks call them.

A beam search over the lines. A state is a zone (running text, foot of a page, endnotes) and two numbers: of the last
note and of the last call. Numbers have to grow together, so a figure in the text counts as a call only when the
numbering has come to it, a numbered list is no block of notes because nothing calls it, and a note that is missed
costs one gap and derails nothing after it. Three readings of the whole document compete: footnotes numbered through,
footnotes numbered by page, endnotes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from biblio.notes import entering, leaving
from biblio.notes.calls import CallForm, CallMark
from biblio.notes.clues import Clues
from biblio.notes.conclusive import explains_all
from biblio.notes.headings import Heading
from biblio.notes.markers import Form
from biblio.notes.solution import Plan, Solution
from biblio.notes.state import Event, EventKind, State, Zone
from biblio.notes.typography import Setting
from biblio.notes.weights import CALL_FORM, WEIGHTS

__all__ = ["best", "resolve", "solve"]

_BEAM = 28
_NARROW_BEAM = 10
"""Where type sizes help, fewer readings are in doubt."""
_MOST_READINGS = 64
"""Of the calls of one line."""
_ALIKE = 7
_MARGIN = 30.0
_SURE = 2.0
"""A form worth this much may begin a new numbering."""
_LEAST = 2.5
"""A solution that earns less explains nothing."""
_DOUBTFUL = {CallForm.FIGURE, CallForm.SET_OFF, CallForm.AFTER_ABBREVIATION, CallForm.AFTER_YEAR, CallForm.AFTER_FIGURE}
_BRACKETED = (Form.PAREN, Form.HALF_PAREN, Form.BRACKET)
"""With markers of other forms "(3)" in the text is an enumeration rather than a call."""
_CALLED = ("number-with-call", "symbol-with-call")
_LITTLE_TEXT = 2
"""Fewer lines of text than this above them are a title, and a rule below it rules off no notes."""
_FEWEST_SURE = 3
_LONGEST_GAP = 3
_MOST_MISSED = 8
_MOST_SYMBOLS = 12


def best(solutions: Iterable[Solution]) -> Solution:
    """The one that explains most; ties go to the first."""
    return max(solutions, key=lambda solution: round(solution.score, 6))


def solve(clues: list[Clues]) -> Solution:
    """The best reading under any plan; without notes it has no events and the score 0."""
    paged = bool(clues) and clues[-1].line.page > 1
    found: list[Solution] = []
    for plan in _possible(clues):
        found.append(_search(clues, plan, paged))
        if explains_all(found[-1], clues):
            break
    return best(found)


def resolve(clues: list[Clues], plan: Plan) -> Solution:
    """The best reading under one plan, with clues that a first reading gave."""
    return _search(clues, plan, paged=clues[-1].line.page > 1)


def _possible(clues: list[Clues]) -> tuple[Plan, ...]:
    """Numbering by page needs two notes with the number 1."""
    firsts = sum(marker.number == 1 for clue in clues for marker in clue.markers)
    plans = tuple(Plan) if firsts > 1 else (Plan.FOOTNOTES, Plan.ENDNOTES)
    headed = any(clue.heading is Heading.NOTES for clue in clues)
    return tuple(sorted(plans, key=lambda plan: headed and plan is not Plan.ENDNOTES))


def _search(clues: list[Clues], plan: Plan, paged: bool) -> Solution:
    states = [State()]
    for position, clue in enumerate(clues):
        if clue.still or (clue.quiet and all(state.zone is Zone.BODY for state in states)):
            continue
        heading = position > 0 and clues[position - 1].heading is Heading.NOTES
        reached: dict[object, State] = {}
        for state in states:
            for after in _steps(state, clue, plan, paged, heading):
                kept = reached.get(after.key)
                if kept is None or after.score > kept.score:
                    reached[after.key] = after
        states = _prune(reached, _BEAM if clue.setting is Setting.UNKNOWN else _NARROW_BEAM)
    final = max((_close(state) for state in states), key=lambda state: state.score)
    events = tuple(final.events())
    if final.score < _LEAST or not final.any_note or not _plausible(events, clues):
        return Solution(plan, 0.0, ())
    return Solution(plan, final.score, events)


def _plausible(events: tuple[Event, ...], clues: list[Clues]) -> bool:
    """Whether anything but numbers speaks for notes: calls that look like calls, or a rule or heading below a text."""
    starts = [event for event in events if event.kind is EventKind.START]
    calls = [event.mark.form for event in events if event.mark]
    before = sum(clue.line.index < starts[0].line for clue in clues[: _LITTLE_TEXT + 1])
    if any(start.rule == "number-under-heading" or (start.anchored and before >= _LITTLE_TEXT) for start in starts):
        return True
    called = sum(start.rule in _CALLED for start in starts)
    bracketed = any(start.marker and start.marker.form in _BRACKETED for start in starts)
    doubtful = _DOUBTFUL if bracketed else _DOUBTFUL | {CallForm.PAREN}
    sure = sum(form not in doubtful for form in calls)
    if sure >= _FEWEST_SURE and 4 * called >= 3 * len(starts):
        # Word processors set some calls off by a blank, and count on from one form to the other.
        return True
    return 3 * called >= len(starts) and 2 * sure > len(calls)


def _prune(reached: dict[object, State], beam: int) -> list[State]:
    """The best states, of every number of notes some: a list taken for notes leads until the real ones come."""
    ranked = sorted(reached.values(), key=lambda state: -state.score)
    least = ranked[0].score - _MARGIN
    alike: Counter[tuple[Zone, int, int]] = Counter()
    kept: list[State] = []
    for state in ranked:
        if state.score < least or len(kept) == beam:
            break
        kind = state.zone, state.note, len(state.pending)
        alike[kind] += 1
        if alike[kind] <= _ALIKE:
            kept.append(state)
    return kept


def _close(state: State) -> State:
    return state._replace(score=state.score + WEIGHTS.owed_at_end * (state.owed + 2 * state.runs_ahead))


def _steps(state: State, clue: Clues, plan: Plan, paged: bool, heading: bool) -> Iterator[State]:
    """All states one line can lead to."""
    end = plan is Plan.ENDNOTES
    if clue.lone:
        # A call out of its place, a page number, or a marker whose note follows after a gap.
        yield from _calls(state, clue, plan) if state.zone is Zone.BODY else (state,)
        yield from entering.start(state, clue, end=end, by_page=plan is Plan.FOOTNOTES_BY_PAGE, heading=heading)
        return
    if state.zone is Zone.BODY:
        if clue.line.after_page_break:
            state = _turn_page(state, end)
        ignored = WEIGHTS.foot_unclaimed if clue.begins_foot and not end else 0.0
        yield from _calls(state._replace(score=state.score + ignored) if ignored else state, clue, plan)
        yield from entering.start(state, clue, end=end, by_page=plan is Plan.FOOTNOTES_BY_PAGE, heading=heading)
        if not end:
            yield from entering.resume(state, clue)
        return
    yield leaving.stay(state, clue)
    yield from entering.start(state, clue, end=end, by_page=plan is Plan.FOOTNOTES_BY_PAGE, heading=heading)
    for left in leaving.leave(state, clue, paged=paged):
        yield from _calls(left, clue, plan)


def _turn_page(state: State, end: bool) -> State:
    """Footnotes belong to the page of their calls."""
    owed = 0.0 if end else WEIGHTS.owed_over_page * state.owed
    if not owed and state.fresh_page:
        return state
    return state._replace(score=state.score + owed, fresh_page=True)


def _calls(state: State, clue: Clues, plan: Plan) -> Iterator[State]:
    """The line is running text: with none, some or all of its candidates taken for calls."""
    states = [state]
    for mark in clue.calls:
        states += [taken for before in states if (taken := _call(before, mark, clue, plan))]
        if len(states) > _MOST_READINGS:
            states = _best_of(states)
    yield from states


def _best_of(states: list[State]) -> list[State]:
    """Where a paragraph is one line with many calls: of readings with one future the best, and of those the best."""
    found: dict[object, State] = {}
    for state in states:
        kept = found.get(state.key)
        if kept is None or state.score > kept.score:
            found[state.key] = state
    return sorted(found.values(), key=lambda state: -state.score)[:_BEAM]


def _call(state: State, mark: CallMark, clue: Clues, plan: Plan) -> State | None:
    gain = CALL_FORM[mark.form] - (1.0 if mark.form is CallForm.ALONE and clue.line.indent else 0.0)
    if mark.form is CallForm.SYMBOL:
        if len(state.pending) >= _MOST_SYMBOLS:
            return None
        event = Event(EventKind.CALL, mark.line, gain, state.trail, mark=mark)
        return state._replace(score=state.score + gain, pending=(*state.pending, mark.label), trail=event)
    if state.family and state.family is not mark.family:
        gain += WEIGHTS.other_family
    skipped = mark.number - state.call - 1
    if skipped and mark.form is CallForm.FIGURE:
        # Nothing but its number speaks for a mere figure.
        return None
    if 0 <= skipped <= _LONGEST_GAP:
        missed = (*state.missed, *range(state.call + 1, mark.number))[-_MOST_MISSED:]
        after = state._replace(missed=missed) if skipped else state
        if state.fresh_page and not state.call:
            after = after._replace(fresh_page=False)
        gain += WEIGHTS.skipped_number * skipped
    elif mark.number == 1 and _may_restart(state, mark, plan):
        after = _restarted(state, plan)
        gain += _restart(state, after, plan)
    elif not state.call and not state.any_note and CALL_FORM[mark.form] >= _SURE:
        # A chapter or an offprint: its notes do not begin with 1.
        gain += WEIGHTS.begins_later
        after = state._replace(note=mark.number - 1, fresh_page=False)
    else:
        return None
    event = Event(EventKind.CALL, mark.line, gain, state.trail, mark=mark)
    return after._replace(score=state.score + gain, call=mark.number, family=state.family or mark.family, trail=event)


def _may_restart(state: State, mark: CallMark, plan: Plan) -> bool:
    """A new numbering begins with a call that is no mere figure, and one by page on a new page only."""
    if plan is Plan.FOOTNOTES_BY_PAGE:
        return state.fresh_page and mark.form is not CallForm.FIGURE
    return CALL_FORM[mark.form] >= _SURE


def _restart(state: State, after: State, plan: Plan) -> float:
    if plan is Plan.ENDNOTES or after.behind:
        return WEIGHTS.restart
    base = WEIGHTS.page_restart if plan is Plan.FOOTNOTES_BY_PAGE else WEIGHTS.restart
    return base + WEIGHTS.owed * state.owed


def _restarted(state: State, plan: Plan) -> State:
    if plan is Plan.ENDNOTES:
        return state._replace(runs_ahead=state.runs_ahead + 1, longest=max(state.longest, state.call), missed=())
    if plan is Plan.FOOTNOTES and state.call > state.note and not state.behind:
        # A chapter ends in the middle of a page: the notes to its last calls are still to come.
        return state._replace(behind=state.call, missed=())
    return state._replace(note=0, behind=0, missed=(), fresh_page=False)
