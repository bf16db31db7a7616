"""A date that stands by itself between commas: ", 2 December 1920,"."""

from __future__ import annotations

import re

from biblio.citations.details.draft import Draft, Found
from biblio.citations.scan import Scan
from biblio.citations.tagged import Field
from biblio.citations.values import dates
from biblio.model import Span

__all__ = ["read"]

_OF = re.compile(r"(?:vom|of|du|del|del año|de|of the)\s")


_RANGE = re.compile(r"\d{4}\s?[-–—/]\s?\d{2,4}\Z")
_IMPRINT_NEXT = re.compile(r",?\s\((?=[^()]*\d{4}[^()]*\))")


def _of_title(scan: Scan, found: re.Match[str], limit: int) -> bool:
    """Whether a range of years ends a title: "England, 1700–1820 (Cambridge, 1993)"."""
    return bool(_RANGE.match(found[0])) and bool(_IMPRINT_NEXT.match(scan.text, found.end(), limit))


def read(scan: Scan, pos: int, limit: int, draft: Draft) -> Found | None:
    """The date at `pos`."""
    if draft.has("date"):
        return None
    start = pos
    if before := _OF.match(scan.text, pos, limit):
        start = before.end()
    found = dates.match(scan.text, start, limit)
    if found and _of_title(scan, found, limit):
        return None
    if found:
        return Found(found.end(), (Field("date", Span(found.start(), found.end())),))
    undated = scan.phrase("undated", pos, limit)
    return Found(undated.end(), (Field("date", Span(pos, undated.end())),)) if undated else None
