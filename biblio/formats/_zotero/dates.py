"""Zotero's date fields: free text, of which Zotero understands ISO dates and treats other words as a season."""

from __future__ import annotations

from dataclasses import replace

from biblio.formats._tex.dates import read_edtf, read_year_month
from biblio.model import Date, Moment

__all__ = ["is_plain", "read", "write"]

_SEASONS = ("Spring", "Summer", "Autumn", "Winter")


def is_plain(date: Date) -> bool:
    """Whether Zotero's own reader understands the whole of the date."""
    start = date.start
    return start is not None and not (date.end or date.circa or date.uncertain or start.season or start.year <= 0)


def write(date: Date) -> str:
    """The date as a person would type it: "1983-05", "Winter 1977", "c. 1930", "1953?"; ranges in EDTF."""
    start = date.start
    if start is None:
        return date.literal
    if date.end:
        return str(replace(date, literal=""))
    return ("c. " if date.circa else "") + _moment(start) + ("?" if date.uncertain else "")


def _moment(moment: Moment) -> str:
    if moment.season:
        return f"{_SEASONS[moment.season - 1]} {_moment(Moment(moment.year))}"
    return str(moment) if moment.year > 0 else f"{1 - moment.year} BC"


def read(text: str) -> Date | None:
    """A date as people type it; None if there is none."""
    # Zotero gives access dates with the time.
    text = text.strip().partition(" ")[0] if text[:4].isdecimal() and ":" in text else text.strip()
    if not text:
        return None
    date = read_edtf(text)
    return date if date.start else read_year_month(text) or date
