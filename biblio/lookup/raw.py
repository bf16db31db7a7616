"""Values of a catalogue's JSON, which may be of any type or missing, as what they should be."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from typing import Any

from biblio.model import Date, Identifier, IdentifierKind, Moment, Name

__all__ = ["date_of", "dig", "first", "identifiers", "items", "main_title", "natural_name", "plain", "text"]

_TAG = re.compile(r"<[^<>]{1,40}>")
_SUBTITLE = re.compile(r"\s*(?:[:?!.]|–|—)\s+")
_DOI = re.compile(r"10\.\d{4,9}/\S+")
_ISBN = re.compile(r"(?:97[89][- ]?)?(?:\d[- ]?){9}[\dXx]")
_WORDED = re.compile(r"(?:\w+\.? +)?(?:\d{1,2}(?:st|nd|rd|th)?,? +)?(?P<year>\d{4})\Z")
_YEAR = re.compile(r"(?<!\d)(1[4-9]\d\d|20\d\d)(?!\d)")


def dig(raw: Any, *path: str | int) -> Any:
    """What lies under names and places; None where something on the way is missing or of another type."""
    for step in path:
        if isinstance(step, str) and isinstance(raw, Mapping):
            raw = raw.get(step)
        elif isinstance(step, int) and isinstance(raw, list) and len(raw) > step:
            raw = raw[step]
        else:
            return None
    return raw


def items(raw: Any) -> list[Mapping[str, Any]]:
    """The objects of a list."""
    return [found for found in raw if isinstance(found, Mapping)] if isinstance(raw, list) else []


def text(raw: Any) -> str:
    """A string or number as a string; "" for anything else."""
    return raw.strip() if isinstance(raw, str) else str(raw) if isinstance(raw, int) and raw is not True else ""


def first(raw: Any) -> str:
    """The first of a list of strings, or the string itself."""
    return text(raw[0]) if isinstance(raw, list) and raw else text(raw)


def plain(raw: Any) -> str:
    """A title without its markup and character references."""
    return " ".join(_TAG.sub("", html.unescape(text(raw))).split())


def main_title(title: str) -> str:
    """A title without its subtitle, unless next to nothing would be left."""
    main = _SUBTITLE.split(title, maxsplit=1)[0]
    return main if len(main.split()) > 1 else title


def date_of(raw: Any) -> Date | None:
    """A date as catalogues write it: "2002-12-05", "1938", "March 1938", "c1938", [[2002, 12, 5]]."""
    if isinstance(raw, list):
        parts = [part for part in (raw[0] if raw and isinstance(raw[0], list) else raw) if isinstance(part, int)]
        year, month, day = ([*parts, 0, 0, 0])[:3]
        return Date(Moment(year, month if 0 <= month <= 12 else 0, day if 0 < month <= 12 else 0)) if year else None
    words = text(raw).partition("T")[0]
    moment = Moment.parse(words)
    if moment is not None:
        return Date(moment)
    found = _WORDED.match(words)
    year_found = found["year"] if found else next(iter(_YEAR.findall(words)), "")
    return Date(Moment(int(year_found))) if year_found else None


def natural_name(raw: Any) -> Name:
    """A name written given names first, or with a comma."""
    written = plain(raw)
    if "," in written:
        return Name.parse(written)
    words = written.split()
    if len(words) < 2:
        return Name(literal=written)
    # Particles go with the family name: "Marcel van der Linden".
    cut = next((at for at, word in enumerate(words[1:-1], 1) if word.islower()), len(words) - 1)
    return Name.parse(f"{' '.join(words[cut:])}, {' '.join(words[:cut])}")


def identifiers(doi: Any = "", isbn: Any = (), issn: Any = ()) -> tuple[Identifier, ...]:
    """The numbers of a record: a DOI in any writing, the first ISBN (of 13 digits, if there is one) and ISSN."""
    found = []
    if number := _DOI.search(text(doi)):
        found.append(Identifier(IdentifierKind.DOI, number[0]))
    listed = isbn if isinstance(isbn, list | tuple) else [isbn]
    isbns = [match[0] for one in listed if (match := _ISBN.search(text(one)))]
    if isbns:
        best = next((one for one in isbns if len(re.sub(r"\D", "", one)) == 13), isbns[0])
        found.append(Identifier(IdentifierKind.ISBN, best))
    if issn and (number_of_series := first(issn)):
        found.append(Identifier(IdentifierKind.ISSN, number_of_series))
    return tuple(found)
