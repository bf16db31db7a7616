"""Dates written as text: EDTF and ISO dates, days in English words, BC, ranges, question marks.

"2003-05-12"  "1999/2001"  "May 12, 2003"  "12/5/2003" (month first where both can be)  "ca. 450 BC"  "Spring 2001"
"""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = ["DateText", "read"]

Numbers = tuple[int, int, int]


class DateText(NamedTuple):
    """Year, month, day (0 for unknown) of the start and, for a range, of the end."""

    points: tuple[Numbers, ...]
    season: str = ""
    circa: bool = False


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SEASONS = {"spr": 13, "sum": 14, "fal": 15, "aut": 15, "win": 16}
_ISO = re.compile(
    r"""(?P<sign>-?) (?P<year>\d{4,}) (?: -(?P<month>\d\d) (?: -(?P<day>\d\d) )? )? (?:T.*)?   # 2003-05-12T10:00
        (?P<mark>[?~%]*)""",
    re.VERBOSE,
)
_NOISE = re.compile(r"\s*\d{2}:\d{2}(?::\d+)?(?:\s*(?:UTC|GMT|Z))?")
_TOKEN = re.compile(r"\d{4}(?:-\d{1,2}){0,2}(?!\d)|(?:\d{1,2}-){1,2}\d{4}(?!\d)|\d{1,4}|[-/]|[?~]|[^\W\d_]+")
_CIRCA = re.compile(r"c|ca|circa|cir.*", re.IGNORECASE)


def read(text: str) -> DateText | None:
    """The date, or None where no year can be found in it."""
    text = text.strip()
    if len(text) > 120:
        return None
    return _read_edtf(text) or _read_words(text)


def _read_edtf(text: str) -> DateText | None:
    """ISO 8601 and EDTF level 0 and 1: intervals, open ends, uncertain and approximate dates, seasons 21 to 24."""
    points: list[Numbers] = []
    circa = False
    sides = text.split("/")
    if len(sides) > 2:
        return None
    for side in sides:
        if side in ("", "..", "open") and points:
            points.append((0, 0, 0))
            continue
        match = _ISO.fullmatch(side)
        if not match:
            return None
        year = int(match["year"]) * (-1 if match["sign"] else 1)
        points.append((year, int(match["month"] or 0), int(match["day"] or 0)))
        circa = circa or bool(match["mark"])
    return DateText(tuple(points), circa=circa)


def _read_words(text: str) -> DateText | None:
    negative = text.startswith("-")
    cleaned = re.sub(r"([A-Za-z])\.", r"\1", _NOISE.sub("", text.removeprefix("-")))
    numeric = "/" in cleaned and "-" in cleaned
    if not numeric:
        cleaned = cleaned.replace("/", "-")
    tokens = _TOKEN.findall(re.sub(r"[\u2013\u2014]", "-", cleaned).replace("_", "-"))
    divider = "/" if numeric else "-"
    sides = [tokens]
    if divider in tokens:
        at = tokens.index(divider)
        sides = [tokens[:at], tokens[at + 1 :]]
    return _join([_read_side(side) for side in sides], negative)


class _Side(NamedTuple):
    year: int
    month: int
    day: int
    circa: bool


def _join(sides: list[_Side], negative: bool) -> DateText | None:
    """Start and end, each lending the other what only one of them says ("May 12-14, 2003")."""
    first, last = sides[0], sides[-1]
    if len(sides) > 1:
        start = _filled(first, last)
        first, last = start, _filled(last, start)
    if not first.year or (first.day and not first.month):
        return None
    points = [(-first.year if negative else first.year, first.month, first.day)]
    if len(sides) > 1:
        points.append(last[:3])
    return DateText(tuple(points), circa=first.circa or last.circa)


def _filled(side: _Side, other: _Side) -> _Side:
    circa = side.circa or other.circa
    return _Side(side.year or other.year, side.month or other.month, side.day or other.day, circa)


def _read_side(tokens: list[str]) -> _Side:
    year = month = day = 0
    number = ""
    circa = False
    for token in tokens:
        lower = token.lower()
        if "-" in token and len(token) > 1:
            year, month, day = _read_numeric(token)
        elif token.isdecimal() and len(token) == 4:
            year = int(token)
        elif token.isdecimal():
            number = token
        elif token in "?~" or _CIRCA.fullmatch(token):
            circa = True
        elif lower in ("bc", "bce") and number:
            year, number = -int(number), ""
        elif lower in ("ad", "ce") and number:
            year, number = int(number), ""
        else:
            month = _month(lower) or month
    if number and not year and not month and len(number) == 3:
        return _Side(int(number), 0, 0, circa)
    return _Side(year, month, int(number) if number and int(number) <= 31 else day, circa)


def _month(word: str) -> int:
    stem = word[:3]
    return _MONTHS.index(stem) + 1 if stem in _MONTHS else _SEASONS.get(stem, 0)


def _read_numeric(token: str) -> Numbers:
    """2003-05-12, 05-12-2003: month before day unless the first cannot be a month."""
    parts = token.split("-")
    at = next((i for i, part in enumerate(parts) if len(part) == 4), 0)
    year = int(parts.pop(at))
    rest = [int(part) for part in parts]
    if len(rest) == 2 and rest[0] > 12:
        rest.reverse()
    month, day = [*rest, 0, 0][:2]
    return year, month, day
