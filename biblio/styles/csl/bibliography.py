"""The bibliography: which items, in what order, and the parameters a page needs to set it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from biblio.styles.csl.item import Item
from biblio.styles.outputs import Rich

__all__ = ["Bibliography", "Entry", "Section", "admits"]

T = TypeVar("T", bound=Rich)


@dataclass(frozen=True, slots=True)
class Entry(Generic[T]):
    """One entry."""

    id: str
    text: T


@dataclass(frozen=True, slots=True)
class Bibliography(Generic[T]):
    """All entries in order, with what the style says of their layout."""

    entries: tuple[Entry[T], ...]
    start: str
    end: str
    entry_spacing: int = 1
    line_spacing: int = 1
    hanging_indent: bool = False
    second_field_align: str = ""
    """`flush`, `margin`, or empty."""
    max_offset: int = 0
    """Characters of the longest first field, where second fields are aligned."""

    def __iter__(self) -> Iterator[Entry[T]]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)


Condition = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Section:
    """Which items a section of the bibliography takes; conditions are {"field": ..., "value": ...}.

    Of `include` any must hold, of `exclude` none, of `select` all; items for which all of `quash` hold are left out.
    """

    include: Sequence[Condition] | None = None
    exclude: Sequence[Condition] | None = None
    select: Sequence[Condition] | None = None
    quash: Sequence[Condition] | None = None
    ids: frozenset[str] | None = None
    """Only these items, if given."""


def admits(section: Section | None, item: Item) -> bool:
    """Whether the item belongs to the section."""
    if section is None:
        return True
    if section.ids is not None and item.id not in section.ids:
        return False
    if section.include is not None:
        admitted = any(_holds(condition, item) for condition in section.include)
    elif section.exclude is not None:
        admitted = not any(_holds(condition, item) for condition in section.exclude)
    elif section.select is not None:
        admitted = all(_holds(condition, item) for condition in section.select)
    else:
        admitted = True
    if section.quash is not None and all(_holds(condition, item) for condition in section.quash):
        return False
    return admitted


def _holds(condition: Condition, item: Item) -> bool:
    """The field has the value, is among its values, or (true, false, "") is there or not."""
    wanted = condition.get("value")
    value = item.data.get(str(condition.get("field")))
    if isinstance(wanted, bool) or not wanted:
        return bool(value) == bool(wanted)
    if isinstance(value, str) or not value:
        return bool(value == wanted)
    return wanted in value if isinstance(value, list) else value == wanted
