"""What a rule may look at besides the entry: the whole file, its works, and what its dialect allows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from biblio.library.linting.datamodel import DataModel
from biblio.model import IdentifierKind, Library, SourceEntry, SourceText, Work

__all__ = ["Context"]

Plain = Callable[[str], str]
_NOTHING = Work()


@dataclass(frozen=True, slots=True)
class Context:
    """A file that is looked through."""

    source: SourceText
    model: DataModel
    plain: Plain
    """LaTeX -> plain text."""
    today: date
    works: Mapping[str, Work]
    """By the key in the library."""
    positions: Mapping[str, int]
    """Key in lower case -> which entry of the file it is, counted from 0; the first of that key."""
    dois: Mapping[str, tuple[str, ...]]
    """DOI in lower case -> keys of the entries that have it."""

    @classmethod
    def of(cls, source: SourceText, library: Library, model: DataModel, plain: Plain, today: date) -> Context:
        """The context of a file and the library read from it."""
        positions: dict[str, int] = {}
        for position, entry in enumerate(source.entries):
            positions.setdefault(entry.key.lower(), position)
        dois: defaultdict[str, list[str]] = defaultdict(list)
        for one in library.entries:
            if doi := one.work.identifier(IdentifierKind.DOI):
                dois[doi.lower()].append(one.key)
        works = {one.key: one.work for one in library.entries}
        return cls(source, model, plain, today, works, positions, {doi: tuple(keys) for doi, keys in dois.items()})

    def work(self, entry: SourceEntry) -> Work:
        """The work that an entry describes; an empty one for an @xdata or @set."""
        return self.works.get(entry.filed, _NOTHING)

    def text(self, entry: SourceEntry, *names: str) -> str:
        """The plain text of the first of these fields that is there."""
        return next((self.plain(found.text) for name in names if (found := entry.get(name))), "")
