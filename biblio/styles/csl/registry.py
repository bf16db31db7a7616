"""The items of a document: their order, numbers and settings, brought up to date when items come and go."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from biblio.styles.csl.cite import Cite, Settings
from biblio.styles.csl.disambiguate import Disambiguator
from biblio.styles.csl.engine import Engine
from biblio.styles.csl.item import Item
from biblio.styles.csl.sort import Values, arrange

__all__ = ["Registry"]


class Registry:
    """Items in the order of their first citation, and in the order of the bibliography."""

    def __init__(self, engine: Engine, items: Callable[[str], Item]) -> None:
        self.engine = engine
        self.items = items
        self.disambiguator = Disambiguator(engine, items, self.in_order)
        self._cited: list[str] = []
        self._place: dict[str, int] = {}
        self._values: dict[str, Values] = {}
        self._sorted: list[str] | None = None
        self._numbers: dict[str, int] | None = None

    def update(self, ids: Sequence[str]) -> set[str]:
        """Take these items, in this order, and no others; returns those whose rendering may have changed."""
        old = self._place
        if len(ids) >= len(self._cited) and ids[: len(self._cited)] == self._cited:
            added = list(ids[len(self._cited) :])
            removed: list[str] = []
        else:
            wanted = set(ids)
            added = [item for item in ids if item not in old]
            removed = [item for item in self._cited if item not in wanted]
        if not added and not removed and list(ids) == self._cited:
            return set()
        numbers = self._current_numbers() if self.engine.numbers_matter else {}
        self._cited = list(ids)
        self._place = {item: at for at, item in enumerate(ids)}
        self._sorted = self._numbers = None
        if self.engine.bibliography_keys.by_number:
            self._values.clear()
        changed = self.disambiguator.update(added, removed)
        if numbers:
            fresh = self._current_numbers()
            changed |= {item for item, number in numbers.items() if fresh.get(item, number) != number}
        return changed

    def settings(self, item: str) -> Settings:
        """How far the item's cites are expanded."""
        return self.disambiguator.get(item)

    def number(self, item: str) -> int:
        """The citation number; 0 for an item not registered."""
        return self._current_numbers().get(item, 0)

    def bibliography(self) -> list[str]:
        """Ids in the order of the bibliography."""
        if self._sorted is None:
            self._sorted = self.in_order(self._cited)
        return self._sorted

    def in_order(self, ids: Sequence[str]) -> list[str]:
        """Some of the ids in the order of the bibliography; equals stay in the order they are cited in."""
        ordered = sorted(ids, key=lambda item: self._place.get(item, len(self._place)))
        keys = self.engine.bibliography_keys
        if not keys.keys:
            return ordered
        return arrange(ordered, self._value, keys.descending)

    def _value(self, item: str) -> Values:
        try:
            return self._values[item]
        except KeyError:
            self._values[item] = found = self.engine.bibliography_keys.values(lambda: self._sorting(item))
            return found

    def _sorting(self, item: str) -> Cite:
        cite = Cite(self.items(item), _PLAIN, bibliography=True)
        cite.citation_number = self._place.get(item, 0) + 1
        return cite

    def _current_numbers(self) -> dict[str, int]:
        if self._numbers is None:
            order = self.bibliography()
            if self.engine.bibliography_keys.numbers_descend:
                self._numbers = {item: len(order) - at for at, item in enumerate(order)}
            else:
                self._numbers = {item: at + 1 for at, item in enumerate(order)}
        return self._numbers


_PLAIN = Settings()
