"""A date that no program reads: `date = {May 1968}` where BibLaTeX wants 1968-05, `year = {19988}`, 31 June."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator

from biblio.library.linting.context import Context
from biblio.library.linting.rule import Flaw, Rule, flaw
from biblio.model import SourceEntry

__all__ = ["plugin"]

_DATES = ("date", "origdate", "eventdate", "urldate")
_EDTF = re.compile(
    r"""
    (?:(?P<one>[-+]?[\dXxUu]{4}(?:-(?P<month1>[\dXxUu]{2})(?:-(?P<day1>[\dXxUu]{2}))?)?[~?%]?(?:T[\d:Z+.-]+)?)|\.\.)?
    (?:/(?:(?P<two>[-+]?[\dXxUu]{4}(?:-(?P<month2>[\dXxUu]{2})(?:-(?P<day2>[\dXxUu]{2}))?)?[~?%]?(?:T[\d:Z+.-]+)?)
      |\.\.|open|unknown)?)?\Z
    """,
    re.VERBOSE,
)
_YEAR = re.compile(r"\D*\d{1,4}(?:\D+\d{1,4})?\D*\Z")
_MONTHS = range(1, 13)
_SEASONS = range(21, 42)


def check(entry: SourceEntry, context: Context) -> Iterator[Flaw]:
    """Dates that are no EDTF, years without a year in them, months and days that are none."""
    for field in entry.fields:
        name, text = field.name.lower(), field.text.strip().strip("{}")
        if not text or field.undefined:
            continue
        if name in _DATES and (wrong := _wrong(text)):
            yield flaw(field, f"{text!r} {wrong}")
        if name == "year" and any(char.isdigit() for char in text) and not _YEAR.match(context.plain(text)):
            yield flaw(field, f"{text!r} is no year")


def _wrong(text: str) -> str:
    if not text.strip("/"):
        return "is no date"
    match = _EDTF.match(text)
    if not match:
        return "is no date in BibLaTeX's form (1968-05-13, 1914/1918, 1930~)"
    wrong = _no_day(match["one"], match["month1"], match["day1"]) or _no_day(
        match["two"], match["month2"], match["day2"]
    )
    if wrong:
        return wrong
    one, two = ((match[end] or "")[:4] for end in ("one", "two"))
    return "ends before it begins" if one.isdecimal() and two.isdecimal() and two < one else ""


def _no_day(text: str | None, month: str | None, day: str | None) -> str:
    if not text or not month or not month.isdecimal():
        return ""
    if int(month) not in _MONTHS and int(month) not in _SEASONS:
        return f"has no month {month}"
    if day and day.isdecimal() and text[:4].isdecimal() and int(month) in _MONTHS and int(text[:4]) > 0:
        days = monthrange(int(text[:4]), int(month))[1]
        if not 0 < int(day) <= days:
            return f"has no day {day}"
    return ""


plugin = Rule(check)
