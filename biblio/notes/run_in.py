"""Notes of a page run in: set one after the other in one paragraph, to save room. LaTeX does it with footmisc's `para`.

Lines are cut where a label stands inside them, so that each note begins a line of its own for the solver. A page is cut
only where nearly all numbers that its running text calls come again below its last call, in order, each as a label may
stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from biblio.model import Span
from biblio.notes.calls import CallForm, abbreviates
from biblio.notes.clues import Clues
from biblio.notes.printed import PrintedLine
from biblio.notes.typography import Setting

__all__ = ["cut", "cuts"]

_FEWEST = 2
"""Labels inside lines; a single one may be chance."""
_MOST_SKIPPED = 2
"""Numbers of calls that are not seen as such."""
_SHARE = 0.75
"""Of the numbers called, that have to come again."""
_UNSURE = (CallForm.FIGURE, CallForm.PAREN, CallForm.SYMBOL)
_INSIDE = re.compile(r"(?<=[.!?…)\]»”’\"'>])\s+(?P<mark>\d{1,3}|[⁰¹²³⁴-⁹]{1,3})(?=\.?\s+(?:[^\Wa-zà-ÿ]|[«“„‘\"'(\[<]))")
_AT_START = re.compile(r"(?P<mark>\d{1,3}|[⁰¹²³⁴-⁹]{1,3})\.?(?:\s|\Z)")


@dataclass(frozen=True, slots=True)
class _Label:
    """Where a note may begin."""

    line: int
    at: int
    number: int
    sure: bool = True
    """No abbreviation stands before it: "p. 4"."""


def cuts(clues: Iterable[Clues]) -> dict[int, list[int]]:
    """Where in which lines a label stands inside; empty where notes are not run in."""
    found: dict[int, list[int]] = {}
    last = 0
    for _, group in groupby(clues, key=lambda clue: clue.line.page):
        page = list(group)
        numbers, below = _called(page, last)
        labels = list(_labels(page, below))
        for label in _chain(numbers, (label for label in labels if label.sure)) or _chain(numbers, labels):
            if label.at:
                found.setdefault(label.line, []).append(label.at)
        last = numbers[-1] if numbers else last
    return found if sum(map(len, found.values())) >= _FEWEST else {}


def cut(lines: Iterable[PrintedLine], places: Mapping[int, Sequence[int]]) -> list[PrintedLine]:
    """The lines as new ones, cut there."""
    pieces = [piece for line in lines for piece in _pieces(line, places.get(line.index, ()))]
    return [replace(piece, index=index) for index, piece in enumerate(pieces)]


def _called(page: list[Clues], last: int) -> tuple[list[int], int]:
    """Numbers that the page's text calls, counting on from those before or from 1; how many lines lead to the last."""
    first = number = below = 0
    for position, clue in enumerate(page):
        for mark in clue.calls:
            if mark.form in _UNSURE or not mark.start or clue.setting is Setting.FOOT:
                continue
            begins = not first and (mark.number == 1 or 0 < mark.number - last <= 1 + _MOST_SKIPPED)
            if begins or (first and 0 < mark.number - number <= 1 + _MOST_SKIPPED):
                first, number, below = first or mark.number, mark.number, position + 1
    return list(range(first, number + 1)) if first else [], below


def _labels(page: list[Clues], below: int) -> Iterator[_Label]:
    for clue in page[below:]:
        line = clue.line
        if line.raised:
            yield from (label for span in line.raised if (label := _raised(line, span)))
            continue
        start = _AT_START.match(line.text)
        if start and start["mark"].isdecimal():
            yield _Label(line.index, 0, int(start["mark"]))
        for match in _INSIDE.finditer(line.text):
            if match["mark"].isdecimal():
                sure = not abbreviates(line.text[: match.start()])
                yield _Label(line.index, match.start("mark"), int(match["mark"]), sure)


def _raised(line: PrintedLine, span: Span) -> _Label | None:
    text = span.of(line.text).strip()
    return _Label(line.index, span.start, int(text)) if text.isdecimal() else None


def _chain(numbers: list[int], labels: Iterable[_Label]) -> list[_Label]:
    """The most labels that count up, if they are nearly all that are called."""
    chains: list[list[_Label]] = []
    for label in labels:
        if numbers and numbers[0] <= label.number <= numbers[-1]:
            before = max((chain for chain in chains if chain[-1].number < label.number), key=len, default=[])
            chains.append([*before, label])
    best = max(chains, key=len, default=[])
    return best if len(best) >= _SHARE * len(numbers) else []


def _pieces(line: PrintedLine, places: Sequence[int]) -> Iterator[PrintedLine]:
    edges = [0, *places, len(line.text)]
    for start, end in pairwise(edges):
        text = line.text[start:end].rstrip()
        yield replace(
            line,
            span=Span(line.span.start + start, line.span.start + start + len(text)),
            text=text,
            indent=line.indent if not start else 0,
            ruled=line.ruled and not start,
            raised=tuple(span.shift(-start) for span in line.raised if start <= span.start < end),
        )
