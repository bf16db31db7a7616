"""RIS's names (`Last, First, Suffix`) and dates (`2002/12/05/`)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from biblio.formats._tex.dates import read_edtf, read_year_month
from biblio.model import Date, Moment, Name

__all__ = ["INVERTED", "read_date", "read_inverted", "read_name", "split_names", "write_date", "write_name"]

_DATE = re.compile(r"(?P<year>-?\d{1,4})/(?P<month>\d{0,2})/(?P<day>\d{0,2})(?:/(?P<other>.*))?\Z")


def write_name(name: Name) -> str:
    """Family name with its particle, given names, suffix; institutions as they are."""
    if name.literal:
        return name.literal
    last = " ".join(part for part in (name.particle, name.family) if part)
    given = " ".join(part for part in (name.given, name.dropping_particle) if part)
    if name.suffix:
        return f"{last}, {given}, {name.suffix}"
    return f"{last}, {given}" if given else last


def read_name(text: str) -> Name:
    """A name; several words without a comma are an institution."""
    parts = [part.strip() for part in text.split(",")]
    if len(parts) == 1:
        return Name(family=text) if " " not in text else Name(literal=text)
    if len(parts) == 2 and not parts[1]:
        return Name(literal=parts[0])
    suffix = f", {parts[2]}" if len(parts) > 2 and parts[2] else ""
    return Name.parse(f"{parts[0]}{suffix}, {parts[1]}")


INVERTED = re.compile(r"(?P<family>(?:[a-z]+ )*[^\W\d_][\w'’-]+) (?P<initials>[A-Z]{1,3})\Z")
"""A family name and initials without a comma."""


def read_inverted(text: str) -> Name:
    """A name of the form "Grafton AT"."""
    match = INVERTED.match(text)
    return Name.parse(f"{match['family']}, {match['initials']}") if match else read_name(text)


def split_names(text: str) -> Iterator[str]:
    """The names of one line; some databases put all of them there, with semicolons between."""
    yield from (name.strip() for name in text.split(";") if name.strip()) if "," in text else (text,)


def write_date(date: Date) -> str:
    """Year/month/day/other, the season or what else there is in the last part."""
    if date.start is None:
        return f"///{date.literal}"
    start = date.start
    month = f"{start.month:02d}" if 0 < start.month <= 12 else ""
    day = f"{start.day:02d}" if start.day else ""
    other = str(date) if date.end or date.circa or date.uncertain or start.season else ""
    # A slash would end the part.
    return f"{start.year:04d}/{month}/{day}/{other.replace('/', ' - ')}"


def read_date(text: str) -> Date | None:
    """A date as programs write it: "2002/12/05/", "2002", "2002-12-05", "///n.d."; None if it is empty."""
    text = text.strip()
    if not text.strip("/ "):
        return None
    if text.startswith("///"):
        return Date(literal=text[3:])
    match = _DATE.match(text)
    if not match:
        return _loose(text)
    other = (match["other"] or "").strip("/ ")
    if other:
        precise = read_edtf(other.replace(" - ", "/"))
        if precise.start and precise.year == int(match["year"]):
            return precise
    month, day = int(match["month"] or 0), int(match["day"] or 0)
    if month > 12 or day > 31:
        return Date(Moment(int(match["year"])), literal=text)
    moment = Moment(int(match["year"]), month, day if month else 0)
    worded = read_year_month(match["year"], other) if other and not month else None
    return worded if worded and not worded.literal else Date(moment, literal=other)


def _loose(text: str) -> Date:
    # "2009 Nov 09", as databases sort dates.
    year, _, rest = text.partition(" ")
    if year.isdecimal() and len(year) == 4 and rest[:1].isalpha():
        text = f"{rest} {year}"
    date = read_edtf(text.rstrip("/"))
    return date if date.start else read_year_month(text.rstrip("/")) or date
