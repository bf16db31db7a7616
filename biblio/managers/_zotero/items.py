"""Entry -> an item as Zotero's API takes it. Pure; what an item type has no field for goes to Extra.

`known` is what the server says of its own item types: Zotero's schema grows, and a field that a server does not know
makes it refuse the whole item.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from biblio.formats._nesting import flat
from biblio.managers._zotero import dates, extra
from biblio.managers._zotero.tables import NATIVE, ItemType, Tables, tables
from biblio.model import Date, Entry, Name, Work

__all__ = ["creator", "item", "item_type", "without_field"]

Known = Mapping[str, frozenset[str]]
"""Item type -> the fields it has."""
Pairs = list[tuple[str, str]]

_TEXTS = (
    "series", "series_number", "publisher", "place", "original_publisher", "original_place", "edition", "volume",
    "volumes", "issue", "number", "genre", "medium", "archive", "archive_location", "event", "language", "url",
    "status",
)  # fmt: skip
_HOUSEKEEPING = frozenset(("entry-type", "crossref", "file", "keywords", "keyword", "date-added", "date-modified"))
"""What only says how a file was written, or is carried otherwise."""
_TAGS = ("keywords", "keyword")


def item_type(work: Work) -> ItemType:
    """The item type that a work of this CSL type becomes."""
    return tables().by_csl.get(work.type) or tables().types["document"]


def item(entry: Entry, *, known: Known | None = None, as_type: str = "") -> dict[str, Any]:
    """The item, empty fields left out.

    Args:
        known: the fields of each item type as the server has them; types not in it are as we know them.
        as_type: an item type to use instead of the one that fits best, for an item that is there already.
    """
    work = flat(entry.work)
    kind = tables().types.get(as_type) or item_type(work)
    fields = (known or {}).get(kind.name, kind.all_fields)
    found: dict[str, Any] = {"itemType": kind.name}
    spare: Pairs = []
    for name, value in _values(work, kind):
        field = kind.fields.get(name) or NATIVE.get(name, "")
        if field in fields and field not in found:
            found[field] = value
        else:
            spare.append((tables().labels.get(name, name), value))
    if work.container and work.container.title:
        _put(found, spare, fields, kind.container, work.container.title, "Container Title")
    found["creators"], unnamed = _creators(work, kind)
    spare += unnamed + _extras(work, fields, found)
    key = (("citationKey", "Citation Key", entry.key),) if entry.key else ()
    for field, label, value in key:
        _put(found, spare, fields, field, value, label)
    if work.type not in kind.csl[:1] and not as_type:
        spare.append(("Type", work.type))
    found["tags"] = [{"tag": tag} for tag in _tags(work)]
    text = extra.written([*spare, *_other(work)])
    return found | ({"extra": text} if text else {})


def without_field(found: Mapping[str, Any], field: str) -> dict[str, Any]:
    """The same item with a field that the server does not take moved to Extra."""
    rest = {name: value for name, value in found.items() if name != field}
    label = next((label for name, label in tables().labels.items() if NATIVE.get(name) == field), "")
    label = label or re.sub(r"(?<=[a-z])(?=[A-Z])", " ", field).title()
    lines = extra.written([(label, str(found.get(field, "")))])
    return rest | {"extra": extra.merged(str(found.get("extra", "")), lines)}


def creator(name: Name, kind: str) -> dict[str, str]:
    """A creator; Zotero keeps particles and suffixes in the two parts of a name."""
    if name.literal or not (name.given or name.dropping_particle or name.suffix or name.particle):
        return {"creatorType": kind, "name": name.literal or name.family or name.given}
    last = " ".join(part for part in (name.particle, name.family) if part)
    first = " ".join(part for part in (name.given, name.dropping_particle) if part)
    # The comma before a suffix is how Zotero's CSL processor finds it.
    first = ", ".join(part for part in (first, name.suffix) if part)
    return {"creatorType": kind, "firstName": first, "lastName": last}


def _put(found: dict[str, Any], spare: Pairs, fields: frozenset[str], field: str, value: str, label: str) -> None:
    if field in fields and field not in found:
        found[field] = value
    else:
        spare.append((label, value))


def _values(work: Work, kind: ItemType) -> Iterable[tuple[str, str]]:
    """(field of `Work` or kind of identifier, text) of everything that is filled and no person or container."""
    yield "title", work.title
    for name, date in (("date", work.date), ("original_date", work.original_date)):
        if date:
            yield name, dates.written(date)
    if work.accessed:
        # Zotero takes whole days only here.
        yield ("accessed" if _is_day(work.accessed) else "Accessed"), dates.written(work.accessed)
    yield from ((name, value) for name in _TEXTS if (value := getattr(work, name)))
    if work.pages:
        yield "pages", str(work.pages)
    numbers: dict[str, list[str]] = {}
    for number in work.identifiers:
        numbers.setdefault(number.kind.value, []).append(number.value)
    yield from ((name, " ".join(values)) for name, values in numbers.items())


def _is_day(date: Date) -> bool:
    return bool(date.start and date.start.day and not date.end)


def _creators(work: Work, kind: ItemType) -> tuple[list[dict[str, str]], Pairs]:
    """The creators, and in Zotero's notation for Extra those for whose role the type has no place."""
    found, spare = [], Pairs()
    for contributor in work.contributors:
        role = contributor.role.value
        if role in kind.creators:
            found.append(creator(contributor.name, kind.creators[role]))
        else:
            spare.append((role.replace("-", " ").title(), _doubled(contributor.name)))
    return found, spare


def _doubled(name: Name) -> str:
    """Zotero's way of writing a name in Extra: "Last || First"."""
    parts = creator(name, "")
    return parts.get("name") or f"{parts['lastName']} || {parts['firstName']}"


def _extras(work: Work, fields: frozenset[str], found: dict[str, Any]) -> Pairs:
    """Fields kept from a file: in Zotero's field of the same meaning, else in Better BibTeX's notation for Extra."""
    spare = Pairs()
    known: Tables = tables()
    for name, value in work.extra:
        if name in _HOUSEKEEPING:
            continue
        field = known.extras.get(name, "")
        if field in fields and field not in found:
            found[field] = value
        else:
            spare.append((f"tex.{name}", value))
    return spare


def _other(work: Work) -> Pairs:
    """What remains: the archived copy, relations, and last the words that have no field."""
    archived = " ".join(part for part in (work.archive_url, str(work.archive_date or "")) if part)
    pairs = [("Archived", archived)] if archived else []
    pairs += [(related.kind.replace("-", " ").title(), related.key) for related in work.related]
    if work.container and work.container.container and work.container.container.title:
        pairs.append(("tex.maintitle", work.container.container.title))
    return [*pairs, ("", work.note)] if work.note else pairs


def _tags(work: Work) -> list[str]:
    words = (word.strip() for name, value in work.extra if name in _TAGS for word in re.split(r"[,;]", value))
    return list(dict.fromkeys(word for word in words if word))
