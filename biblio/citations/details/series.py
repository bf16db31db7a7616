"""Series: "coll. « Repères »", "Reihe Hanser 5"."""

from __future__ import annotations

import re

from biblio.citations.details.draft import Draft, Found
from biblio.citations.scan import Scan
from biblio.citations.tagged import Field
from biblio.model import Span

__all__ = ["read"]

_PLAIN = re.compile(r"[^,;()\[\]«“‘\"]{3,60}?(?=[,;)]|\.\s|\.?\Z)")


def read(scan: Scan, pos: int, limit: int, draft: Draft) -> Found | None:
    """A series behind its label."""
    label = scan.phrase("series_labels", pos, limit)
    if not label or not draft.has("title"):
        return None
    start = scan.blank(label.end(), limit)
    if end := scan.structure.closed.get(start, 0):
        return Found(end, (Field("series", Span(start + 1, end - 1).strip(scan.text)),)) if end <= limit else None
    found = _PLAIN.match(scan.text, start, limit)
    if not found or start == label.end() or not found[0][0].isupper():
        return None
    return Found(found.end(), (Field("series", Span(*found.span())),))
