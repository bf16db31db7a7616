"""A field that the entry type needs, by the manual of its dialect, neither given nor inherited."""

from __future__ import annotations

from collections.abc import Iterator

from biblio.library.linting.context import Context
from biblio.library.linting.rule import Flaw, Rule
from biblio.model import SourceEntry

__all__ = ["plugin"]

_TITLES = ("booktitle", "maintitle", "journaltitle")
_DEPTH = 8


def check(entry: SourceEntry, context: Context) -> Iterator[Flaw]:
    """One flaw for each need that is not met."""
    has = _fields(entry, context, 0)
    for needs in context.model.required.get(entry.type.lower(), ()):
        known = {name for need in needs for name in context.model.names(need)}
        if not known & has:
            wanted = " or ".join(sorted(needs))
            yield Flaw(f"@{entry.type.lower()} needs {wanted}", field=sorted(needs)[0])


def _fields(entry: SourceEntry, context: Context, depth: int) -> set[str]:
    """The names of its fields and of those it takes over; its parent's title is its booktitle."""
    has = {field.name.lower() for field in entry.fields if field.text.strip()}
    parents = [key.strip() for key in (entry.text("crossref"), *entry.text("xdata").split(","))]
    for key in filter(None, parents if depth < _DEPTH else ()):
        position = context.positions.get(key.lower())
        if position is not None:
            lent = _fields(context.source.entries[position], context, depth + 1)
            has |= lent | (set(_TITLES) if "title" in lent else set())
    return has


plugin = Rule(check)
