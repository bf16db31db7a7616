"""Journals and reports cited by year or volume and first page: "NJW 1990, 1764 ff.", "BVerfGE 7, 198 (205)"."""

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


def read(scan: Scan, pos: int, limit: int, draft: Draft) -> Found | None:
    """A journal or report at `pos`."""
    found = PATTERN.match(scan.text, pos, limit)
    if not found or draft.has("container", "place"):
        return None
    return Found(found.end(), fields(found))


def fields(found: re.Match[str]) -> tuple[Field, ...]:
    """The groups of a match as fields."""
    named = ((name, value) for name, value in found.groupdict().items() if value is not None)
    return tuple(Field(name.rstrip("2"), Span(*found.span(name))) for name, _ in named)
