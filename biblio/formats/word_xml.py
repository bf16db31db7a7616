"""Microsoft Word's Sources.xml: References > Manage Sources > Browse takes it, and Word cites from it.

After the bibliography schema of ECMA-376, part 1, 22.6. Word knows 17 kinds of source; years, months, days are apart.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, ClassVar

from lxml import etree

from biblio.formats import Format
from biblio.formats._csl.texts import texts
from biblio.formats._nesting import flat
from biblio.formats._one_way import WrittenOnly
from biblio.formats._xml import clean, serialize
from biblio.formats._zotero.extra import last_and_first
from biblio.model import Date, Entry, Library, Name, Role

__all__ = ["plugin"]

_B = "http://schemas.openxmlformats.org/officeDocument/2006/bibliography"


@cache
def _tables() -> Mapping[str, Any]:
    return tomllib.loads(files("biblio.formats._word").joinpath("word.toml").read_text("utf-8"))


class WordXml(WrittenOnly):
    """`b:Sources`."""

    suffixes: ClassVar[tuple[str, ...]] = ()
    carries: ClassVar[frozenset[str]] = frozenset((
        "title", "contributors", "date", "accessed", "publisher", "place", "edition", "volume", "volumes", "issue",
        "pages", "number", "genre", "medium", "event", "note", "url", "container", "identifiers", "title-short",
        "authority",
    ))  # fmt: skip

    def dumps(self, library: Library) -> str:
        """Write all sources."""
        root = etree.Element(f"{{{_B}}}Sources", {"SelectedStyle": ""}, nsmap={"b": _B})
        for order, entry in enumerate(library.entries, start=1):
            _source(root, entry, order)
        return serialize(root)


def _source(root: etree._Element, entry: Entry, order: int) -> None:
    work, known = flat(entry.work), _tables()
    kind = known["types"].get(work.type, "Misc")
    source = _under(root, "Source")
    _text(source, "Tag", entry.key)
    _text(source, "SourceType", kind)
    people = etree.Element(f"{{{_B}}}Author")
    for role, name in known["roles"].items():
        _names(people, known["role_of_type"].get(kind, {}).get(role, name), work.names(Role(role)))
    if len(people):
        source.append(people)
    values = texts(work)
    values["note"] = " ".join(values.get("note", "").split())
    names = known["fields"] | known["field_of_type"].get(kind, {})
    for variable, name in names.items():
        _text(source, name, values.get(variable, ""))
    numbers = [number.value for number in work.identifiers]
    _text(source, "StandardNumber", ", ".join(numbers) if kind != "Patent" else "")
    _date(source, "", work.date)
    _date(source, "Accessed", work.accessed)
    _text(source, "RefOrder", str(order))


def _names(people: etree._Element, name: str, found: tuple[Name, ...]) -> None:
    if not found or people.find(f"{{{_B}}}{name}") is not None:
        return
    node = _under(people, name)
    corporate = [person for person in found if person.literal]
    if len(corporate) == len(found):
        # Word takes one institution or a list of persons.
        _text(node, "Corporate", "; ".join(person.literal for person in corporate))
        return
    listed = _under(node, "NameList")
    for person in found:
        last, first = last_and_first(person)
        one = _under(listed, "Person")
        _text(one, "Last", last)
        given, _, middle = first.partition(" ")
        _text(one, "Middle", middle)
        _text(one, "First", given)


def _date(source: etree._Element, suffix: str, date: Date | None) -> None:
    if date is None:
        return
    start = date.start
    if start is None:
        _text(source, f"Year{suffix}", date.literal)
        return
    year = f"{start.year}" + (f"-{date.end.year}" if date.end and date.end.year != start.year else "")
    _text(source, f"Year{suffix}", ("c. " if date.circa else "") + year)
    if 0 < start.month < 13:
        _text(source, f"Month{suffix}", str(start.month))
    _text(source, f"Day{suffix}", str(start.day) if start.day else "")


def _under(parent: etree._Element, name: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{_B}}}{name}")


def _text(parent: etree._Element, name: str, value: str) -> None:
    if value:
        _under(parent, name).text = clean(value)


plugin: Format = WordXml()
