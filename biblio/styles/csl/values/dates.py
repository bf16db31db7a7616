"""CSL-JSON date variables -> `Date`.

{"date-parts": [[2003, 5, 12]]}                     a day
{"date-parts": [[2003, 5, 12], [2003, 5, 14]]}      a range
{"raw": "12 May 2003"}, "2003-05~", "1999/2001"      text and EDTF, read by `dates.text`
{"literal": "under Nero"}                           words
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from biblio.styles.csl.values import date_text

__all__ = ["Date", "Point", "read_date"]


class Point(NamedTuple):
    """A year with what is known of month and day; 0 stands for unknown, months 13 and up for seasons."""

    year: int
    month: int = 0
    day: int = 0


class Date(NamedTuple):
    """A date variable as a style sees it."""

    start: Point | None
    end: Point | None = None
    open_end: bool = False
    """A range without an end: "1999-"."""
    season: str = ""
    circa: bool = False
    literal: str = ""


def read_date(value: Any) -> Date | None:
    """What the variable says; None where it says nothing. Nonsense is kept as a literal, never an error."""
    if isinstance(value, str | int) and not isinstance(value, bool):
        return _from_text(str(value), {})
    if isinstance(value, list):
        value = {"date-parts": value if value and isinstance(value[0], list) else [value]}
    if not isinstance(value, Mapping):
        return None
    parts = value.get("date-parts")
    points = _points(parts) if isinstance(parts, list) else []
    raw = value.get("raw") or value.get("edtf")
    if not points and raw:
        return _from_text(str(raw), value)
    if not points and "year" in value:
        points = _points([[value.get("year"), value.get("month"), value.get("day")]])
    return _assemble(points, value)


def _assemble(points: Sequence[Point], value: Mapping[str, Any]) -> Date | None:
    literal = value.get("literal")
    start = points[0] if points else None
    end = points[1] if len(points) > 1 else None
    date = Date(
        start=start,
        end=end if end and end.year else None,
        open_end=end is not None and not end.year,
        season=_season(value.get("season")),
        circa=_truth(value.get("circa")),
        literal=str(literal) if isinstance(literal, str | int) and not isinstance(literal, bool) else "",
    )
    if date.start or date.literal or date.season or date.circa:
        return date
    return None


def _from_text(raw: str, value: Mapping[str, Any]) -> Date | None:
    """A date given as text; a season, circa or literal given beside it holds."""
    read = date_text.read(raw)
    if read is None:
        return Date(None, literal=raw.strip()) if raw.strip() else None
    points = [Point(*point) for point in read.points]
    return _assemble(points, {"season": read.season, "circa": read.circa, **value})


def _points(parts: Sequence[Any]) -> list[Point]:
    found: list[Point] = []
    for part in parts[:2]:
        numbers = [_integer(number) for number in (part if isinstance(part, list) else [part])][:3]
        year, month, day = [*numbers, None, None, None][:3]
        if year is None and not found:
            break
        month = month if month and month > 0 else 0
        found.append(Point(year or 0, month, max(day or 0, 0) if month else 0))
    return found if any(point.year for point in found[:1]) or (found and found[0].month) else []


def _integer(value: Any) -> int | None:
    """The leading integer of a value: 5, "05" and "5th" give 5."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int):
        return value
    if isinstance(value, float):
        return int(value) if value == value and abs(value) < 1e9 else None
    digits = str(value).strip()
    sign = -1 if digits.startswith("-") else 1
    run = ""
    for letter in digits.removeprefix("-"):
        if not ("0" <= letter <= "9"):
            break
        run += letter
    return sign * int(run[:9]) if run else None


def _season(value: Any) -> str:
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) and value else ""


def _truth(value: Any) -> bool:
    return bool(value) and value not in ("0", "false", "False")
