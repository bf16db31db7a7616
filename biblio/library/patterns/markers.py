"""The parts of a work that a key may be made of, each as words in ASCII."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from biblio.errors import BiblioError
from biblio.identity import credited
from biblio.library.keys import spelled, telling
from biblio.model import Date, Entry, IdentifierKind, Name, Role, Work

__all__ = ["NAMES", "Words", "marker"]

Words = Sequence[str]
_Marker = Callable[[Entry], Words]
_NUMBERED = re.compile(r"(?P<name>[a-z]+?)(?P<number>\d+)\Z")
_MORE = "EtAl"


def marker(name: str) -> _Marker:
    """The marker called `name`, without regard to case.

    Raises:
        BiblioError: there is none; says which there are.
    """
    wanted = name.lower().replace(".", "")
    found = _PLAIN.get(wanted)
    if found:
        return found
    match = _NUMBERED.match(wanted)
    if match and match["name"] in _COUNTED:
        count, number = _COUNTED[match["name"]], int(match["number"])
        return lambda entry: count(entry, number)
    raise BiblioError(f"key pattern: no marker {name!r}", hint=f"markers: {', '.join(NAMES)}")


def _family(name: Name) -> str:
    if name.literal:
        return next(iter(telling(name.literal)), "")
    return "".join(word[:1].upper() + word[1:] for word in spelled(f"{name.particle} {name.family or name.given}"))


def _authors(entry: Entry) -> list[str]:
    return [word for word in map(_family, credited(entry.work)) if word]


def _author(entry: Entry) -> Words:
    return _authors(entry)[:1]


def _first_authors(entry: Entry, number: int) -> Words:
    found = _authors(entry)
    return found if len(found) <= number else [*found[:number], _MORE]


def _et_al(entry: Entry) -> Words:
    found = _authors(entry)
    return found if len(found) < 3 else [found[0], _MORE]


def _initials(entry: Entry) -> Words:
    return [word[0] for word in _authors(entry)]


def _author_letters(entry: Entry, number: int) -> Words:
    """The first letters of the first author's name: [auth3]."""
    return [word[:number] for word in _author(entry)]


def _forename_initial(entry: Entry) -> Words:
    names = credited(entry.work)
    return [word[0] for word in spelled(names[0].given)[:1]] if names else []


def _editor(entry: Entry) -> Words:
    return [word for word in map(_family, entry.work.names(Role.EDITOR)) if word][:1]


def _capitalised(words: Words) -> Words:
    return [word[:1].upper() + word[1:] for word in words]


def _whole_title(work: Work) -> str:
    return work.title or (work.container.title if work.container else "") or work.genre or work.archive_location


def _title(entry: Entry) -> Words:
    return _capitalised(telling(_whole_title(entry.work)))


def _title_words(entry: Entry, number: int) -> Words:
    return _title(entry)[:number]


def _full_title(entry: Entry) -> Words:
    return _capitalised(spelled(_whole_title(entry.work)))


def _dated(work: Work) -> Date | None:
    return work.date or (work.container.date if work.container else None)


def _year_of(date: Date | None) -> str:
    if date is None or date.year is None:
        return ""
    return str(date.year) if date.year > 0 else f"{abs(date.year)}bc"


def _year(entry: Entry) -> Words:
    return spelled(_year_of(_dated(entry.work)))


def _short_year(entry: Entry) -> Words:
    return [word[-2:] for word in _year(entry)]


def _original_year(entry: Entry) -> Words:
    return spelled(_year_of(entry.work.original_date)) or _year(entry)


def _month(entry: Entry) -> Words:
    date = _dated(entry.work)
    return [f"{date.start.month:02d}"] if date and date.start and date.start.month else []


def _container(entry: Entry) -> Words:
    return _capitalised(telling(entry.work.container.title)) if entry.work.container else []


def _from(name: str) -> _Marker:
    """A field of the work or, failing that, of the work it is in."""

    def words(entry: Entry) -> Words:
        work = entry.work
        value = getattr(work, name) or (getattr(work.container, name) if work.container else "")
        return _capitalised(spelled(str(value or "")))

    return words


def _page(last: bool) -> _Marker:
    def words(entry: Entry) -> Words:
        ranges = entry.work.pages.ranges if entry.work.pages else ()
        return spelled(ranges[-1][1] if last else ranges[0][0]) if ranges else []

    return words


def _identifier(kind: IdentifierKind) -> _Marker:
    return lambda entry: spelled(entry.work.identifier(kind))


def _keywords(entry: Entry, number: int) -> Words:
    found = re.split(r"[,;]", dict(entry.work.extra).get("keyword", ""))
    return _capitalised(spelled(found[number - 1])) if 0 < number <= len(found) else []


_PLAIN: dict[str, _Marker] = {
    "author": _author,
    "auth": _author,
    "authors": _authors,
    "authetal": _et_al,
    "authini": _initials,
    "authforeini": _forename_initial,
    "editor": _editor,
    "edtr": _editor,
    "year": _year,
    "shortyear": _short_year,
    "origyear": _original_year,
    "month": _month,
    "title": _title,
    "fulltitle": _full_title,
    "shorttitle": lambda entry: _title(entry)[:3],
    "veryshorttitle": lambda entry: _title(entry)[:1],
    "camel": _title,
    "journal": _container,
    "container": _container,
    "publisher": _from("publisher"),
    "place": _from("place"),
    "series": _from("series"),
    "volume": _from("volume"),
    "issue": _from("issue"),
    "number": _from("number"),
    "edition": _from("edition"),
    "genre": _from("genre"),
    "language": _from("language"),
    "type": _from("type"),
    "pages": _from("pages"),
    "firstpage": _page(last=False),
    "lastpage": _page(last=True),
    "doi": _identifier(IdentifierKind.DOI),
    "isbn": _identifier(IdentifierKind.ISBN),
    "key": lambda entry: [entry.key],
}
_COUNTED: dict[str, Callable[[Entry, int], Words]] = {
    "authors": _first_authors,
    "auth": _author_letters,
    "author": _author_letters,
    "title": _title_words,
    "shorttitle": _title_words,
    "camel": _title_words,
    "keyword": _keywords,
}
NAMES = (*_PLAIN, *(f"{name}N" for name in _COUNTED))
"""All markers; N stands for a number."""
