"""Where the lines of a text lie.

Lines end at "\\n" only: `str.splitlines` also cuts at form feeds, which are page breaks here, and at U+0085 and U+2028.
"""

from __future__ import annotations

from biblio.model import Line, Span

__all__ = ["lines_of"]

_BLANKS = " \t\f\v\u00a0"


def lines_of(text: str) -> tuple[Line, ...]:
    """All lines of `text`; pages are counted where it has form feeds, else 0."""
    page = 1 if "\f" in text else 0
    lines = []
    start = 0
    for number, raw in enumerate(text.split("\n"), 1):
        inner = raw.lstrip(_BLANKS)
        page += raw[: len(raw) - len(inner)].count("\f")
        indent = len(raw) - len(inner) - raw[: len(raw) - len(inner)].count("\f")
        lines.append(Line(Span(start, start + len(raw)), number, page, indent if inner else 0))
        page += inner.count("\f")
        start += len(raw) + 1
    if lines and not lines[-1].span and len(lines) > 1:
        lines.pop()
    return tuple(lines)
