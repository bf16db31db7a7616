"""CSL-JSON, the data that CSL processors, Zotero and pandoc take.

What CSL has no variable for stands under `"biblio"`: `reprint-of`, `inferred`, `cited-in` ... .
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, ClassVar

from biblio.formats import Format
from biblio.formats._csl import dates as csl_dates
from biblio.formats._csl.reading import read_items, read_library
from biblio.formats._csl.texts import texts
from biblio.formats._csl.variables import NAME_PARTS, REPRINT, variables
from biblio.formats._nesting import flat
from biblio.model import CSL_ROLES, Date, Entry, Library, Mention, Name, Provenance, Work

__all__ = ["item", "items", "plugin"]


class CslJson:
    """A JSON array of CSL items."""

    suffixes: ClassVar[tuple[str, ...]] = (".json", ".csljson")

    def loads(self, text: str, source: str = "") -> Library:
        """Read an array of items, a single item, or an object that has them under `items` or `references`."""
        return read_library(read_items(text, source), text)

    def dumps(self, library: Library) -> str:
        """Write an array of items, two blanks of indentation, UTF-8."""
        return json.dumps(items(library), ensure_ascii=False, indent=2) + "\n"


def items(library: Library) -> list[dict[str, Any]]:
    """All entries as CSL items, in their order."""
    return [item(entry) for entry in library.entries]


def item(entry: Entry) -> dict[str, Any]:
    """An entry as a CSL item with its key as `id`; empty variables are left out."""
    work, known = flat(entry.work), variables()
    found: dict[str, Any] = {"id": entry.key, "type": work.type if work.type in known.types else "document"}
    found |= _people(work)
    found |= {variable: _value(value) for variable, value in texts(work).items()}
    dates = {variable: date for variable, field in known.dates.items() if (date := getattr(work, field))}
    found |= {variable: csl_dates.dump(date) for variable, date in dates.items()}
    for name, value in work.extra:
        if name in known.other_dates:
            found.setdefault(name, csl_dates.dump(Date.parse(value)))
    own = _own(entry, work, dates)
    return found | ({"biblio": own} if own else {})


def _people(work: Work) -> dict[str, Any]:
    found: dict[str, list[dict[str, str]]] = {}
    for contributor in work.contributors:
        if contributor.role in CSL_ROLES:
            found.setdefault(contributor.role.value, []).append(_name(contributor.name))
    return found


def _name(name: Name) -> dict[str, str]:
    return {theirs: value for theirs, ours in NAME_PARTS if (value := getattr(name, ours))}


def _own(entry: Entry, work: Work, dates: Mapping[str, Date]) -> dict[str, Any]:
    """What goes under "biblio"."""
    known = variables()
    spare = [number for number in work.identifiers if number.kind.value not in known.identifiers.values()]
    reprints = [relation.key for relation in work.related if relation.kind == REPRINT]
    found: dict[str, Any] = {
        REPRINT: reprints[0] if reprints else "",
        "related": [[relation.kind, relation.key] for relation in work.related
                    if relation.kind != REPRINT or relation.key != reprints[0]],
        "inferred": list(work.inferred),
        "cited-in": [_mention(mention) for mention in entry.mentions],
        "annotations": [_without_empty({"note": found.note, "text": found.text}) for found in entry.annotations],
        "roles": [{"role": found.role.value, **_name(found.name)} for found in work.contributors
                  if found.role not in CSL_ROLES],
        "archive-url": work.archive_url,
        "archive-date": str(work.archive_date or ""),
        "link-status": work.link_status,
        "link-checked": str(work.link_checked or ""),
        "provenance": [_provenance(found) for found in work.provenance],
        "identifiers": [str(number) for number in spare],
        "dates": {name: str(date) for name, date in dates.items() if csl_dates.loses(date)},
        "printed-date": work.date.literal if work.date and work.date.start else "",
        "main-title": work.container.container.title if work.container and work.container.container else "",
        "type": work.type if work.type not in known.types else "",
        "extra": {name: value for name, value in work.extra if name not in known.own},
    }  # fmt: skip
    return _without_empty(found)


def _provenance(found: Provenance) -> dict[str, Any]:
    retrieved = str(found.retrieved or "")
    return _without_empty({"source": found.source, "retrieved": retrieved, "fields": list(found.fields)})


def _without_empty(found: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in found.items() if value}


def _mention(mention: Mention) -> dict[str, str]:
    found = {"note": mention.note, "form": mention.form.value}
    if mention.locator:
        found |= {"label": mention.locator.label, "locator": mention.locator.value}
    return found


def _value(text: str) -> Any:
    """A variable that is no string was kept as JSON."""
    if text[:1] in "[{":
        try:
            return json.loads(text)
        except ValueError:
            return text
    return text


plugin: Format = CslJson()
