"""Lines as a printed page shows them: what is text, what is blank, a rule, a page number, a running head.

A rule above footnotes may be drawn in underscores or dashes, or be a line of blanks only: that is what is left in the
text of a PDF of the border that a word processor drew.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from biblio.model import Document, Mark, Span

__all__ = ["Kind", "PrintedLine", "ends_sentence", "lines_of"]

_BLANKS = " \t\v\u00a0\u2007\u202f\ufeff"
_SHORTEST_BLANK_RULE = 20
_DRAWN_RULE = re.compile(r"[_\-–—―─━‒═=]{5,}|(?:[_\-–—―─] ?){8,}")
_END = re.compile(r"[.!?…:][)\]»«”’“\"'›‹>\d*†‡⁰¹²³⁴-⁹\[]*\Z|[)\]>]\Z")


class Kind(StrEnum):
    """What a line is, before anything is known of notes."""

    TEXT = "text"
    BLANK = "blank"
    RULE = "rule"
    NUMBER = "number"
    """A page number."""
    HEAD = "head"
    """A running head or foot."""


@dataclass(slots=True)
class PrintedLine:
    """One line of the text; form feeds end lines too. Filled by `lines_of` and `pages.mark`, then left alone."""

    index: int
    span: Span
    """In the document, without blanks at both ends."""
    text: str
    indent: int
    page: int
    """Counted from 1; form feeds before it, plus one."""
    kind: Kind = Kind.TEXT
    blanks_before: int = 0
    """Blank lines just before."""
    after_page_break: bool = False
    """The first text line after a form feed."""
    after_furniture: bool = False
    """Only blank lines lie between this one and a page number or running head."""
    after_rule: bool = False
    """Only blank lines lie between this one and a rule above it."""
    odd_blank: bool = False
    """Begins with exactly one blank, where other lines begin with none: the text of a new page, or of a stretch that
    was lifted out of its place."""
    early_end_before: bool = False
    """The line before had room for this one's first word: it ended a paragraph."""
    # What only a layout knows
    size: float = 0.0
    """Type size; 0 where the source has no layout."""
    left: float = 0.0
    right: float = 0.0
    top: float = 0.0
    column: int = 0
    ruled: bool = False
    """A rule is drawn above."""
    raised: tuple[Span, ...] = ()
    """Superscripts, in the line's text."""

    def raised_in(self, start: int, end: int) -> Span | None:
        """What of these letters is superscript, if they end so: the "3" of "19173"."""
        for span in self.raised:
            if span.start < end <= span.end:
                return Span(max(span.start, start), end)
        return None


def lines_of(document: Document) -> list[PrintedLine]:
    """All lines as text, blanks or rules; what is page furniture is for `pages` to say."""
    if any(line.size for line in document.lines):
        return _laid_out(document)
    text = document.text
    lines: list[PrintedLine] = []
    page = 1
    for start, raw, fed in _cut(text):
        page += fed
        inner = raw.strip(_BLANKS)
        indent = len(raw) - len(raw.lstrip(_BLANKS)) if inner else 0
        span = Span(start + indent, start + indent + len(inner))
        lines.append(PrintedLine(len(lines), span, inner, indent, page, _kind(raw, inner)))
    return lines


def _laid_out(document: Document) -> list[PrintedLine]:
    """The lines of a source that has a layout."""
    raised = [run.span for run in document.runs if Mark.SUPERSCRIPT in run.marks]
    starts = [span.start for span in raised]
    lines = []
    for index, line in enumerate(document.lines):
        raw = line.span.of(document.text)
        inner = raw.strip(_BLANKS)
        start = line.span.start + (len(raw) - len(raw.lstrip(_BLANKS)) if inner else 0)
        span = Span(start, start + len(inner))
        inside = raised[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
        printed = PrintedLine(
            index,
            span,
            inner,
            line.indent,
            line.page,
            _kind("", inner),
            size=line.size,
            left=line.left,
            right=line.right,
            top=line.top,
            column=line.column,
            ruled=line.ruled,
            raised=tuple(_joined(one.shift(-start) for one in inside)),
        )
        lines.append(printed)
    return lines


def _joined(spans: Iterable[Span]) -> list[Span]:
    """Spans that touch made one: "1" and "2" of "12" may be set apart."""
    found: list[Span] = []
    for span in spans:
        if found and found[-1].end == span.start:
            found[-1] = Span(found[-1].start, span.end)
        else:
            found.append(span)
    return found


def ends_sentence(text: str) -> bool:
    """Whether a line ends as a sentence does: "Ibid., 277–8." but not "and it seems"."""
    return bool(_END.search(text))


def _cut(text: str) -> Iterator[tuple[int, str, bool]]:
    """(start, line, whether a form feed stands before it)."""
    start, fed = 0, False
    for match in re.finditer(r"[\n\f]|\Z", text):
        if match.start() > start or match[0] == "\n" or not match[0]:
            # A form feed at the very start of a line begins no line of its own.
            yield start, text[start : match.start()], fed
            fed = False
        start = match.end()
        fed = fed or match[0] == "\f"


def _kind(raw: str, inner: str) -> Kind:
    if not inner:
        return Kind.RULE if len(raw) >= _SHORTEST_BLANK_RULE else Kind.BLANK
    return Kind.RULE if _DRAWN_RULE.fullmatch(inner) else Kind.TEXT
