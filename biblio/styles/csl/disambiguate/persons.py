"""Given names shown to tell persons apart throughout a document (CSL 1.0.2, givenname-disambiguation-rule).

all-names, primary-name, and both "-with-initials": independent of which cites would be ambiguous.
"""

from __future__ import annotations

from collections.abc import Iterable

from biblio.styles.csl.cite import Level
from biblio.styles.csl.names.initials import initialize
from biblio.styles.csl.values.names import Name

__all__ = ["Persons"]


class Persons:
    """All persons cited, by family name, then initials, then given names."""

    def __init__(self, rule: str, demote: str) -> None:
        self.rule = rule
        self.primary = rule.startswith("primary-")
        self.initials_only = rule.endswith("-with-initials")
        self._demoted = demote != "never"
        self._families: dict[str, dict[str, set[str]]] = {}
        self._items: dict[str, set[str]] = {}

    def add(self, item: str, names: Iterable[Name]) -> set[str]:
        """Take note of the names of one list; the items whose names may now need more are returned."""
        touched: set[str] = set()
        for at, name in enumerate(names):
            if name.literal or (self.primary and at):
                continue
            family, initials, given = self._keys(name)
            if not (family and initials):
                continue
            known = self._families.setdefault(family, {})
            people = known.setdefault(initials, set())
            items = self._items.setdefault(family, set())
            if given not in people:
                people.add(given)
                if len(known) + len(people) > 2:
                    touched |= items
            items.add(item)
        return touched

    def level(self, name: Name, at: int, with_initials: bool) -> Level:
        """How much of a given name must be shown."""
        if name.literal or (self.primary and at):
            return 0
        family, initials, _ = self._keys(name)
        known = self._families.get(family, {})
        several = len(known) > 1
        if self.initials_only:
            return 1 if several else 0
        if len(known.get(initials, ())) > 1 or (several and not with_initials):
            return 2
        return 1 if several else 0

    def _keys(self, name: Name) -> tuple[str, str, str]:
        family = _spaced(name.family)
        if not self._demoted and name.non_dropping:
            family = f"{family} {name.non_dropping}"
        given = _spaced(name.given)
        head, comma, tail = given.rpartition(",")
        if comma and tail == tail.lower():
            given = head
        return family, initialize(given, "%s"), given


def _spaced(text: str) -> str:
    return " ".join(text.replace(".", " ").split())
