"""Lines as a printed page shows them: what is text, what is blank, a rule, a page number, a running head.

A rule above footnotes may be drawn in underscores or dashes, or be a line of blanks only: that is what is left in the
text of a PDF of the border that a word processor drew.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from biblio.model import Span

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


def lines_of(text: str) -> list[PrintedLine]:
    """All lines of `text` as text, blanks or rules; what is page furniture is for `pages` to say."""
    lines: list[PrintedLine] = []
    page = 1
    for start, raw, fed in _cut(text):
        page += fed
        inner = raw.strip(_BLANKS)
        indent = len(raw) - len(raw.lstrip(_BLANKS)) if inner else 0
        span = Span(start + indent, start + indent + len(inner))
        lines.append(PrintedLine(len(lines), span, inner, indent, page, _kind(raw, inner)))
    return lines


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
