"""Text rebuilt from pieces of a document, which knows where each of its characters stood.

'an idea of the coun-' + 'try' in the source reads 'an idea of the country' here, in two pieces.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate

from biblio.model.span import Span

__all__ = ["Mark", "Passage", "Piece", "Run"]


class Mark(StrEnum):
    """How a stretch of text is set."""

    ITALIC = "italic"
    BOLD = "bold"
    SMALL_CAPS = "small-caps"
    SUPERSCRIPT = "superscript"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text that is set in one way, or that links somewhere."""

    span: Span
    marks: frozenset[Mark] = frozenset()
    href: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a passage and the stretch of the document it came from.

    Where the two are equally long the characters correspond one to one. A piece whose `source` is empty was put in
    by the reader (the blank between two joined lines); `source.start` then says where.
    """

    start: int
    """Where the piece begins in the passage; it ends where the next begins."""
    source: Span


@dataclass(frozen=True, slots=True)
class Passage:
    """Text with its way back to the document: `pieces` in order, the first at 0; `runs` relative to `text`."""

    text: str
    pieces: tuple[Piece, ...] = ()
    runs: tuple[Run, ...] = ()

    @classmethod
    def verbatim(cls, document_text: str, span: Span) -> Passage:
        """The passage that is exactly `span` of the document."""
        return cls(span.of(document_text), (Piece(0, span),) if span else ())

    @classmethod
    def join(cls, parts: Iterable[Passage], glue: str = "") -> Passage:
        """One passage out of several, `glue` between them; empty parts are left out."""
        present = [part for part in parts if part.text]
        offsets = list(accumulate((len(part.text) + len(glue) for part in present), initial=0))
        pieces: list[Piece] = []
        runs: list[Run] = []
        for part, offset in zip(present, offsets, strict=False):
            if offset and glue:
                at = pieces[-1].source.end if pieces else 0
                pieces.append(Piece(offset - len(glue), Span(at, at)))
            pieces += [Piece(piece.start + offset, piece.source) for piece in part.pieces]
            runs += [Run(run.span.shift(offset), run.marks, run.href) for run in part.runs]
        return cls(glue.join(part.text for part in present), tuple(pieces), tuple(runs))

    def slice(self, span: Span) -> Passage:
        """The part of this passage that `span` (relative to `text`) covers."""
        pieces = []
        for piece, end in zip(self.pieces, self._ends(), strict=True):
            low, high = max(piece.start, span.start), min(end, span.end)
            if low < high:
                pieces.append(Piece(low - span.start, self._source(piece, end, low, high)))
        runs = tuple(
            Run(
                Span(max(run.span.start, span.start), min(run.span.end, span.end)).shift(-span.start),
                run.marks,
                run.href,
            )
            for run in self.runs
            if run.span.overlaps(span)
        )
        return Passage(span.of(self.text), tuple(pieces), runs)

    def origin(self, offset: int) -> int:
        """Where in the document the character at `offset` stood (or would stand)."""
        if not self.pieces:
            return 0
        index = max(bisect_right([piece.start for piece in self.pieces], offset) - 1, 0)
        piece = self.pieces[index]
        return min(piece.source.start + max(offset - piece.start, 0), piece.source.end)

    def sources(self, span: Span | None = None) -> tuple[Span, ...]:
        """The stretches of the document behind `span` (default: the whole passage), neighbours joined."""
        found: list[Span] = []
        for piece in (self if span is None else self.slice(span)).pieces:
            if not piece.source:
                continue
            if found and found[-1].end == piece.source.start:
                found[-1] = Span(found[-1].start, piece.source.end)
            else:
                found.append(piece.source)
        return tuple(found)

    def marked(self, mark: Mark) -> tuple[Span, ...]:
        """The stretches of `text` set with `mark`, neighbours joined."""
        found: list[Span] = []
        for run in sorted((run for run in self.runs if mark in run.marks), key=lambda run: run.span):
            if found and found[-1].end >= run.span.start:
                found[-1] = Span(found[-1].start, max(found[-1].end, run.span.end))
            else:
                found.append(run.span)
        return tuple(found)

    def _ends(self) -> list[int]:
        return [piece.start for piece in self.pieces[1:]] + [len(self.text)] if self.pieces else []

    @staticmethod
    def _source(piece: Piece, end: int, low: int, high: int) -> Span:
        """The part of the piece's source behind low..high; all of it where lengths differ (a ligature)."""
        if len(piece.source) != end - piece.start:
            return piece.source
        return Span(piece.source.start + low - piece.start, piece.source.start + high - piece.start)
