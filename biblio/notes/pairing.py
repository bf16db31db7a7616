"""Which call belongs to which note."""

from __future__ import annotations

from biblio.notes.calls import CallMark
from biblio.notes.solution import Solution
from biblio.notes.state import Event, EventKind, Zone

__all__ = ["pair"]


def pair(solution: Solution) -> dict[Event, CallMark]:
    """The call of each note's first line, for the notes that have one."""
    pairs: dict[Event, CallMark] = {}
    _pair_footnotes(solution, pairs)
    _pair_endnotes(solution, pairs)
    return pairs


def _pair_footnotes(solution: Solution, pairs: dict[Event, CallMark]) -> None:
    """The last call with the note's number before it; of calls with its symbol the first that has no note."""
    waiting: dict[str, list[CallMark]] = {}
    for event in solution.events:
        label = _label(event)
        if event.kind is EventKind.CALL and event.mark:
            # The same symbol may call several notes of a page, in order.
            waiting[label] = [*(waiting.get(label, ()) if not event.mark.number else ()), event.mark]
        elif event.kind is EventKind.START and event.zone is Zone.FOOT and waiting.get(label):
            pairs[event] = waiting[label].pop(0)


def _pair_endnotes(solution: Solution, pairs: dict[Event, CallMark]) -> None:
    """Where numbering restarts, the first run of calls goes with the first run of notes, and so on."""
    calls = _runs([event for event in solution.events if event.kind is EventKind.CALL and _number(event)])
    notes = _runs([event for event in solution.events if event.kind is EventKind.START and event.zone is Zone.END])
    for called, printed in zip(calls, notes, strict=False):
        by_label = {_label(event): event.mark for event in called}
        for event in printed:
            if mark := by_label.get(_label(event)):
                pairs[event] = mark


def _runs(events: list[Event]) -> list[list[Event]]:
    runs: list[list[Event]] = []
    last = 0
    for event in events:
        if not runs or _number(event) <= last:
            runs.append([])
        runs[-1].append(event)
        last = _number(event)
    return runs


def _number(event: Event) -> int:
    mark = event.mark or event.marker
    return mark.number if mark else 0


def _label(event: Event) -> str:
    mark = event.mark or event.marker
    return (str(mark.number) if mark.number else mark.label) if mark else ""
