"""What becomes of a field in which two entries of one work differ: the first rule with an answer decides.

A rule gives the field that stays, or None where it has nothing to say.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from biblio.identity import contradict, fold, same_number, same_people
from biblio.model import Name, SourceEntry, SourceField

__all__ = ["ALIASES", "RULES", "Both", "Plain"]

Plain = Callable[[str], str]
"""LaTeX -> plain text."""
ALIASES = {
    "journal": "journaltitle", "address": "location", "school": "institution", "annote": "annotation",
    "archiveprefix": "eprinttype", "primaryclass": "eprintclass", "hyphenation": "langid", "pmid": "pubmed",
}  # fmt: skip
"""Name -> the one it is compared under."""
_LISTS = {"keywords": ",", "groups": ",", "isbn": ",", "issn": ",", "ids": ",", "file": ";", "related": ","}
"""Fields that hold several values -> what stands between them."""
_NAMES = frozenset(("author", "editor", "translator", "bookauthor", "editora", "editorb", "editorc"))
_NUMBERS = frozenset(("edition", "volume", "number", "issue", "volumes", "chapter", "part"))
_STAMPS = frozenset(("urldate", "timestamp", "date-modified", "dateadded", "date-added", "owner", "creationdate",
                     "modificationdate", "bdsk-url-1"))  # fmt: skip
"""When and by whom something was noted; the later one, or the first, will do."""
_VERBATIM = frozenset(("url", "doi", "eprint", "verba", "verbb", "verbc", "howpublished"))
_EXACT = _VERBATIM | _NUMBERS | {"pages", "date", "year", "month", "day", "crossref", "xdata", "xref", "entrysubtype"}
"""Fields of which no wording is short for another."""


@dataclass(frozen=True, slots=True)
class Both:
    """A field as the entry that stays has it, and as the other has it."""

    name: str
    keep: SourceEntry
    other: SourceEntry
    own: SourceField
    theirs: SourceField
    plain: Plain


def _list(both: Both) -> SourceField | None:
    """Keywords, files, ISBNs: all of them."""
    mark = _LISTS.get(both.name)
    if mark is None or not both.own.plain:
        return None
    mark = ";" if both.name == "keywords" and ";" in both.own.text else mark
    own, theirs = (_parts(field.text) for field in (both.own, both.theirs))
    known = {_bare(part) for part in own}
    new = [part for part in theirs if _bare(part) not in known]
    return (
        both.own.saying(both.own.text.rstrip().rstrip(",;") + "".join(f"{mark} {part}" for part in new))
        if new
        else both.own
    )


def _parts(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"[,;]", text) if part.strip()]


def _bare(text: str) -> str:
    return re.sub(r"(?<=\d)-(?=[\dX])", "", text).casefold()


def _date(both: Both) -> SourceField | None:
    """The more precise of two dates of one year."""
    if both.name not in ("date", "year"):
        return None
    own, theirs = both.plain(both.own.text), both.plain(both.theirs.text)
    if theirs.startswith(own):
        return replace(both.own, name=both.theirs.name, value=both.theirs.value, text=both.theirs.text)
    return both.own if own.startswith(theirs) else None


def _month(both: Both) -> SourceField | None:
    """A month or day beside a whole date: the date goes first."""
    if both.name in ("month", "day") and both.own.name.lower() == "date":
        return both.own if "-" in both.own.text else None
    if both.name == "month":
        return both.own if both.plain(both.own.text)[:3].lower() == both.plain(both.theirs.text)[:3].lower() else None
    return None


def _names(both: Both) -> SourceField | None:
    """The list that names more people, and more of their names."""
    if both.name not in _NAMES:
        return None
    own, theirs = (_people(both.plain, field.text) for field in (both.own, both.theirs))
    if not same_people(own, theirs):
        return None
    return _instead(both) if _told(theirs, both.theirs) > _told(own, both.own) else both.own


def _people(plain: Plain, text: str) -> list[Name]:
    named = re.split(r"\s+and\s+", text.strip())
    return [Name.parse(_inverted(plain(one))) for one in named if one.strip() not in ("others", "")]


def _inverted(name: str) -> str:
    """ "Leon Trotsky" as "Trotsky, Leon"."""
    given, _, family = name.rpartition(" ")
    return name if "," in name or not given else f"{family}, {given}"


def _told(names: list[Name], field: SourceField) -> tuple[int, int]:
    return len(names), sum(len(fold(name.given)) for name in names)


def _number(both: Both) -> SourceField | None:
    """ "2nd" and "2" are one number."""
    if both.name in _NUMBERS and same_number(both.plain(both.own.text), both.plain(both.theirs.text)):
        return both.own
    return None


def _stamp(both: Both) -> SourceField | None:
    """The later of two days on which somebody looked."""
    if both.name not in _STAMPS:
        return None
    return _instead(both) if both.name == "urldate" and both.theirs.text > both.own.text else both.own


def _address(both: Both) -> SourceField | None:
    """One address or identifier however it is written: https or http, with or without the resolver's host."""
    if both.name not in _VERBATIM:
        return None
    own, theirs = (_bare_address(field.text) for field in (both.own, both.theirs))
    return both.own if own == theirs else None


def _bare_address(text: str) -> str:
    bare = re.sub(r"^\\url\{(.*)\}$", r"\1", text.strip())
    return re.sub(r"^(?:https?://)?(?:www\.|(?:dx\.)?doi\.org/)?", "", bare, flags=re.IGNORECASE).rstrip("/").lower()


def _pages(both: Both) -> SourceField | None:
    """A range rather than its first page."""
    if both.name != "pages":
        return None
    own, theirs = (re.sub(r"\s*[-–—]+\s*", "-", both.plain(field.text)) for field in (both.own, both.theirs))
    if own == theirs or own.startswith(f"{theirs}-"):
        return both.own
    return _instead(both) if theirs.startswith(f"{own}-") else None


def _wording(both: Both) -> SourceField | None:
    """Of two wordings of which one holds the other, or is short for it, the longer."""
    if both.name in _EXACT:
        return None
    own, theirs = both.plain(both.own.text), both.plain(both.theirs.text)
    if contradict(own, theirs):
        return None
    return _instead(both) if len(fold(theirs)) > len(fold(own)) else both.own


def _instead(both: Both) -> SourceField:
    return replace(both.own, value=both.theirs.value, text=both.theirs.text)


RULES: tuple[tuple[str, Callable[[Both], SourceField | None]], ...] = (
    ("list", _list),
    ("date", _date),
    ("month", _month),
    ("names", _names),
    ("number", _number),
    ("stamp", _stamp),
    ("address", _address),
    ("pages", _pages),
    ("wording", _wording),
)
"""What two differing values of one field may be; where none answers they are kept both."""
