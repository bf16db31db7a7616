"""Dates as Zotero keeps them: text, of which it understands the first day, month or year it finds."""

from __future__ import annotations

import re

from biblio.model import Date, Moment

__all__ = ["read", "written"]

_SEASONS = ("Spring", "Summer", "Autumn", "Winter")
_SEASON = re.compile(r"(?P<season>spring|summer|autumn|fall|winter)\s+(?P<year>\d{4})\Z", re.IGNORECASE)
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_WORDED = re.compile(
    r"(?:(?P<day>\d{1,2})\.?\s+)?(?P<month>[A-Za-z]{3})[a-z]*\.?\s+(?:(?P<day2>\d{1,2}),?\s+)?(?P<year>\d{4})\Z"
)
_CIRCA = re.compile(r"(?:c|ca|circa)\b\.?\s*", re.IGNORECASE)
_YEAR = re.compile(r"\b(\d{4})\b")


def written(date: Date) -> str:
    """ISO where there is one moment, else as one writes it: "1914–1918", "Winter 1977", "c. 1930", "n.d."."""
    if date.start is None:
        return date.literal
    text = _moment(date.start) + (f"–{_moment(date.end)}" if date.end else "")
    return f"c. {text}" if date.circa else f"{text}?" if date.uncertain else text


def _moment(moment: Moment) -> str:
    return f"{_SEASONS[moment.season - 1]} {moment.year}" if moment.season else str(moment)


def read(text: str) -> Date | None:
    """A date as Zotero has it; the year alone where the words around it are not understood; None for ""."""
    text = text.strip()
    if not text:
        return None
    plain, circa = _CIRCA.subn("", text, count=1) if _CIRCA.match(text) else (text, 0)
    uncertain = plain.endswith("?")
    low, dash, high = plain.rstrip("?").partition("–")
    start, end = _read_moment(low.strip()), _read_moment(high.strip())
    if start and bool(dash) == bool(end):
        return Date(start, end, circa=bool(circa), uncertain=uncertain)
    year = _YEAR.search(text)
    return Date(Moment(int(year[1])) if year else None, literal=text)


def _read_moment(text: str) -> Moment | None:
    if season := _SEASON.match(text):
        name = season["season"].lower().replace("fall", "autumn").capitalize()
        return Moment(int(season["year"]), 21 + _SEASONS.index(name))
    if worded := _WORDED.match(text):
        month = worded["month"].lower()
        day = int(worded["day"] or worded["day2"] or 0)
        return Moment(int(worded["year"]), _MONTHS.index(month) + 1, day) if month in _MONTHS else None
    return Moment.parse(text)
