"""A date as a string that sorts: years before Christ before years after, an unknown part before a known one."""

from __future__ import annotations

from biblio.styles.csl.values.dates import Date, Point

__all__ = ["sortable"]


def sortable(date: Date, names: frozenset[str]) -> str:
    """The start, then the end, limited to the parts named; a literal date has none."""
    if date.start is None or not date.start.year:
        return ""
    return _point(date.start, names) + _point(date.end or Point(0), names)


def _point(point: Point, names: frozenset[str]) -> str:
    year = point.year if "year" in names else 0
    shown = f"1{year:04d}" if year >= 0 else f"0{9999 + year:04d}"
    month = point.month if "month" in names else 0
    if month > 12:
        month = ((month - 13) % 4) * 3 + 3 if month <= 24 else 0
    day = point.day if "day" in names else 0
    return f"{shown}{month:02d}{day:02d}"
