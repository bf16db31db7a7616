"""A short form declared for later: "[hereafter *Letters*]", "(désormais ADY)"."""

from __future__ import annotations

from biblio.citations.declarations import declarations
from biblio.citations.details.draft import Draft, Found
from biblio.citations.scan import Scan
from biblio.citations.tagged import Field
from biblio.model import Span

__all__ = ["read"]

_MARKS = " \t‘“„«»”’\"':,"
_LONGEST = 60


def read(scan: Scan, pos: int, limit: int, draft: Draft) -> Found | None:
    """The declared form in the bracket at `pos`, or behind a comma."""
    bracket = scan.text[pos : pos + 1] in ("(", "[")
    if bracket and draft.fields and (known := _known(scan, pos, limit)):
        return known
    end = scan.structure.closed.get(pos, 0) if bracket else scan.structure.sentence_end(pos, limit)
    if not pos < end <= limit or not draft.fields:
        return None
    word = scan.phrase("hereafter", pos + bracket, end)
    if not word or end - word.end() > _LONGEST:
        return None
    low, high = word.end(), end - bracket
    while low < high and scan.text[low] in _MARKS:
        low += 1
    while high > low and scan.text[high - 1] in _MARKS + ".":
        high -= 1
    return Found(end if bracket else high, (Field("abbr", Span(low, high)),)) if high > low else None


def _known(scan: Scan, pos: int, limit: int) -> Found | None:
    """A form alone in the bracket at `pos` that other notes use: "[RCAP]"."""
    end = scan.structure.closed.get(pos, 0)
    if not (scan.declared and pos < end <= limit and end - pos <= _LONGEST):
        return None
    here = next((span for span in declarations(scan) if pos < span.start < end), None)
    return Found(end, (Field("abbr", here),)) if here and scan.text[here.end : end].strip(_MARKS) in ")]" else None
