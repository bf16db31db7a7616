"""Paragraphs and notes -> passages, with each call taken out and its place kept."""

from __future__ import annotations

import re

from biblio.model import Call, Passage, Span
from biblio.notes.assign import FoundNote
from biblio.notes.calls import CallMark
from biblio.notes.printed import PrintedLine, ends_sentence
from biblio.notes.reading_order import Paragraph
from biblio.notes.vocabulary import Vocabulary
from biblio.notes.weave import Runs, Weaver

__all__ = ["body_of", "text_of"]

_BLANKS = " \t\u00a0\u202f"
_GAP = re.compile(r"(?<=\S) {2,}(?=\S)")
_FEWEST_GAPS = 3
"""A line with fewer wide gaps is as its author typed it."""
_CLOSING = ".,;:!?)]”’»…"


def body_of(
    text: str,
    lines: list[PrintedLine],
    paragraphs: list[Paragraph],
    paired: set[CallMark],
    vocabulary: Vocabulary,
    runs: Runs,
) -> tuple[Passage, dict[CallMark, Call]]:
    """The running text, and the place in it of each call that has a note; a mark without a note stays in the text."""
    weaver = Weaver(text, vocabulary, runs)
    calls: dict[CallMark, Call] = {}
    for paragraph in paragraphs:
        weaver.break_paragraph(paragraph.blocks[0].lines[0].span.start)
        fresh = True
        for block in paragraph.blocks:
            for line in block.lines:
                _line(weaver, line, [mark for mark in block.calls.get(line.index, ()) if mark in paired], calls, fresh)
                fresh = False
            for mark in block.late_calls:
                if mark in paired:
                    start = lines[mark.line].span.start
                    calls[mark] = Call(Span(start + mark.start, start + mark.end), weaver.length)
    return weaver.passage(), calls


def text_of(text: str, note: FoundNote, vocabulary: Vocabulary, runs: Runs) -> Passage:
    """A note's text without its marker, paragraphs parted by an empty line."""
    weaver = Weaver(text, vocabulary, runs)
    marker = note.start.marker
    before: PrintedLine | None = None
    for position, line in enumerate(note.lines):
        span, fresh = line.span, False
        if position == 0 and marker:
            span = Span(span.start + marker.length, span.end)
        elif weaver.length and before and _new_paragraph(before, line, note):
            weaver.break_paragraph(span.start)
            fresh = True
        first, *others = _unspread(text, span)
        (weaver.take if fresh else weaver.join)(first)
        for other in others:
            weaver.take(other)
        before = line
    return weaver.passage()


def _unspread(text: str, span: Span) -> list[Span]:
    """The line in pieces that leave out the blanks which `-layout` puts between words to fill it; columns of figures
    are no notes."""
    gaps = list(_GAP.finditer(span.of(text)))
    if len(gaps) < _FEWEST_GAPS:
        return [span]
    edges = [span.start, *(span.start + edge for gap in gaps for edge in (gap.start() + 1, gap.end())), span.end]
    return [Span(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True)]


def _new_paragraph(before: PrintedLine, line: PrintedLine, note: FoundNote) -> bool:
    if not ends_sentence(before.text):
        return False
    if line.index in note.carried or line.after_page_break or line.after_furniture:
        return line.early_end_before and line.indent > 1
    return bool(line.blanks_before)


def _line(weaver: Weaver, line: PrintedLine, marks: list[CallMark], calls: dict[CallMark, Call], fresh: bool) -> None:
    """One line without its calls; the blank before a call goes with it."""
    base, cursor = line.span.start, 0
    for mark in marks:
        if not cursor or line.text[cursor : mark.start].strip(_BLANKS + ",;"):
            # The comma between two calls goes with them.
            _stretch(weaver, line, cursor, mark.start, fresh=fresh)
        fresh = fresh and mark.start == cursor
        if not line.text[mark.end : mark.end + 1].strip(_BLANKS + _CLOSING) or mark.start == 0:
            weaver.trim()
        calls[mark] = Call(Span(base + mark.start, base + mark.end), weaver.length)
        cursor = mark.end
    _stretch(weaver, line, cursor, len(line.text), fresh=fresh)


def _stretch(weaver: Weaver, line: PrintedLine, start: int, end: int, *, fresh: bool) -> None:
    span = Span(line.span.start + start, line.span.start + end)
    if start == 0 and not fresh:
        weaver.join(span)
    else:
        weaver.take(span)
