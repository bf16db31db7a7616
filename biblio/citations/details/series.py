"""Series: "coll. « Repères »", "Reihe Hanser 5"."""

from __future__ import annotations

import re

from biblio.citations.details.draft import Draft, Found
from biblio.citations.scan import Scan
from biblio.citations.tagged import Field
from biblio.model import Span

__all__ = ["NEW_SERIES", "read"]

_LONGEST = 70
NEW_SERIES = re.compile(
    r"(?:\d(?:st|nd|rd|th|e|ª)|[Nn]ew|[Nn]eue|[Nn]ouvelle|[Nn]\.|[Ff]irst|[Ss]econd|[Tt]hird)\s?(?:ser\.|series|Folge|série|[Ss]\.|F\.)(?=,|\s)"
)
_PLAIN = re.compile(r"[^,;()\[\]«“‘\"]{3,60}?(?=[,;)]|\.\s|\.?\Z)")


def read(scan: Scan, pos: int, limit: int, draft: Draft) -> Found | None:
    """A series behind its label."""
    if draft.has("place", "publisher") and not draft.has("series") and scan.text[pos : pos + 1] in tuple("«“„‘"):
        end = scan.structure.closed.get(pos, 0)
        if pos < end <= limit and end - pos < _LONGEST:
            return Found(end, (Field("series", Span(pos + 1, end - 1).strip(scan.text)),))
    if scan.text[pos : pos + 1] == "(":
        return _bracketed(scan, pos, limit, draft)
    if new := NEW_SERIES.match(scan.text, pos, limit):
        return Found(new.end(), (Field("series", Span(*new.span())),))
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


_EQUAL = re.compile(r"\(=\s?(?P<name>[^()]{3,90}?)(?:,?\s(?:Bd\.|Nr\.|vol\.|H\.|Heft|no\.)?\s?(?P<number>\d{1,4}))?\)")
_QUOTED = re.compile(
    r"\(\s?[«“‘„][\s\u00a0]?(?P<name>[^»”’“‘]{3,80}?)[\s\u00a0]?[»”’“‘](?:,\s(?P<number>[\dIVXLC]{1,6}))?\)"
)


def _bracketed(scan: Scan, pos: int, limit: int, draft: Draft) -> Found | None:
    """ "Gallimard (« Quarto »)": a quoted name in brackets after the publisher."""
    found = _EQUAL.match(scan.text, pos, limit)
    if not found and draft.has("place", "publisher"):
        found = _QUOTED.match(scan.text, pos, limit)
    if not found or not draft.has("title"):
        return None
    fields = [Field("series", Span(*found.span("name")))]
    if found["number"]:
        fields.append(Field("number", Span(*found.span("number"))))
    return Found(found.end(), tuple(fields))
