"""Puts stretches of a document together into a passage that knows where each character stood."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from biblio.model import Passage, Piece, Run, Span
from biblio.notes.joining import joint
from biblio.notes.vocabulary import Vocabulary

__all__ = ["Runs", "Weaver"]

_LOOK_BACK = 400
"""Characters of the text so far that a joint may depend on: more than any address has."""


class Runs:
    """A document's runs, to be carried into passages."""

    def __init__(self, runs: tuple[Run, ...]) -> None:
        self._runs = sorted(runs, key=lambda run: run.span.start)
        self._starts = [run.span.start for run in self._runs]

    def through(self, pieces: list[Piece]) -> tuple[Run, ...]:
        """The runs of a passage made of `pieces`; those that touch and are set alike become one."""
        found: list[Run] = []
        for piece in pieces if self._runs else ():
            source = piece.source
            first = max(bisect_right(self._starts, source.start) - 1, 0)
            for run in self._runs[first : bisect_left(self._starts, source.end)]:
                if not run.span.overlaps(source):
                    continue
                low, high = max(run.span.start, source.start), min(run.span.end, source.end)
                span = Span(low, high).shift(piece.start - source.start)
                self._append(found, Run(span, run.marks, run.href))
        return tuple(found)

    @staticmethod
    def _append(found: list[Run], run: Run) -> None:
        """Lines of one title are joined by a blank."""
        last = found[-1] if found else None
        if last and (last.marks, last.href) == (run.marks, run.href) and run.span.start - last.span.end <= 1:
            found[-1] = Run(Span(last.span.start, run.span.end), run.marks, run.href)
        else:
            found.append(run)


class Weaver:
    """Collects lines; `passage` gives the result."""

    def __init__(self, text: str, vocabulary: Vocabulary, runs: Runs) -> None:
        self._text = text
        self._runs = runs
        self._vocabulary = vocabulary
        self._stretches: list[tuple[str, Span]] = []
        self.length = 0

    def take(self, span: Span) -> None:
        """Go on with these characters of the document."""
        if span:
            self._append(span.of(self._text), span)

    def put(self, glue: str, at: int) -> None:
        """Go on with something the document does not have, standing at `at`."""
        if glue:
            self._append(glue, Span(at, at))

    def join(self, span: Span) -> None:
        """Go on with a line of the same paragraph."""
        if not span:
            return
        if self._stretches:
            drop, glue = joint(self._recent(), span.of(self._text), self._vocabulary)
            self._drop(drop)
            self.put(glue, self._stretches[-1][1].end if self._stretches else span.start)
        self.take(span)

    def break_paragraph(self, at: int) -> None:
        """Begin a new paragraph, unless nothing stands before it."""
        if self._stretches:
            self.put("\n\n", at)

    def trim(self) -> None:
        """Take away blanks at the end."""
        while self._stretches:
            last = self._stretches[-1][0]
            self._drop(len(last) - len(last.rstrip()))
            if not self._stretches or last == last.rstrip():
                return

    @property
    def last(self) -> int:
        """Where in the document the last character ended."""
        return self._stretches[-1][1].end if self._stretches else 0

    def passage(self) -> Passage:
        """The text with its pieces; neighbours in the document become one piece."""
        pieces: list[Piece] = []
        offset = 0
        for stretch, span in self._stretches:
            if pieces and span and pieces[-1].source and pieces[-1].source.end == span.start:
                pieces[-1] = Piece(pieces[-1].start, Span(pieces[-1].source.start, span.end))
            else:
                pieces.append(Piece(offset, span))
            offset += len(stretch)
        text = "".join(stretch for stretch, _ in self._stretches)
        return Passage(text, tuple(pieces), self._runs.through(pieces))

    def _append(self, stretch: str, span: Span) -> None:
        self._stretches.append((stretch, span))
        self.length += len(stretch)

    def _recent(self) -> str:
        recent: list[str] = []
        size = 0
        for stretch, _ in reversed(self._stretches):
            recent.append(stretch)
            size += len(stretch)
            if size > _LOOK_BACK:
                break
        return "".join(reversed(recent))

    def _drop(self, count: int) -> None:
        """Take away the last characters, which come from one stretch."""
        if not count:
            return
        stretch, span = self._stretches.pop()
        self.length -= count
        if len(stretch) > count:
            shorter = Span(span.start, span.end - count) if span else span
            self._stretches.append((stretch[:-count], shorter))
