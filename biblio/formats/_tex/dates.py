"""Date fields: BibLaTeX's EDTF (`date = {1983-05/1983-06}`) and BibTeX's `year`, `month` and `day`.

A date that BibTeX cannot say in numbers is worded in `year` as one would print it: `year = {c. 1930}`.
"""

from __future__ import annotations

import re
import tomllib
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from biblio.model import Date, Moment

__all__ = ["edtf", "macros", "read_edtf", "read_printed", "read_year_month", "says_more", "year_month"]

_EDTF = re.compile(r"[-+0-9XxUu?~%/. ]+(?:T[0-9:Z+-]*)?(?:/[-+0-9XxUu?~%.]*(?:T[0-9:Z+-]*)?)?")
_UNSPECIFIED = re.compile(r"(?P<known>\d{1,3})(?P<gap>[XxUu]{1,3})(?:-[XxUu]{2})*\Z")
_GAPPED = re.compile(r"(?P<known>\d{2})(?:--|–|\?\?|__)\Z|(?P<decade>\d{3})(?:-|\?|_)\Z")
"""A century or decade as people print it: "19--", "199?"."""
_SLIPSHOD = re.compile(
    r"(?P<year>\d{4})(?P<sign>[-/.])(?P<month>\d{1,2})(?:(?P=sign)(?P<day>\d{1,2}))?\Z"
    r"|(?P<day1>\d{1,2})\.\s*(?P<month1>\d{1,2})\.\s*(?P<year1>\d{4})\Z"
)
"""Numbers in an order that only one reading allows: "2010-1-5", "2010/01/05", "5.1.2010"."""
_YEARS = re.compile(
    r"(?P<circa>(?:c|ca|circa|about|um|vers)\b\.?\s*|~\s*)?(?P<low>\d{1,4})(?P<letter>[a-z](?=\Z))?(?P<bc>\s*(?:B\.?\s?C\.?(?:\s?E\.?)?|v\.\s*Chr\.?))?"
    r"(?:\s*(?:-+|–|/)\s*(?P<high>\d{1,4}))?(?P<doubt>\s*\(?\?\)?|~)?\Z",
    re.IGNORECASE,
)
_UNKNOWN_PARTS = re.compile(r"(?:-[XxUu]{2})+\Z")
_SOON = 10
"""Years after which a shortened second year is not taken to be of the next century."""
_DAYS = re.compile(r"(?P<low>\d{1,2})(?:st|nd|rd|th|\.)?(?:\s*[-–/]+\s*(?P<high>\d{1,2}))?\Z")
_DASHES = re.compile(r"\s*(?:-+|–|/|&|\band\b)\s*")


@dataclass(frozen=True, slots=True)
class _Months:
    macros: tuple[str, ...]
    english: tuple[str, ...]
    words: Mapping[str, int]
    seasons: Mapping[int, str]


@cache
def _months() -> _Months:
    raw = tomllib.loads(files("biblio.formats._tex").joinpath("months.toml").read_text("utf-8"))
    words = {word: int(number) for number, spellings in raw["words"].items() for word in spellings}
    seasons = {int(number): words[0].capitalize() for number, words in raw["words"].items() if int(number) > 12}
    return _Months(tuple(raw["macros"]), tuple(raw["english"]), words, seasons)


@cache
def macros() -> Mapping[str, str]:
    """The month macros every BibTeX style defines: jan -> January."""
    return dict(zip(_months().macros, _months().english, strict=True))


def read_edtf(text: str) -> Date:
    """An EDTF date; what is no EDTF is read as it may have been printed, else kept as a literal."""
    text = text.strip()
    if not _EDTF.fullmatch(text):
        return read_printed(text) or _years(text) or Date(literal=text)
    low, slash, high = re.sub(r"T[0-9:Z+-]*", "", text).replace("%", "~").partition("/")
    start, end = _span(low), _span(high)
    if slash and (not low.strip(". ") or not high.strip(". ")):
        # An open range has one known end only.
        known = start or end
        return replace(known, literal=text) if known else Date(literal=text)
    if start is None or (slash and end is None):
        return _slipshod(text) or _years(text) or Date(literal=text)
    if end is None:
        return start
    return Date(start.start, end.end or end.start, start.circa or end.circa, start.uncertain or end.uncertain)


def _span(text: str) -> Date | None:
    """One side of a range: a moment, or the years that "19XX" may be."""
    text = text.strip()
    bare = text.rstrip("~?%")
    if match := _UNSPECIFIED.match(bare):
        width = len(match["gap"])
        first = int(match["known"]) * 10**width
        return Date(Moment(first), Moment(first + 10**width - 1), literal=text)
    found = Moment.parse(_UNKNOWN_PARTS.sub("", bare))
    if found is None or not _real(found):
        return None
    return Date(found, circa="~" in text[len(bare) :], uncertain="?" in text[len(bare) :])


def _real(moment: Moment) -> bool:
    if moment.day and moment.month <= 12:
        # Year 4 stands for the leap years, which the calendar module does not know before Christ.
        return moment.day <= monthrange(4 if moment.year % 4 == 0 else 1, moment.month)[1]
    return moment.month <= 12 or moment.month in _months().seasons


def _slipshod(text: str) -> Date | None:
    match = _SLIPSHOD.match(text)
    if not match:
        return None
    year, month, day = (int(match[name] or match[f"{name}1"] or 0) for name in ("year", "month", "day"))
    found = Moment(year, month, day)
    return Date(found) if 0 < month <= 12 and _real(found) else None


def _years(text: str) -> Date | None:
    """Years alone as they are printed: "c. 1850", "1999--2000", "[1953?]", "44 BC", "199?"."""
    bare = text[1:-1].strip() if text[:1] + text[-1:] in ("[]", "()", "{}", "$$") else text
    if match := _GAPPED.match(bare):
        width = 2 if match["known"] else 1
        first = int(match["known"] or match["decade"]) * 10**width
        return Date(Moment(first), Moment(first + 10**width - 1), literal=text)
    match = _YEARS.match(bare)
    if not match:
        return None
    low = 1 - int(match["low"]) if match["bc"] else int(match["low"])
    high = _written_out(match["low"], match["high"]) if match["high"] else 0
    if match["letter"] or (match["high"] and high <= low):
        # "1985a" tells two works of one year apart.
        return Date(Moment(low), literal=text) if match["letter"] else None
    doubt = (match["doubt"] or "").strip()
    return Date(
        Moment(low), Moment(high) if high else None, circa=bool(match["circa"]) or doubt == "~", uncertain="?" in doubt
    )


def edtf(date: Date) -> str:
    """The date in EDTF; "" where nothing but words is known."""
    if date.start is None:
        return ""
    again = read_edtf(date.literal) if date.literal and _EDTF.fullmatch(date.literal) else None
    return date.literal if again == date else str(date)


def read_year_month(year: str, month: str = "", day: str = "") -> Date | None:
    """BibTeX's fields, macros resolved and LaTeX decoded; None if there is no year."""
    year = year.strip()
    if not year:
        return None
    found = _years(year)
    if found is None:
        return read_printed(year) or _exact(year) or Date(literal=year)
    if found.start is None or found.literal or not (month or day):
        return found
    dated = _with_months(found.start.year, found.end.year if found.end else 0, month, day)
    return replace(dated, circa=found.circa, uncertain=found.uncertain)


def _exact(year: str) -> Date | None:
    """A whole date in `year`."""
    found = read_edtf(year) if year[:1].isdigit() else None
    return found if found and found.start else None


def _written_out(low: str, high: str) -> int:
    """The second year of "1914-18", and of "1999-00"."""
    year = int(low[: len(low) - len(high)] + high)
    turned = year + 10 ** len(high)
    return turned if year < int(low) and turned - int(low) <= _SOON and len(high) < len(low) else year


def _with_months(low: int, high: int, month: str, day: str) -> Date:
    months, days = _read_months(month)
    days = days or [int(number) for number in _DAYS.match(day.strip()).groups() if number] if _day(day) else days  # type: ignore[union-attr]
    if month.strip() and not months:
        return Date(Moment(low), Moment(high) if high else None, literal=f"{month.strip()} {low}")
    first = Moment(low, months[0] if months else 0, days[0] if days and months else 0)
    last = Moment(high or low, months[-1] if months else 0, days[-1] if days and months else 0)
    return Date(first, last if last > first else None)


def _day(day: str) -> bool:
    return bool(_DAYS.match(day.strip()))


def _read_months(text: str) -> tuple[list[int], list[int]]:
    """Months (or seasons) and days of a `month` field: "May--June", "12", "21~December", "Winter"."""
    months, days = [], []
    for word in _DASHES.sub(" ", text.replace("\u00a0", " ")).replace(",", " ").split():
        known = _months().words.get(word.rstrip(".").lower())
        number = int(word) if word.isdecimal() else 0
        if known:
            months.append(known)
        elif number and (_DAYS.match(word) or number in _months().seasons):
            days.append(number)
        else:
            return [], []
    if not months and all(number <= 12 or number in _months().seasons for number in days):
        return days, []
    return months, days


def read_printed(text: str) -> Date | None:
    """A date as English prints it, "May-June 1983", "23 February 1953", "Winter 1977"; None if it is not clear."""
    words = _DASHES.sub(" - ", text.strip()).replace(",", " ").split()
    years = [word for word in words if re.fullmatch(r"\d{4}", word)]
    if len(years) != 1 or words[-1] != years[0]:
        return None
    rest = " ".join(words[:-1])
    months, _ = _read_months(rest)
    if rest and not months:
        return None
    date = read_year_month(years[0], rest)
    return date if date and not date.literal else None


def says_more(date: Date) -> bool:
    """Whether the words a date was printed in tell more than its parts: "Winter 1977" does not, "Easter 1977" does."""
    if date.start is None or not date.literal:
        return False
    return replace(date, literal="") not in (read_printed(date.literal), read_edtf(date.literal))


def year_month(date: Date) -> tuple[tuple[str, str], ...]:
    """BibTeX's fields with their values as they stand in the file: `("month", 'may # "--" # jun')`."""
    if date.start is None:
        return (("year", "{" + date.literal + "}"),) if date.literal else ()
    start, end = date.start, date.end
    fields = [("year", "{" + _year(date) + "}")]
    last = end or start
    if start.month:
        fields.append(("month", _month(start.month, last.month)))
    if start.day:
        fields.append(("day", "{" + _range(str(start.day), str(last.day)) + "}"))
    if read_year_month(
        _year(date), _resolved(start.month, last.month), fields[-1][1].strip("{}") if start.day else ""
    ) != replace(date, literal=""):
        fields.append(("date", "{" + edtf(date) + "}"))
    return tuple(fields)


def _year(date: Date) -> str:
    start, end = date.start or Moment(0), date.end or date.start or Moment(0)
    # "199?" is the 1990s.
    width = 4 if date.uncertain else 1
    text = f"{1 - start.year} BC" if start.year <= 0 else _range(f"{start.year:0{width}}", f"{end.year:0{width}}")
    return ("c. " if date.circa else "") + text + ("?" if date.uncertain else "")


def _range(low: str, high: str) -> str:
    return low if low == high or high == "0" else f"{low}--{high}"


def _month(low: int, high: int) -> str:
    names = _months().macros
    if low > 12 or high > 12 or not high:
        return "{" + _resolved(low, high) + "}"
    return names[low - 1] if low == high else f'{names[low - 1]} # "--" # {names[high - 1]}'


def _resolved(low: int, high: int) -> str:
    """The month field as it reads when macros are resolved."""
    if not low:
        return ""
    words = [_months().seasons.get(number) or _months().english[number - 1] for number in (low, high) if number]
    return words[0] if words[0] == words[-1] else "--".join(words)
