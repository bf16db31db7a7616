"""Entries in order: by key, author, year, title or type; lenders before borrowers where a program needs it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from biblio.errors import BiblioError
from biblio.identity import ascii_fold, credited
from biblio.model import SourceEntry, Work

__all__ = ["KEYS", "ordered"]

Key = tuple[int, object]
_LAST = "\uffff"
"""Sorts what has nothing after everything that has something."""
_NOTHING = Work()


def _names(work: Work) -> str:
    people = [f"{name.sort_name} {name.given}" for name in credited(work)]
    return _folded(" ".join(people)) if people else _LAST


def _folded(text: str) -> str:
    return ascii_fold(text.casefold())


def _year(work: Work) -> str:
    date = work.date or (work.container.date if work.container else None)
    return f"{date.year + 10_000:06d} {date}" if date and date.year is not None else _LAST


KEYS: Mapping[str, Callable[[SourceEntry, Work], str]] = {
    "key": lambda entry, work: _folded(entry.key),
    "author": lambda entry, work: _names(work),
    "year": lambda entry, work: _year(work),
    "title": lambda entry, work: _folded(work.title) or _LAST,
    "type": lambda entry, work: entry.type.lower(),
}
"""What entries can be sorted by."""


def ordered(
    entries: Sequence[SourceEntry], works: Mapping[str, Work], by: Sequence[str], *, parents_last: bool = False
) -> list[SourceEntry]:
    """The entries in order; those that are alike stay as they stand.

    Args:
        entries: of one file.
        works: by the key in the library; an @xdata has none, and goes first.
        by: names of `KEYS`, the first counts most; "-year" is latest first.
        parents_last: what a `crossref` names goes after everything, as BibTeX needs it.

    Raises:
        BiblioError: there is nothing of that name to sort by.
    """
    for name in by:
        if name.removeprefix("-") not in KEYS:
            raise BiblioError(f"cannot sort by {name!r}", hint=f"sort by: {', '.join(KEYS)}")
    found = list(entries)
    for name in reversed(by):
        key = KEYS[name.removeprefix("-")]
        found.sort(key=lambda entry: key(entry, works.get(entry.filed, _NOTHING)), reverse=name.startswith("-"))
    parents = {entry.text("crossref").lower() for entry in entries} - {""}
    found.sort(key=lambda entry: _place(entry, parents, parents_last=parents_last))
    return found


def _place(entry: SourceEntry, parents: set[str], *, parents_last: bool) -> int:
    if entry.type.lower() == "xdata":
        return 0
    return 2 if parents_last and entry.key.lower() in parents else 1
