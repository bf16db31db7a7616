"""What was noticed about the numbering: numbers that are missing, that begin again, notes and calls without each
other."""

from __future__ import annotations

from collections.abc import Iterator

from biblio.model import Diagnostic, Document, Severity, Span
from biblio.notes.calls import CallForm, CallMark
from biblio.notes.clues import Clues
from biblio.notes.printed import PrintedLine
from biblio.notes.solution import Plan, Solution
from biblio.notes.state import Event, EventKind

__all__ = ["about_numbering", "calls_alone", "no_notes"]

_SURE = {CallForm.SUPERSCRIPT, CallForm.CARET, CallForm.BRACKET, CallForm.AFTER_STOP, CallForm.AFTER_WORD}
_FEWEST_ALONE = 3


def no_notes() -> Diagnostic:
    """Nothing in the text looks like notes."""
    return Diagnostic("no-notes-found", "no foot- or endnotes found in this text")


def calls_alone(document: Document, clues: list[Clues]) -> tuple[Diagnostic, ...]:
    """Calls of a text whose notes were lost: sure forms, numbered from 1 without a gap."""
    chain: list[tuple[CallMark, int]] = []
    for clue in clues:
        for mark in clue.calls:
            if mark.form in _SURE and mark.number == len(chain) + 1:
                chain.append((mark, clue.line.span.start))
    if len(chain) < _FEWEST_ALONE:
        return ()
    return tuple(_lost_note(document, mark, base) for mark, base in chain)


def about_numbering(
    document: Document, lines: list[PrintedLine], solution: Solution, pairs: dict[Event, CallMark]
) -> tuple[Diagnostic, ...]:
    """All remarks, in the order of the document."""
    found = [
        *_sequence(document, lines, solution),
        *_without_call(document, lines, solution, pairs),
        *_without_note(document, lines, solution, set(pairs.values())),
    ]
    return tuple(sorted(found, key=lambda remark: (remark.line, remark.code)))


def _sequence(document: Document, lines: list[PrintedLine], solution: Solution) -> Iterator[Diagnostic]:
    last, restarts = _first_call(solution) - 1, 0
    for event in _starts(solution):
        number = event.marker.number if event.marker else 0
        if not number:
            continue
        line = document.position(lines[event.line].span.start)[0]
        if number <= last:
            restarts += 1
            if restarts == 1 or solution.plan is not Plan.FOOTNOTES_BY_PAGE:
                often = " (on each page)" if solution.plan is Plan.FOOTNOTES_BY_PAGE else ""
                yield Diagnostic(
                    "numbering-restarts", f"note numbers begin again at {number}{often}", Severity.INFO, line=line
                )
            last = 0
        missing = range(last + 1, number)
        if missing:
            which = str(missing[0]) if len(missing) == 1 else f"{missing[0]} to {missing[-1]}"
            yield Diagnostic("note-number-missing", f"no note {which} found before note {number}", line=line)
        last = number


def _first_call(solution: Solution) -> int:
    """Where the numbering begins: an offprint's need not be 1."""
    numbers = (event.mark.number for event in solution.events if event.mark and event.mark.number)
    return next(numbers, 1)


def _without_call(
    document: Document, lines: list[PrintedLine], solution: Solution, pairs: dict[Event, CallMark]
) -> Iterator[Diagnostic]:
    for event in _starts(solution):
        if event not in pairs and event.marker:
            start = lines[event.line].span.start
            label = event.marker.label
            yield Diagnostic(
                "note-without-call",
                f"nothing in the text calls note {label}",
                line=document.position(start)[0],
            )


def _without_note(
    document: Document, lines: list[PrintedLine], solution: Solution, paired: set[CallMark]
) -> Iterator[Diagnostic]:
    for event in solution.events:
        if event.mark and event.mark not in paired:
            yield _lost_note(document, event.mark, lines[event.line].span.start)


def _lost_note(document: Document, mark: CallMark, base: int) -> Diagnostic:
    span = Span(base + mark.start, base + mark.end)
    return Diagnostic(
        "call-without-note",
        f"no note {mark.label} found for this call; it stays in the text",
        span=span,
        line=document.position(span.start)[0],
    )


def _starts(solution: Solution) -> Iterator[Event]:
    return (event for event in solution.events if event.kind is EventKind.START)
