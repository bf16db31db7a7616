"""A note made ready for reading: its text, structure, italics and the word lists of its language."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from biblio.citations.lexicon import Lexicon
from biblio.citations.structure import Structure, analyse
from biblio.model import Mark, Passage, Span

__all__ = ["Scan", "scan"]

_EDGE = " \t\n,.;:"


@dataclass(frozen=True, slots=True)
class Scan:
    """What every rule gets to look at."""

    text: str
    structure: Structure
    italics: tuple[Span, ...]
    """Outermost italic stretches, punctuation at the ends left off."""
    lexicon: Lexicon
    declared: tuple[str, ...] = ()
    """Short forms that the document declares, the longest first."""
    memory: dict[tuple[int, int, bool, bool], bool] = field(default_factory=dict, compare=False, repr=False)
    """Where details were already looked for: rules that try several beginnings ask about the same places."""
    entries: dict[int, float] = field(default_factory=dict, compare=False, repr=False)
    """How likely a cite begins at the places already asked about."""

    def italic_at(self, pos: int) -> Span | None:
        """The italic stretch that begins at `pos`."""
        index = bisect_right(self.italics, pos, key=lambda span: span.start) - 1
        return self.italics[index] if index >= 0 and self.italics[index].start == pos else None

    def italics_in(self, span: Span) -> tuple[Span, ...]:
        """The italic stretches that begin inside `span`."""
        low = bisect_left(self.italics, span.start, key=lambda italic: italic.start)
        high = bisect_left(self.italics, span.end, key=lambda italic: italic.start)
        return self.italics[low:high]

    def in_italics(self, pos: int) -> bool:
        """Whether `pos` lies inside an italic stretch, not at its beginning."""
        index = bisect_right(self.italics, pos, key=lambda span: span.start) - 1
        return index >= 0 and self.italics[index].start < pos < self.italics[index].end

    def phrase(self, name: str, pos: int, limit: int | None = None) -> re.Match[str] | None:
        """The phrase of a word list that stands at `pos`."""
        if self.text[pos : pos + 1].lower() not in self.lexicon.initials[name]:
            return None
        return self.lexicon[name].match(self.text, pos, len(self.text) if limit is None else limit)

    def blank(self, pos: int, limit: int) -> int:
        """The first position from `pos` that is no white space."""
        while pos < limit and self.text[pos].isspace():
            pos += 1
        return pos


def scan(body: Passage, lexicon: Lexicon) -> Scan:
    """Make a note's text ready; linear in its length."""
    text = body.text
    italics = tuple(span for span in (_trim(text, span) for span in body.marked(Mark.ITALIC)) if len(span) > 0)
    return Scan(text, analyse(text), italics, lexicon)


def _trim(text: str, span: Span) -> Span:
    start, end = span.start, min(span.end, len(text))
    while start < end and text[start] in _EDGE + "‘“„«(":
        start += 1
    while end > start and text[end - 1] in " \t\n,;:’”“»":
        end -= 1
    return Span(start, end)
