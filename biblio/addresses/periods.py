"""Stretches of time as archives name their folders: `2002w49`, `2002-December`, `Week-of-Mon-20021202`, `2002q4`."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

__all__ = ["MONTHS", "Period", "around", "day", "from_folder", "from_folders", "month", "two_digit_year", "year"]

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
"""The English names that mailing-list software puts into folder names whatever the language of the list."""

_NUMBERS = re.compile(r"\d{4}(?:-\d{1,2})+")
_FIRST_YEAR = 1970
_LAST_YEAR = 2099


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days, first and last included, with its name for people."""

    earliest: date
    latest: date
    name: str
    """"week 49 of 2002 (2-8 December)"."""


def day(when: date) -> Period:
    """One day."""
    return Period(when, when, f"{when.day} {MONTHS[when.month - 1]} {when.year}")


def around(when: date, days: int = 1) -> Period:
    """A day that time zones or delivery may have shifted by `days`."""
    return Period(when - timedelta(days), when + timedelta(days), f"about {day(when).name}")


def month(of_year: int, number: int) -> Period | None:
    """A calendar month; None if there is no such month."""
    if not (_FIRST_YEAR <= of_year <= _LAST_YEAR and 1 <= number <= 12):
        return None
    last = monthrange(of_year, number)[1]
    return Period(date(of_year, number, 1), date(of_year, number, last), f"{MONTHS[number - 1]} {of_year}")


def year(number: int, first: int = _FIRST_YEAR) -> Period | None:
    """A calendar year; None if it is before `first`: no archive of the net is older than 1970."""
    if not first <= number <= _LAST_YEAR:
        return None
    return Period(date(number, 1, 1), date(number, 12, 31), str(number))


def two_digit_year(digits: str) -> int:
    """`97` -> 1997, `02` -> 2002; no mailing list is older than 1970."""
    number = int(digits)
    return number + (1900 if number >= _FIRST_YEAR % 100 else 2000)


def from_folder(folder: str) -> Period | None:
    """The period a single folder name stands for; None if it is no period."""
    for shape, build in _SHAPES:
        match = shape.match(folder)
        if match:
            return build(match)
    return None


def from_folders(folders: tuple[str, ...]) -> tuple[Period | None, int]:
    """The period the last folders of a path stand for, and how many of them say it: `2002/12/06` is three.

    Only from year, month and day, or year and month, or one folder; (None, 0) if the path does not end in a period.
    """
    for count in (3, 2):
        joined = "-".join(folders[-count:])
        if len(folders) >= count and _NUMBERS.fullmatch(joined):
            found = from_folder("-".join(part.zfill(2) for part in folders[-count:]))
            if found:
                return found, count
    if len(folders) >= 2 and re.fullmatch(r"\d{4}", folders[-2]) and _month_number(folders[-1]):
        return month(int(folders[-2]), _month_number(folders[-1])), 2
    found = from_folder(folders[-1]) if folders else None
    return found, 1 if found else 0


def _iso_week(match: re.Match[str]) -> Period | None:
    """ISO 8601 weeks, Monday to Sunday: strftime's `%G w%V`, not `%Y w%W`."""
    of_year, number = int(match["year"]), int(match["week"])
    try:
        first = date.fromisocalendar(of_year, number, 1)
    except ValueError:
        return None
    return _week(first, f"week {number} of {of_year}")


def _week_of_monday(match: re.Match[str]) -> Period | None:
    found = _day(match)
    return _week(found.earliest, f"the week of {found.name}") if found else None


def _week(first: date, name: str) -> Period:
    last = first + timedelta(6)
    low = f"{first.day}" + (f" {MONTHS[first.month - 1]}" if first.month != last.month else "")
    dash = "-" if first.month == last.month else " - "
    return Period(first, last, f"{name} ({low}{dash}{last.day} {MONTHS[last.month - 1]})")


def _day(match: re.Match[str]) -> Period | None:
    try:
        return day(date(int(match["year"]), int(match["month"]), int(match["day"])))
    except ValueError:
        return None


def _month(match: re.Match[str]) -> Period | None:
    return month(int(match["year"]), int(match["month"]))


def _named_month(match: re.Match[str]) -> Period | None:
    return month(int(match["year"]), _month_number(match["name"]))


def _month_number(name: str) -> int:
    """1 to 12 for a month's English name or its first three letters, else 0."""
    return next(
        (
            number
            for number, full in enumerate(MONTHS, 1)
            if name.lower() in (full.lower(), full[:3].lower(), "sept" if number == 9 else full.lower())
        ),
        0,
    )


def _quarter(match: re.Match[str]) -> Period | None:
    of_year, number = int(match["year"]), int(match["quarter"])
    first, last = month(of_year, 3 * number - 2), month(of_year, 3 * number)
    return Period(first.earliest, last.latest, f"quarter {number} of {of_year}") if first and last else None


def _year(match: re.Match[str]) -> Period | None:
    return year(int(match["year"]))


_SHAPES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Period | None]], ...] = (
    (re.compile(r"(?P<year>\d{4})-?w(?P<week>\d{2})\Z", re.IGNORECASE), _iso_week),  # 2002w49
    (re.compile(r"Week-of-Mon-(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)\Z", re.IGNORECASE), _week_of_monday),
    (re.compile(r"(?P<year>\d{4})-?q(?P<quarter>[1-4])\Z", re.IGNORECASE), _quarter),  # 2002q4
    (re.compile(r"(?P<year>\d{4})-?(?P<name>[A-Za-z]{3,9})\Z"), _named_month),  # 2002-December, 2002Dec
    (re.compile(r"(?P<name>[A-Za-z]{3,9})-?(?P<year>\d{4})\Z"), _named_month),  # Dec-2002
    (re.compile(r"(?P<year>\d{4})(?P<dash>-?)(?P<month>\d\d)(?P=dash)(?P<day>\d\d)\Z"), _day),  # 20021206, 2002-12-06
    (re.compile(r"(?P<year>\d{4})[-_.]?(?P<month>\d\d)\Z"), _month),  # 2002-12, 200212
    (re.compile(r"(?P<year>\d{4})\Z"), _year),
)
