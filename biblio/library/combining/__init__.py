"""Two entries of one work -> one entry: gaps filled, the fuller of two wordings kept, and nothing lost.

The entry that stays is changed field by field; what the other alone has is taken over as it stands there. Where they
say two things, the one that stays keeps its own, and the other's is kept beside it under a numbered name
(`publisher-2`) and reported.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from biblio.library.combining.fields import ALIASES, RULES, Both, Plain
from biblio.model import SourceEntry, SourceField

__all__ = ["Combined", "Conflict", "combine", "fullness"]

_DATE = ("date", "year", "month", "day")
_WEAK = ("misc", "unknown")
"""Entry types that say nothing of what the work is."""
_SLOTS = ("verba", "verbb", "verbc")
"""Where we keep what .bib has no field for; any of them will do."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field in which two entries of one work say different things."""

    key: str
    field: str
    kept: str
    other: str

    def __str__(self) -> str:
        return f"{self.key}: {self.field} differs: {self.kept!r} stays, {self.other!r} beside it"


@dataclass(frozen=True, slots=True)
class Combined:
    """The entry that stays, and what could not be made one."""

    entry: SourceEntry
    conflicts: tuple[Conflict, ...] = ()


def fullness(entry: SourceEntry) -> tuple[int, int]:
    """How much an entry says: its fields, then their letters."""
    return len({_name(field) for field in entry.fields}), sum(len(field.text) for field in entry.fields)


def combine(keep: SourceEntry, others: Sequence[SourceEntry], plain: Plain) -> Combined:
    """One entry of several.

    Args:
        keep: the one that stays, under its key.
        others: those that go.
        plain: LaTeX -> plain text, for comparing.
    """
    conflicts: list[Conflict] = []
    for other in others:
        if keep.type.lower() in _WEAK:
            keep = replace(keep, type=other.type)
        for field in other.fields:
            keep, found = _take(keep, other, field, plain)
            conflicts += found
    return Combined(keep, tuple(conflicts))


def _take(
    keep: SourceEntry, other: SourceEntry, field: SourceField, plain: Plain
) -> tuple[SourceEntry, list[Conflict]]:
    name = _name(field)
    own = next((known for known in keep.fields if _name(known) == name), None)
    if own is None and name in _DATE:
        own = _other_date(keep, name)
    if own is None:
        return replace(keep, fields=(*keep.fields, replace(field, at=-1, value_at=-1))), []
    if any(plain(known.text) == plain(field.text) for known in keep.fields if known is own or _name(known) == name):
        return keep, []
    both = Both(name, keep, other, own, field, plain)
    answer = next((found for _, rule in RULES if (found := rule(both)) is not None), None)
    if answer is not None:
        return _with(keep, own, answer), []
    spare = _free(keep, field.name)
    kept = replace(keep, fields=(*keep.fields, replace(field, name=spare, at=-1, value_at=-1)))
    return kept, [Conflict(keep.key, field.name, own.text, field.text)]


def _with(entry: SourceEntry, old: SourceField, new: SourceField) -> SourceEntry:
    return replace(entry, fields=tuple(new if field is old else field for field in entry.fields))


def _other_date(entry: SourceEntry, name: str) -> SourceField | None:
    """The field that holds the date where it is written in the other dialect's way."""
    if name == "date":
        return entry.get("year")
    whole = entry.get("date")
    return whole if whole and (name == "year" or "-" in whole.text) else None


def _name(field: SourceField) -> str:
    name = field.name.lower()
    return ALIASES.get(name, name)


def _free(entry: SourceEntry, name: str) -> str:
    taken = {field.name.lower() for field in entry.fields}
    if name.lower() in _SLOTS and (slot := next((slot for slot in _SLOTS if slot not in taken), "")):
        return slot
    return next(free for number in range(2, 1000) if (free := f"{name}-{number}").lower() not in taken)
