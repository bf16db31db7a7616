"""Journals and reports cited by first page: "NJW 1990, 1764 ff.", "BVerfGE 7, 198", "84 Harv. L. Rev. 529 (1971)"."""

from __future__ import annotations

import re

from biblio.citations.details.draft import Draft, Found
from biblio.citations.letters import YEAR
from biblio.citations.scan import Scan
from biblio.citations.tagged import Field
from biblio.model import Span

__all__ = ["PATTERN", "read"]

PATTERN = re.compile(
    rf"(?P<container>[A-ZÄÖÜ][A-Za-zÄÖÜäöü]*[A-ZÄÖÜ][A-Za-zÄÖÜäöü]*)\s"
    rf"(?:(?P<date>{YEAR})|(?P<volume>\d{{1,3}})(?:\s\((?P<date2>{YEAR})\))?),\s(?P<pages>\d{{1,5}}(?:[-–]\d+)?)(?:\sff?\.)?"
    r"(?:\s\((?P<locator>\d{1,5}(?:\sff?\.)?)\)|,\s(?P<locator2>\d{1,5}(?:\sff?\.)?))?"
)
"""An abbreviation with two capitals, a year or volume, a page, and the page cited."""


_JOURNAL = r"(?P<container>[A-Z][\w.&’']*(?:\s(?:[A-Z&][\w.&’']*|of|on|the|\(?\d[a-z]{1,2}\)?))*)"
_VOLUME_FIRST = re.compile(
    rf"(?P<volume>\d{{1,4}})\s{_JOURNAL}\s(?P<pages>\d{{1,5}})(?:,\s(?P<locator>\d{{1,5}}(?:[-–]\d{{1,5}})?(?:\sn\.\s?\d+)?))?"
    rf"\s\((?:[A-Z][^()\d]{{0,30}}\s)?(?P<date>{YEAR})\)"
)
"""American law reviews: "84 Harv. L. Rev. 529, 533 (1971)"."""
_AFTER_YEAR = re.compile(
    rf"(?P<volume>\d{{1,4}})(?::(?P<issue>\d{{1,3}}))?\s{_JOURNAL}\s(?P<pages>\d{{1,5}})(?=\sat\s|[.,;)]|\Z|\s\[)"
)
"""Canadian ones, after "(2005)": "23:1 Windsor YB Access Just 17"."""


def read(scan: Scan, pos: int, limit: int, draft: Draft) -> Found | None:
    """A journal or report at `pos`."""
    if draft.has("container", "place"):
        return None
    after_year = _AFTER_YEAR if draft.last == "date" else _VOLUME_FIRST
    found = PATTERN.match(scan.text, pos, limit) or after_year.match(scan.text, pos, limit)
    return Found(found.end(), fields(found)) if found else None


def fields(found: re.Match[str]) -> tuple[Field, ...]:
    """The groups of a match as fields."""
    named = ((name, value) for name, value in found.groupdict().items() if value is not None)
    return tuple(Field(name.rstrip("2"), Span(*found.span(name))) for name, _ in named)
