"""Entry -> an item as Zotero's API takes it; the conversion itself is that of the format `zotero-rdf`. Pure.

`known` is what the server says of its own item types: Zotero's schema grows, and a field that a server does not know
makes it refuse the whole item. What it has no field for goes to Extra, and what it has one for need not be there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from biblio.formats._zotero.extra import CITATION_KEY, label
from biblio.formats._zotero.item import SPARE, Creator, Item
from biblio.formats._zotero.tables import tables
from biblio.formats._zotero.writing import item as converted
from biblio.formats._zotero.writing import item_type
from biblio.managers._zotero import extra
from biblio.model import Entry, Work

__all__ = ["Known", "item", "links", "notes", "type_of", "without_field"]

Known = Mapping[str, frozenset[str]]
"""Item type -> the fields it has."""
_NEWER = {
    CITATION_KEY: "citationKey",
    "DOI": "DOI",
    "ISBN": "ISBN",
    "ISSN": "ISSN",
    "PMID": "PMID",
    "Original Date": "originalDate",
    "Original Publisher": "originalPublisher",
    "Original Publisher Place": "originalPlace",
}
"""Label in Extra -> the field that newer versions of Zotero have for it, in some item types or all."""
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def type_of(work: Work) -> str:
    """The item type that a work becomes."""
    return item_type(work)


def notes(entry: Entry) -> tuple[str, ...]:
    """The child notes, in Zotero's HTML: the citing places, then the words of the citing notes."""
    return converted(entry).notes


def links(entry: Entry) -> tuple[tuple[str, str], ...]:
    """(title, address) of what is linked: archived copies."""
    return tuple((link.title, link.url) for link in converted(entry).links if link.url)


def item(entry: Entry, *, known: Known | None = None, as_type: str = "") -> dict[str, Any]:
    """The item, empty fields left out.

    Args:
        known: the fields of each item type as the server has them; types not in it are as we know them.
        as_type: an item type to use instead of the one that fits best, for an item that is there already.
    """
    made = converted(replace(entry, work=_typed(entry.work, as_type)))
    fields, lines = dict(made.fields), list(made.extra)
    has = (known or {}).get(made.type)
    if has is not None:
        spare = {name: value for name, value in fields.items() if name not in has}
        lines += [f"{_label(made, name)}: {value}" for name, value in spare.items()]
        fields = {name: value for name, value in fields.items() if name in has}
    accessed = fields.get("accessDate", "")
    if accessed and not _DAY.fullmatch(accessed):
        # Zotero takes whole days only.
        lines.append(f"Accessed: {fields.pop('accessDate')}")
    lines = _promoted(lines, fields, has if has is not None else frozenset(("citationKey",)))
    found: dict[str, Any] = {
        "itemType": made.type,
        **fields,
        "creators": [_creator(creator) for creator in made.creators],
        "tags": [{"tag": tag} for tag in made.tags],
    }
    return found | ({"extra": "\n".join(lines)} if lines else {})


def without_field(found: Mapping[str, Any], field: str) -> dict[str, Any]:
    """The same item with a field that the server does not take moved to Extra."""
    rest = {name: value for name, value in found.items() if name != field}
    kind = Item("", str(found.get("itemType", "")))
    line = f"{_label(kind, field)}: {found.get(field, '')}"
    return rest | {"extra": extra.merged(str(found.get("extra", "")), [line])}


def _typed(work: Work, as_type: str) -> Work:
    if not as_type or as_type not in tables().reads or as_type == item_type(work):
        return work
    kept = tuple(pair for pair in work.extra if pair[0] != f"{SPARE}itemType")
    return replace(work, type=tables().reads[as_type], extra=((f"{SPARE}itemType", as_type), *kept))


def _promoted(lines: Iterable[str], fields: dict[str, str], has: frozenset[str]) -> list[str]:
    """The lines without those for which there is a field, which is filled."""
    left = []
    for line in lines:
        name, _, value = line.partition(": ")
        field = _NEWER.get(name, "")
        if field in has and field not in fields:
            fields[field] = value
        else:
            left.append(line)
    return left


def _label(made: Item, field: str) -> str:
    """How Extra calls what is in a field."""
    known = tables()
    variables = (
        name for name in known.variables if made.type in known.fields and known.field(made.type, name) == field
    )
    found = next(variables, "")
    newer = next((name for name, theirs in _NEWER.items() if theirs == field), "")
    return newer or (label(found) if found else re.sub(r"(?<=[a-z])(?=[A-Z])", " ", field).title())


def _creator(creator: Creator) -> dict[str, str]:
    if not creator.first:
        return {"creatorType": creator.type, "name": creator.last}
    return {"creatorType": creator.type, "firstName": creator.first, "lastName": creator.last}
