"""`Document` -> `Reading`: which lines are notes, which marks call them, and how the running text goes on between."""

from __future__ import annotations

from dataclasses import replace
from math import exp

from biblio.model import Diagnostic, Document, Note, NoteKind, Passage, Reading
from biblio.notes import (
    assign,
    blocks,
    compose,
    out_of_order,
    pages,
    pairing,
    printed,
    reading_order,
    remarks,
    rests,
    run_in,
    solve,
)
from biblio.notes.assign import FoundNote
from biblio.notes.calls import CallMark
from biblio.notes.clues import Clues, gather
from biblio.notes.conclusive import explains_all
from biblio.notes.numerals import System
from biblio.notes.printed import PrintedLine
from biblio.notes.solution import Solution
from biblio.notes.state import Event, EventKind, Zone
from biblio.notes.vocabulary import Vocabulary
from biblio.notes.weave import Runs

__all__ = ["find"]

_MOST_PAGES_OF_A_NOTE = 3


def find(document: Document) -> Reading:
    """The document's notes and running text; never raises.

    Formats with real notes are taken at their word. In plain text, notes are found by what a page shows (`solve`),
    parts of a note on several pages are joined, the running text is put back in reading order (`reading_order`) and
    calls are taken out of it. Lines are joined, hyphens at line ends and broken addresses mended (`joining`); every
    character that is left keeps its way back to `document.text`.
    """
    if document.notes is not None:
        body = document.body or Passage("")
        return Reading(body, document.notes, () if document.notes else (remarks.no_notes(),))
    reading = _find(document)
    if document.body is not None and not reading.notes:
        return replace(reading, body=document.body)
    return reading


def _find(document: Document) -> Reading:
    text = document.text
    lines, clues, solution = _with_run_in_notes(document)
    clues, solution = _with_rests(*_in_order(clues, solution))
    found = assign.assign(clues, solution)
    pairs = pairing.pair(solution)
    vocabulary = Vocabulary(text)
    runs = Runs(document.runs)
    paragraphs = reading_order.paragraphs(blocks.blocks_of(found), pages.width_of(found.body))
    body, calls = compose.body_of(text, lines, paragraphs, set(pairs.values()), vocabulary, runs)
    notes = []
    for ordinal, note in enumerate(found.notes, 1):
        start = note.start
        mark = pairs.get(start)
        notes.append(
            Note(
                label=start.marker.label if start.marker else "",
                body=compose.text_of(text, note, vocabulary, runs),
                call=calls.get(mark) if mark else None,
                kind=_kind(note),
                ordinal=ordinal,
                rule=start.rule,
                confidence=_confidence(start),
            )
        )
    return Reading(body, tuple(notes), _remarks(document, lines, clues, solution, pairs))


def _with_run_in_notes(document: Document) -> tuple[list[PrintedLine], list[Clues], Solution]:
    """Solved as the lines stand, and with lines cut before labels inside them where that explains more."""
    lines = printed.lines_of(document)
    pages.mark(lines)
    clues, solution = _solve(lines)
    places = run_in.cuts(clues)
    if not places:
        return lines, clues, solution
    cut = run_in.cut(printed.lines_of(document), places)
    pages.mark(cut)
    others, other = _solve(cut)
    return (cut, others, other) if other.score > solution.score else (lines, clues, solution)


def _solve(lines: list[PrintedLine]) -> tuple[list[Clues], Solution]:
    """With Arabic figures, or with another numbering where that explains more."""
    clues = gather(lines)
    found = [(clues, solve.solve(clues))]
    if explains_all(found[0][1], clues):
        return found[0]
    for system in System:
        others = gather(lines, system)
        if any(marker.number == 1 for clue in others for marker in clue.markers):
            found.append((others, solve.solve(others)))
    return max(found, key=lambda pair: round(pair[1].score, 6))


def _in_order(clues: list[Clues], solution: Solution) -> tuple[list[Clues], Solution]:
    """Solved again with numbers that are printed out of order counted, where that explains more."""
    counted = out_of_order.renumbered(clues)
    if counted is None:
        return clues, solution
    other = solve.solve(counted)
    return (counted, other) if other.score > solution.score else (clues, solution)


def _with_rests(clues: list[Clues], solution: Solution) -> tuple[list[Clues], Solution]:
    """Solved again where notes turn out to go on at the foot of the next page; a long note may go on twice."""
    for _ in range(_MOST_PAGES_OF_A_NOTE):
        marked = rests.with_rests(clues, solution)
        if not marked:
            break
        again = solve.resolve(marked, solution.plan)
        if again.score < solution.score:
            break
        clues, solution = marked, again
    return clues, solution


def _remarks(
    document: Document,
    lines: list[PrintedLine],
    clues: list[Clues],
    solution: Solution,
    pairs: dict[Event, CallMark],
) -> tuple[Diagnostic, ...]:
    if not any(event.kind is EventKind.START for event in solution.events):
        return (remarks.no_notes(), *remarks.calls_alone(document, clues))
    return remarks.about_numbering(document, lines, solution, pairs)


def _kind(note: FoundNote) -> NoteKind:
    return NoteKind.ENDNOTE if note.start.zone is Zone.END else NoteKind.FOOTNOTE


def _confidence(start: Event) -> float:
    """0.5 for a line that nothing speaks for or against, near 1 from all usual signs together."""
    return round(1 / (1 + exp(-start.gain)), 3)
