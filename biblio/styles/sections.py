"""A bibliography in sections: archives, primary sources, literature, or whatever conditions part it by.

    "Archives: archives"                 by one of the names below
    "Newspapers: type=article-newspaper|article-magazine"
    "Novels: type=book keyword=fiction"  all conditions must hold
    "Other works"                        without conditions: whatever is left

Conditions compare CSL variables of an item (`type=...`), or ask whether it has them (`archive`). A keyword is any one
of the item's keywords.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from biblio.errors import StyleError

__all__ = ["Part", "divide", "parse"]

Condition = tuple[str, frozenset[str]]
"""A variable, and the values of which it must have one; any value where there are none."""

_ARCHIVAL = frozenset(("manuscript", "personal_communication", "collection"))
_NAMED: dict[str, tuple[tuple[Condition, ...], ...]] = {
    "archives": (
        (("archive", frozenset()),),
        (("archive_location", frozenset()),),
        (("type", _ARCHIVAL),),
    ),
    "primary": ((("keyword", frozenset(("primary", "primary source", "primary sources", "source", "sources"))),),),
    "secondary": ((),),
}
"""Each a choice of conditions that must hold together."""
_TITLES = {"archives": "Archives", "primary": "Primary Sources", "secondary": "Secondary Literature"}
_CONDITION = re.compile(r"(?P<variable>[A-Za-z][\w-]*)(?:=(?P<values>.+))?\Z")


@dataclass(frozen=True, slots=True)
class Part:
    """One section: its title, and what belongs to it."""

    title: str
    choices: tuple[tuple[Condition, ...], ...]

    def takes(self, item: Mapping[str, Any]) -> bool:
        """Whether one of the choices holds for the item."""
        return any(all(_holds(condition, item) for condition in choice) for choice in self.choices)


def parse(text: str) -> Part:
    """A section as it is written on the command line.

    Raises:
        StyleError: a condition is none.
    """
    title, colon, conditions = text.partition(":")
    title, conditions = title.strip(), conditions.strip()
    if not colon and title.lower() in _NAMED:
        return Part(_TITLES[title.lower()], _NAMED[title.lower()])
    if conditions.lower() in _NAMED:
        return Part(title, _NAMED[conditions.lower()])
    return Part(title, (tuple(_condition(word, text) for word in _words(conditions)),))


def divide(parts: Sequence[Part], items: Iterable[Mapping[str, Any]]) -> list[tuple[Part | None, frozenset[str]]]:
    """Ids by section, each in the first that takes it; those that none takes come last, under no title."""
    found: list[set[str]] = [set() for _ in range(len(parts) + 1)]
    for item in items:
        at = next((at for at, part in enumerate(parts) if part.takes(item)), len(parts))
        found[at].add(str(item["id"]))
    titled: list[Part | None] = [*parts, None]
    return [(part, frozenset(ids)) for part, ids in zip(titled, found, strict=True) if ids]


def _words(conditions: str) -> list[str]:
    """Parted by blanks; values with blanks stand in quotation marks: keyword="first edition"."""
    return [match[0].replace('"', "") for match in re.finditer(r'(?:[^\s"]|"[^"]*")+', conditions)]


def _condition(word: str, text: str) -> Condition:
    match = _CONDITION.match(word)
    if not match:
        raise StyleError(
            f"section {text!r}: {word!r} is no condition", hint='write a CSL variable, or "type=book|chapter"'
        )
    values = match["values"]
    return match["variable"], frozenset(
        value.strip().casefold() for value in values.split("|")
    ) if values else frozenset()


def _holds(condition: Condition, item: Mapping[str, Any]) -> bool:
    variable, wanted = condition
    value = item.get(variable)
    if not wanted:
        return bool(value)
    return not wanted.isdisjoint(_values(variable, value))


def _values(variable: str, value: object) -> set[str]:
    if isinstance(value, list):
        return {str(one).casefold() for one in value}
    text = "" if value is None else str(value).casefold()
    parts = re.split(r"[,;]", text) if variable == "keyword" else [text]
    return {part.strip() for part in parts}
