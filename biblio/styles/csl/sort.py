"""Sort keys of a style: each key compiled once, its values compared as the language sorts (CSL 1.0.2, "Sorting")."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeVar

from biblio.styles.csl.cite import Cite
from biblio.styles.csl.compile import Compiler, Render, Scope
from biblio.styles.csl.dates.sortable import sortable
from biblio.styles.csl.locale import Locale
from biblio.styles.csl.node import Node, plain
from biblio.styles.csl.source import Element
from biblio.styles.csl.style import Style
from biblio.styles.csl.typeset import Typesetter
from biblio.styles.csl.variables import DATES, NAMES, NUMBERS

__all__ = ["Key", "Keys", "arrange", "compile_keys"]

Values = tuple[str | None, ...]
T = TypeVar("T")
_ALL_PARTS = frozenset(("year", "month", "day"))
_LEADING_NUMBER = re.compile(r"\s*(-?[0-9]+)")


class Key(NamedTuple):
    """One sort key."""

    value: Callable[[Cite], str]
    descending: bool
    uses_number: bool
    """Whether it sorts by citation number."""


class Keys:
    """All sort keys of an area, with the language's order."""

    def __init__(self, keys: Sequence[Key], collate: Callable[[str], str]) -> None:
        self.keys = tuple(keys)
        self.collate = collate
        self.descending = tuple(key.descending for key in keys)
        self.by_number = any(key.uses_number for key in keys)
        self.numbers_descend = any(key.uses_number and key.descending for key in keys)

    def values(self, make: Callable[[], Cite]) -> Values:
        """The key values of a cite; None where a key has nothing to say. `make` gives a fresh cite for each key."""
        found: list[str | None] = []
        for key in self.keys:
            text = key.value(make())
            found.append(self.collate(text) if text else None)
        return tuple(found)


def arrange(things: Sequence[T], values: Callable[[T], Values], descending: Sequence[bool]) -> list[T]:
    """Sort by key values; what has no value comes last, equals keep their order."""
    arranged = list(things)
    for at in range(len(descending) - 1, -1, -1):
        if descending[at]:
            arranged.sort(key=lambda thing: _present(values(thing)[at]), reverse=True)
        else:
            arranged.sort(key=lambda thing: _absent(values(thing)[at]))
    return arranged


def _present(value: str | None) -> tuple[bool, str]:
    return value is not None, value or ""


def _absent(value: str | None) -> tuple[bool, str]:
    return value is None, value or ""


def compile_keys(
    style: Style, locale: Locale, typesetter: Typesetter, area: Element, collate: Callable[[str], str]
) -> Keys:
    """The keys of an area's <sort>."""
    sort = area.first("sort")
    keys = []
    for element in sort.every("key") if sort else ():
        scope = Scope(style, locale, typesetter, area, sorting=True, key=element)
        descending = element.attrs.get("sort") == "descending"
        variable = element.attrs.get("variable", "")
        keys.append(Key(_value(scope, element, variable), descending, _sorts_by_number(style, element)))
        if area.tag == "citation" and _sorts_by_date(style, element):
            keys.append(Key(_year_suffix, False, False))
    return Keys(keys, collate)


def _sorts_by_number(style: Style, element: Element) -> bool:
    if element.attrs.get("variable") == "citation-number":
        return True
    macro = style.macros.get(element.attrs.get("macro", ""))
    return macro is not None and any(_sorts_by_number(style, kid) for kid in macro.kids)


def _sorts_by_date(style: Style, element: Element) -> bool:
    if element.tag == "date" or element.attrs.get("variable") in DATES:
        return True
    macro = style.macros.get(element.attrs.get("macro", ""))
    return any(_sorts_by_date(style, kid) for kid in (macro.kids if macro else element.kids))


def _year_suffix(cite: Cite) -> str:
    suffix = cite.settings.year_suffix
    return f"{suffix or 0:06d}"


def _value(scope: Scope, element: Element, variable: str) -> Callable[[Cite], str]:
    if "macro" in element.attrs:
        return _macro(Compiler(scope).macro(element.attrs["macro"]))
    if variable in NAMES:
        names = Element("names", {"variable": variable}, (Element("name", {}, (), "", element.line),), "", element.line)
        return _macro(Compiler(scope).element(names))
    if variable in DATES:
        return lambda cite: _date(cite, variable)
    if variable == "citation-number":
        return lambda cite: f"{cite.citation_number:020d}"
    if variable in NUMBERS:
        return lambda cite: _padded(cite.item.text(variable))
    if variable == "citation-label":
        return _macro(Compiler(scope).element(Element("text", {"variable": variable}, (), "", element.line)))
    return _macro(Compiler(scope).element(Element("text", {"variable": variable}, (), "", element.line)))


def _macro(render: Render) -> Callable[[Cite], str]:
    def value(cite: Cite) -> str:
        out: list[Node] = []
        render(cite, out)
        return plain(out)

    return value


def _date(cite: Cite, variable: str) -> str:
    date = cite.item.date(variable)
    return sortable(date, _ALL_PARTS) if date else ""


def _padded(text: str) -> str:
    """A number with leading zeros; text that is none stays as it is."""
    match = _LEADING_NUMBER.match(text)
    if not match:
        return text
    number = int(match[1])
    return f"{10**20 + number if number < 0 else number:020d}"
