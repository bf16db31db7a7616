"""Short forms of titles, places and bodies that do not come from the item but from a list of the user's.

A list is what Zotero, Juris-M and pandoc (`--citation-abbreviations`) exchange:
{"default": {"container-title": {"Journal of Modern History": "J. Mod. Hist."}, "place": {...}}}.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

__all__ = ["NO_ABBREVIATIONS", "Abbreviations"]

_CATEGORIES = {
    "title": "title",
    "title-short": "title",
    "genre": "title",
    "event": "title",
    "event-title": "title",
    "medium": "title",
    "container-title": "container-title",
    "archive": "container-title",
    "collection-title": "collection-title",
    "archive-place": "place",
    "event-place": "place",
    "jurisdiction": "place",
    "publisher-place": "place",
    "publisher": "institution-part",
}
_NUMBERS = "number"


class Abbreviations:
    """Lists of short forms by category."""

    def __init__(self, lists: Mapping[str, Any] | None = None) -> None:
        """`lists` is the file's content; what has another shape is passed over."""
        chosen = (lists or {}).get("default")
        self._lists: dict[str, Mapping[str, Any]] = {
            str(name): entries
            for name, entries in (chosen.items() if isinstance(chosen, Mapping) else ())
            if isinstance(entries, Mapping)
        }

    def __bool__(self) -> bool:
        return bool(self._lists)

    def short(self, variable: str, text: str) -> str:
        """The short form of a variable's text, empty where the lists have none."""
        return self._find(_CATEGORIES.get(variable, ""), text)

    def number(self, text: str) -> str:
        """The short form of a number's text, empty where the lists have none."""
        return self._find(_NUMBERS, text)

    def _find(self, category: str, text: str) -> str:
        found = self._lists.get(category, {}).get(text) if text else None
        return found if isinstance(found, str) else ""


NO_ABBREVIATIONS = Abbreviations()
