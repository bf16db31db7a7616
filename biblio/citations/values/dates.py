"""Dates as notes write them, in every language of the word lists -> `Date`.

"May-June 1983", "Winter 1977", "23 February, 1953", "16. 3. 1908", "1er mars 1920", "c. 1920", "[1914-15]", "n.d."
"""

from __future__ import annotations

import re
from functools import cache

from biblio.citations import lexicon
from biblio.citations.letters import YEAR
from biblio.model import Date, Moment

__all__ = ["find", "match", "read"]

_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th|er|º|ª|°)?\.?"
_RANGE = r"\s?(?:[-–—/]|to|bis|au|al|und|and|et|y)\s?"
_FIRST_SEASON = 20


@cache
def _pattern() -> re.Pattern[str]:
    words = lexicon.load("en")
    months = "|".join(sorted(map(re.escape, words.months), key=len, reverse=True))
    seasons = "|".join(sorted(map(re.escape, words.seasons), key=len, reverse=True))
    month = rf"(?:{months})(?![^\W\d_])\.?"
    circa = r"(?:(?:ca?\.|circa|um|vers|hacia|about)\s?)?"
    return re.compile(
        rf"""(?<![\w/.])(?:
          {_DAY}(?:{_RANGE}{_DAY})?\s?(?:de\s|d[’'])?(?:{month})(?:{_RANGE}(?:{_DAY}\s?)?(?:de\s)?(?:{month}))?,?(?:\s?(?:de\s|del\s)?{YEAR}(?!\d))?
        | (?:{month})\s(?:{_DAY}(?:[-–]\d{{1,2}})?,\s?)?(?:de\s)?{YEAR}(?!\d)
        | (?:{month})(?:{_RANGE}(?:{month}))?,?\s(?:de\s)?{YEAR}(?!\d)
        | (?:{seasons})(?:{_RANGE}(?:{seasons}))?,?\s(?:de\s)?{YEAR}(?!\d)(?:[-–/]\d\d(?!\d))?
        | (?:0?[1-9]|[12]\d|3[01])\.\s?(?:0?[1-9]|1[0-2])\.\s?{YEAR}(?!\d)
        | (?:0?[1-9]|[12]\d|3[01])[/-](?:0?[1-9]|1[0-2])[/-]{YEAR}(?!\d)
        | {YEAR}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?!\d)
        | {circa}\[?{YEAR}(?!\d)(?:\s?[-–—/]\s?(?:{YEAR}|\d\d?)(?![\d]))?[a-h]?(?![\w])(?:\?)?
        )""",
        re.IGNORECASE | re.VERBOSE,
    )


def match(text: str, pos: int, limit: int) -> re.Match[str] | None:
    """The date that begins at `pos`."""
    return _pattern().match(text, pos, limit)


def find(text: str, pos: int, limit: int) -> re.Match[str] | None:
    """The first date between `pos` and `limit`."""
    return _pattern().search(text, pos, limit)


_YEARS = re.compile(rf"({YEAR})(?:\s?[-–—/]\s?(\d\d\d\d|\d\d?))?")
_NUMERIC = re.compile(rf"(\d{{1,2}})[./-]\s?(\d{{1,2}})[./-]\s?({YEAR})")
_ROMAN_MONTHS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_ROMAN = re.compile(rf"(0?[1-9]|[12]\d|3[01])[-./ ]\s?(I{{1,3}}|I?V|VI{{1,3}}|I?X|XI{{1,2}})[-./ ]\s?({YEAR})\b")
"""Months in Roman numerals: "9-IX-1979", "7 VI 2003"."""
_ISO = re.compile(rf"({YEAR})-(\d\d)-(\d\d)")
_CIRCA = re.compile(r"(?:ca?\.|circa|um|vers|hacia|about)\s?", re.IGNORECASE)
_NUMBER = re.compile(r"(?<!\d)(\d{1,2})(?!\d)")


def read(text: str) -> Date:
    """The value of a printed date; the words stay in `literal` where they say more than the parts."""
    text = " ".join(text.split())
    bare = text.strip("[]() ,")
    if found := _ISO.match(bare):
        return Date(Moment(int(found[1]), int(found[2]), int(found[3])))
    if found := _NUMERIC.match(bare):
        day, month = int(found[1]), int(found[2])
        if month > 12 >= day:
            # "02/15/2012": American order.
            day, month = month, day
        moment = Moment(int(found[3]), month, day)
        return Date(moment, literal=text) if moment.month <= 12 and moment.day <= 31 else Date(literal=text)
    if found := _ROMAN.match(bare):
        month = _ROMAN_MONTHS.index(found[2].upper()) + 1
        return Date(Moment(int(found[3]), month, int(found[1])), literal=text)
    years = _YEARS.search(bare)
    if not years:
        return Date(literal=text)
    start, end = _moments(bare, years)
    plain = bare == str(start.year) and end is None and bare == text
    return Date(
        start,
        end,
        circa=bool(_CIRCA.match(bare)),
        uncertain=bare.endswith("?"),
        literal="" if plain else text,
    )


def _moments(text: str, years: re.Match[str]) -> tuple[Moment, Moment | None]:
    year = int(years[1])
    units = _units(text[: years.start()] + " " + text[years.end() :])
    if not units:
        last = _full_year(years[1], years[2]) if years[2] else None
        return Moment(year), Moment(last) if last and last > year else None
    days = [int(number) for number in _NUMBER.findall(text[: years.start()] + text[years.end() :])]
    days = [day for day in days if 1 <= day <= 31]
    if len(units) >= 2:
        low, high = (
            Moment(year, units[0], days[0] if len(days) > 1 else 0),
            Moment(year, units[1], days[1] if len(days) > 1 else 0),
        )
        return (low, high) if low < high else (low, None)
    if len(days) >= 2 and days[0] < days[1]:
        return Moment(year, units[0], days[0]), Moment(year, units[0], days[1])
    return Moment(year, units[0], days[0] if days and units[0] <= 12 else 0), None


def _units(text: str) -> list[int]:
    """The months (1 to 12) and seasons (21 to 24) named in `text`."""
    words = lexicon.load("en")
    found: list[int] = []
    for word, stop in re.findall(r"([^\W\d_]+)(\.?)", text.lower()):
        if word in words.months:
            found.append(words.months[word])
        elif stop and (month := _abbreviated(word)):
            found.append(month)
        elif word in words.seasons:
            found.append(words.seasons[word] + _FIRST_SEASON)
    return found


@cache
def _abbreviated(word: str) -> int:
    """The month that alone begins with these letters, in whatever language ("abr."), else 0."""
    if len(word) < _SHORTEST:
        return 0
    months = {number for name, number in lexicon.load("en").months.items() if name.startswith(word)}
    return months.pop() if len(months) == 1 else 0


_SHORTEST = 3


def _full_year(first: str, last: str) -> int:
    return int(first[: 4 - len(last)] + last)
