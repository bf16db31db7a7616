"""Wikipedia's citation templates, {{cite book}} and its kin, with the archived copy and whether the link still lives.

After the documentation of Citation Style 1: dates are `2002-12-05` or in words (`May 1983`), `url-status` says what
`archive-url` is for, the chapter of a book is its `chapter`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, ClassVar

from biblio.formats import Format
from biblio.formats._csl.texts import texts
from biblio.formats._nesting import flat
from biblio.formats._one_way import WrittenOnly
from biblio.formats._zotero.extra import last_and_first
from biblio.model import Date, Entry, Library, Moment, Role, Work

__all__ = ["plugin"]

_STAMP = re.compile(r"/(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})\d{0,6}(?:[a-z]{2}_)?/")
_UNSAFE = str.maketrans({"|": "{{!}}", "[": "&#91;", "]": "&#93;", "\n": " ", "<": "&lt;", ">": "&gt;"})
_UNSAFE_URL = {
    " ": "%20",
    "|": "%7C",
    "[": "%5B",
    "]": "%5D",
    '"': "%22",
    "<": "%3C",
    ">": "%3E",
    "{": "%7B",
    "}": "%7D",
}
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
           "December")  # fmt: skip
_SEASONS = ("Spring", "Summer", "Autumn", "Winter")


@cache
def _tables() -> Mapping[str, Any]:
    return tomllib.loads(files("biblio.formats._wikipedia").joinpath("wikipedia.toml").read_text("utf-8"))


class Wikipedia(WrittenOnly):
    """A list with one template an entry, its key in a comment."""

    suffixes: ClassVar[tuple[str, ...]] = (".wiki", ".wikitext")
    carries: ClassVar[frozenset[str]] = frozenset((
        "title", "contributors", "date", "original_date", "accessed", "publisher", "place", "edition", "volume",
        "issue", "pages", "number", "genre", "series", "event", "url", "container", "identifiers", "language",
        "archive_url", "archive_date", "link_status",
    ))  # fmt: skip

    def dumps(self, library: Library) -> str:
        """Write all entries."""
        return "".join(f"* {_template(entry)}<!-- {entry.key.replace('--', '- -')} -->\n" for entry in library.entries)


def _template(entry: Entry) -> str:
    work = flat(entry.work)
    known = _tables()
    name = known["templates"].get(work.type) or ("web" if work.url else "document")
    parameters = [*_people(work, name), *_texts(work, name), *_dates(work), *_link(work)]
    # A document stands in nothing; the general template takes everything.
    general = name == "document" and any(key == "work" and value for key, value in parameters)
    return (
        ("{{citation" if general else "{{cite " + name)
        + "".join(f" |{key}={value}" for key, value in parameters if value)
        + "}}"
    )


def _people(work: Work, template: str) -> Iterator[tuple[str, str]]:
    roles = _tables()["roles"] | _tables()["roles_of_template"].get(template, {})
    for role, prefix in roles.items():
        people = work.names(Role(role))
        for number, person in enumerate(people, start=1):
            index = str(number) if len(people) > 1 else ""
            last, first = last_and_first(person)
            if person.literal:
                # Without a first name, a template prints what is in `author` as it is.
                yield f"{prefix or 'author'}{index}", f"(({_safe(last)}))" if "," in last else _safe(last)
            else:
                before = f"{prefix}-" if prefix else ""
                yield f"{before}last{index}", _safe(last)
                yield f"{before}first{index}", _safe(first)


def _texts(work: Work, template: str) -> Iterator[tuple[str, str]]:
    known = _tables()
    values = texts(work)
    names = known["parameters"] | known["parameters_of_template"].get(template, {})
    if template == "book" and values.get("container-title"):
        names |= known["part"]
    for variable, name in names.items():
        value = _safe(" ".join(values.get(variable, "").split()))
        if variable == "page" and work.pages:
            single = len(work.pages.ranges) == 1 and work.pages.ranges[0][0] == work.pages.ranges[0][1]
            yield ("page" if single else "pages"), value.replace("-", "–") if not single else value
        elif variable in ("ISBN", "ISSN", "DOI"):
            yield name, value.partition(" ")[0]
        elif variable == "edition" and value.isdecimal():
            yield name, _ordinal(int(value))
        else:
            yield name, value
    if template == "AV media":
        made = [
            f"{_safe(one.name.display)} ({one.role.value})"
            for one in work.contributors
            if one.role.value in known["makers"]
        ]
        yield "people", ", ".join(made)
    for number in work.identifiers:
        if number.kind.value in known["identifiers"]:
            yield known["identifiers"][number.kind.value], _safe(number.value)


def _ordinal(number: int) -> str:
    """ "2nd", as the templates print an edition."""
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _dates(work: Work) -> Iterator[tuple[str, str]]:
    if work.date:
        yield "date", _safe(_date(work.date))
    if work.original_date:
        yield "orig-date", _safe(_date(work.original_date))


def _link(work: Work) -> Iterator[tuple[str, str]]:
    """Address, when it was seen, the archive's copy, and whether the address is still good."""
    yield "url", _address(work.url)
    if work.url and work.accessed:
        yield "access-date", _date(work.accessed)
    if work.archive_url:
        yield "archive-url", _address(work.archive_url)
        yield "archive-date", _date(work.archive_date) if work.archive_date else _stamp(work.archive_url)
        yield "url-status", _tables()["statuses"].get(work.link_status, "")


def _stamp(url: str) -> str:
    match = _STAMP.search(url)
    return f"{match['year']}-{match['month']}-{match['day']}" if match else ""


def _date(date: Date) -> str:
    """A date as the templates accept one; a year and a month in figures they do not."""
    start, end = date.start, date.end
    if start is None:
        return date.literal
    if end and end.year != start.year and not (start.month or end.month):
        text = f"{start.year}–{end.year}"
    elif end and end.year == start.year and start.month and end.month and not (start.day or end.day):
        text = f"{_month(start)}–{_month(end)} {start.year}"
    elif end:
        text = f"{_words(start)} – {_words(end)}"
    else:
        text = str(start) if start.day and start.year > 0 else _words(start)
    return f"c. {text}" if date.circa or date.uncertain else text


def _month(moment: Moment) -> str:
    return _SEASONS[moment.season - 1] if moment.season else _MONTHS[moment.month - 1]


def _words(moment: Moment) -> str:
    year = str(moment.year) if moment.year > 0 else f"{1 - moment.year} BC"
    if not moment.month:
        return year
    return f"{moment.day} {_month(moment)} {year}" if moment.day else f"{_month(moment)} {year}"


def _safe(text: str) -> str:
    """Text that ends no template and begins no link."""
    return re.sub(r"\}(?=\})|\{(?=\{)", lambda match: f"&#{ord(match[0])};", text).translate(_UNSAFE)


def _address(url: str) -> str:
    return "".join(_UNSAFE_URL.get(letter, letter) for letter in url)


plugin: Format = Wikipedia()
