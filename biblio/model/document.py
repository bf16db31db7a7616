"""A source as its reader saw it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from biblio.errors import Place
from biblio.model.diagnostics import Diagnostic
from biblio.model.note import Note
from biblio.model.passage import Passage, Run
from biblio.model.span import Span

__all__ = ["Document", "Line"]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the source, without its line break."""

    span: Span
    number: int
    """Counted from 1 in the source."""
    page: int = 0
    """Counted from 1; 0 where the source does not say."""
    indent: int = 0
    """Blanks before the first letter."""
    size: float = 0.0
    """Type size in points; 0 where the source does not say. Only lines with a size have what follows."""
    left: float = 0.0
    """Points from the page's left edge to the first letter."""
    right: float = 0.0
    """Points from the page's left edge to the end of the last letter."""
    top: float = 0.0
    """Points from the page's upper edge to the baseline."""
    column: int = 0
    """Counted from 1 on each page; 0 for a line over the whole width."""
    ruled: bool = False
    """A rule is drawn between this line and the one above it."""


@dataclass(frozen=True, slots=True)
class Document:
    """A source as its reader saw it: the text, where its lines lie and how stretches of it are set."""

    source: str
    """The file name, address or `-` the user gave."""
    text: str
    """The decoded text, line breaks as "\\n", otherwise as it stands in the source."""
    lines: tuple[Line, ...] = ()
    runs: tuple[Run, ...] = ()
    body: Passage | None = None
    """The running text, if the format tells it from the notes; else None and `notes.find` works it out."""
    notes: tuple[Note, ...] | None = None
    """The notes, only if the format has real ones; else None and `notes.find` looks for them."""
    title: str = ""
    language: str = ""
    """BCP 47, only if the source itself declares it."""
    encoding: str = "utf-8"
    diagnostics: tuple[Diagnostic, ...] = ()
    format: str = ""
    """The name of the reader."""

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column, both counted from 1, of a character of `text`."""
        index = max(bisect_right(self.lines, offset, key=lambda line: line.span.start) - 1, 0)
        if not self.lines:
            return 1, offset + 1
        line = self.lines[index]
        return line.number, offset - line.span.start + 1

    def place(self, offset: int) -> Place:
        """Where `offset` is, in the words of an error message."""
        line, column = self.position(offset)
        return Place(self.source, line, column)
