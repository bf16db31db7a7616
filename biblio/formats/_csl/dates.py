"""CSL's date variables: `{"date-parts": [[1983, 5], [1983, 6]]}`, `season`, `circa`, `literal`, `raw`.

CSL has no year 0: -44 is 44 BC, where EDTF and `Moment` have -43.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from biblio.formats._tex.dates import read_edtf, read_year_month
from biblio.model import Date, Moment

__all__ = ["dump", "load", "loses"]

_SEASONS = 20
"""EDTF's spring is month 21, CSL's is season 1."""


def dump(date: Date) -> dict[str, Any]:
    """The date variable; words only where no part is known."""
    if date.start is None:
        return {"literal": date.literal}
    found: dict[str, Any] = {"date-parts": [_parts(moment) for moment in (date.start, date.end) if moment]}
    if date.start.season:
        found["season"] = date.start.season
    if date.circa or date.uncertain:
        found["circa"] = True
    return found


def _parts(moment: Moment) -> list[int]:
    year = moment.year if moment.year > 0 else moment.year - 1
    return [year, *(part for part in (0 if moment.season else moment.month, moment.day) if part)]


def loses(date: Date) -> bool:
    """Whether CSL's form says less than the date: doubts, seasons at the end of a range."""
    return load(dump(date)) != (replace(date, literal="") if date.start else date)


def load(raw: Any) -> Date | None:
    """A date variable as programs write it; None if it is empty or nothing at all."""
    if isinstance(raw, str | int):
        return read_edtf(str(raw)) if str(raw).strip() else None
    if isinstance(raw, list) and raw and all(isinstance(part, dict) for part in raw):
        # What pandoc wrote before it wrote date-parts: [{year: 1984, month: 3}].
        parts = [[part.get(name) for name in ("year", "month", "day")] for part in raw[:2]]
        raw = {"date-parts": parts, "circa": raw[0].get("circa"), "season": raw[0].get("season")}
    if not isinstance(raw, dict):
        return None
    words = next((str(raw[name]) for name in ("literal", "raw", "edtf") if raw.get(name)), "")
    moments = [moment for parts in _lists(raw.get("date-parts")) if (moment := _moment(parts))]
    if not moments:
        return _worded(words) if words else None
    season = raw.get("season")
    if str(season) in ("1", "2", "3", "4") and len(moments) == 1:
        moments[0] = Moment(moments[0].year, _SEASONS + int(str(season)))
    end = moments[1] if len(moments) > 1 and moments[1] > moments[0] else None
    return Date(moments[0], end, circa=bool(raw.get("circa")), literal=words)


def _worded(words: str) -> Date:
    date = read_edtf(words)
    return date if date.start else read_year_month(words) or date


def _lists(raw: Any) -> list[list[Any]]:
    return [parts for parts in raw if isinstance(parts, list)] if isinstance(raw, list) else []


def _moment(parts: list[Any]) -> Moment | None:
    try:
        year, month, day = ([int(part or 0) for part in parts] + [0, 0, 0])[:3]
    except (TypeError, ValueError, OverflowError):
        return None
    if not year:
        return None
    if not (0 <= month <= 12 or 21 <= month <= 24) or not 0 <= day <= 31:
        month = day = 0
    return Moment(year if year > 0 else year + 1, month, day if month <= 12 else 0)
