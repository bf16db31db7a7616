"""Works cited -> settings for each that keep it apart from all others (CSL 1.0.2, "Disambiguation").

Works are grouped by the text of their plainest cite; only inside a group with several members is anything compared.
When a work joins, its group alone is worked out again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from biblio.styles.csl.cite import Cite, NameList, Position, Settings
from biblio.styles.csl.disambiguate.persons import Persons
from biblio.styles.csl.disambiguate.refine import Shape, Unresolved, refine
from biblio.styles.csl.engine import Engine
from biblio.styles.csl.item import Item

__all__ = ["Disambiguator"]


class Disambiguator:
    """Settings of all works registered, kept up to date."""

    def __init__(self, engine: Engine, items: Callable[[str], Item], order: Callable[[list[str]], list[str]]) -> None:
        self.engine = engine
        self._item = items
        self._order = order
        """Puts works in the bibliography's order, for year suffixes."""
        options = engine.options
        self.add_names = options.get("disambiguate-add-names") == "true"
        self.add_givens = add_givens = options.get("disambiguate-add-givenname") == "true"
        rule = options.get("givenname-disambiguation-rule", "by-cite")
        self.by_cite = add_givens and rule == "by-cite"
        self.suffixes = options.get("disambiguate-add-year-suffix") == "true"
        demote = engine.style.options.get("demote-non-dropping-particle", "display-and-sort")
        self.persons = Persons(rule, demote) if add_givens and rule != "by-cite" else None
        self.active = self.add_names or add_givens or self.suffixes or engine.has_condition
        self.settings: dict[str, Settings] = {}
        self._group_of: dict[str, str] = {}
        self._groups: dict[str, dict[str, None]] = {}
        self._forms: dict[tuple[str, tuple[object, ...]], str] = {}

    def get(self, item: str) -> Settings:
        """The settings of a work; plain ones for a work never registered."""
        return self.settings.get(item) or _PLAIN

    def update(self, added: Iterable[str], removed: Iterable[str] = ()) -> set[str]:
        """Register works and forget others; returns the works whose settings changed."""
        if not self.active:
            return set()
        stale: set[str] = set()
        for item in removed:
            stale |= self._leave(item)
            self.settings.pop(item, None)
        changed = self._join(list(added), stale)
        for key in stale:
            changed |= self._resolve(list(self._groups.get(key, ())))
        return changed

    def _join(self, added: list[str], stale: set[str]) -> set[str]:
        touched: set[str] = set()
        for item in added:
            self.settings[item] = _PLAIN
            if self.persons is not None:
                cite = self._looking(item, _PLAIN)
                self.engine.form(cite)
                for listed in cite.name_lists:
                    touched |= self.persons.add(item, listed.names)
        for item in [*added, *(touched - set(added))]:
            if item not in added:
                stale |= self._leave(item)
            self._forget_forms(item)
            key = self._form(item, _PLAIN)
            self._group_of[item] = key
            self._groups.setdefault(key, {})[item] = None
            stale.add(key)
        return touched

    def _forget_forms(self, item: str) -> None:
        if self.persons is not None:
            for key in [key for key in self._forms if key[0] == item]:
                del self._forms[key]

    def _leave(self, item: str) -> set[str]:
        key = self._group_of.pop(item, None)
        if key is None:
            return set()
        group = self._groups[key]
        group.pop(item, None)
        return {key} if group else set()

    def _looking(self, item: str, settings: Settings) -> Cite:
        cite = Cite(self._item(item), settings)
        cite.position = Position.SUBSEQUENT
        cite.near_note = True
        cite.looking = True
        if self.persons is not None:
            cite.levels = self.persons.level
        return cite

    def _form(self, item: str, settings: Settings) -> str:
        key = (item, (settings.names, settings.givens, settings.condition))
        try:
            return self._forms[key]
        except KeyError:
            self._forms[key] = text = self.engine.form(self._looking(item, settings))
            return text

    def _resolve(self, ids: list[str]) -> set[str]:
        """Work out one group; returns the works whose settings are not what they were."""
        if len(ids) < 2:
            settings = dict.fromkeys(ids, _PLAIN)
        else:
            shape = self._shape(ids)
            settings, rest = (
                refine(ids, shape, self._form, add_names=self.add_names, add_givens=self.by_cite)
                if self.add_names or self.by_cite
                else ({}, [Unresolved(ids, _PLAIN)])
            )
            for group in rest:
                self._tell_apart(group, settings)
        settings = {item: self._unless_plain(item, settings[item]) for item in ids}
        changed = {item for item in ids if self.settings.get(item) != settings[item]}
        self.settings.update(settings)
        return changed

    def _unless_plain(self, item: str, settings: Settings) -> Settings:
        """Settings that add nothing to the plainest cite are no settings."""
        if settings.condition or settings.year_suffix is not None or not (settings.names or settings.givens):
            return settings
        shape = self._shape([item])
        return _PLAIN if (settings.names, settings.givens) == (shape.shown, shape.levels) else settings

    def _shape(self, ids: list[str]) -> Shape:
        """The largest name lists of the group, so that one sequence of steps serves all."""
        columns: list[list[NameList]] = []
        for item in ids:
            cite = self._looking(item, _PLAIN)
            self.engine.form(cite)
            for place, listed in enumerate(cite.name_lists):
                if place == len(columns):
                    columns.append([])
                columns[place].append(listed)
        return Shape(
            tuple(max(len(listed.names) for listed in column) for column in columns),
            tuple(max(listed.shown for listed in column) for column in columns),
            tuple(max((listed.levels for listed in column), key=len) for column in columns),
            tuple(column[0].least for column in columns),
            tuple(_telling(column, len(ids)) for column in columns),
        )

    def _tell_apart(self, group: Unresolved, settings: dict[str, Settings]) -> None:
        """Year suffixes, or the style's own `disambiguate` conditions (methods 3 and 4)."""
        if self.suffixes:
            for at, item in enumerate(self._order(group.ids)):
                settings[item] = replace(group.settings, year_suffix=at)
            return
        if not self.engine.has_condition:
            settings.update(dict.fromkeys(group.ids, group.settings))
            return
        self._by_condition(group, settings)

    def _by_condition(self, group: Unresolved, settings: dict[str, Settings]) -> None:
        """One condition more for those that still look alike; names may help again in what a condition brings."""
        trial = replace(group.settings, condition=group.settings.condition + 1)
        most = self._conditions(group.ids[0], trial)
        classes: dict[str, list[str]] = {}
        for item in group.ids:
            classes.setdefault(self._form(item, trial), []).append(item)
        for alike in classes.values():
            if len(alike) > 1 and trial.condition < most:
                self._by_condition(Unresolved(alike, trial), settings)
            else:
                settings.update(dict.fromkeys(alike, trial))

    def _conditions(self, item: str, settings: Settings) -> int:
        cite = self._looking(item, settings)
        self.engine.form(cite)
        return cite.conditions_seen


_PLAIN = Settings()


def _telling(column: list[NameList], works: int) -> frozenset[int]:
    """Places where not all lists have the same name, or where one of them ends before another."""
    lists = [listed.names for listed in column]
    longest = max(map(len, lists))
    if len(lists) < works:
        return frozenset(range(longest))
    ends = {len(names) - 1 for names in lists}
    found = set() if len(ends) == 1 else set(ends)
    found.update(at for at in range(longest) if len({names[at] if at < len(names) else None for names in lists}) > 1)
    return frozenset(found)
