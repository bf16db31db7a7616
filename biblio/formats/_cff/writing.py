"""Entry -> reference of a CITATION.cff."""

from __future__ import annotations

from typing import Any

from biblio.formats._cff.tables import tables
from biblio.formats._csl.texts import texts
from biblio.formats._nesting import flat
from biblio.model import Entry, Name, Role, Work

__all__ = ["CARRIES", "KEY", "NOBODY", "reference"]

CARRIES = frozenset((
    "title", "date", "accessed", "publisher", "place", "edition", "issue", "volume", "volumes", "medium", "note", "url",
    "genre", "number", "pages", "identifiers", "language", "container", "event", "abstract", "keyword", "version",
    "license", "section", "number-of-pages", "contributors",
))  # fmt: skip
"""What comes back; of contributors, those whose role CFF knows."""
KEY = "Citation key"
"""Description of the identifier that holds an entry's key; references have none of their own."""
NOBODY = "Anonymous"
"""Stands for the authors of a work without any: CFF asks for one."""


def reference(entry: Entry) -> dict[str, Any]:
    """The whole entry; empty fields are left out."""
    work, known = flat(entry.work), tables()
    values = texts(work)
    found: dict[str, Any] = {"type": known["types"].get(work.type, "generic")}
    for role, field in known["people"].items():
        found[field] = [_person(name) for name in work.names(Role(role))]
    found["authors"] = found["authors"] or [{"name": NOBODY}]
    found |= {field: values.get(variable, "") for variable, field in known["texts"].items()}
    found["title"] = found["title"] or "[untitled]"
    if work.type in known["collected"]["types"]:
        found["collection-title"] = found.pop("journal")
    if found["status"] not in known["statuses"]["known"]:
        del found["status"]
    found["thesis-type" if work.type == "thesis" else "data-type"] = work.genre
    found |= _publisher(work)
    found |= _dates(work)
    found |= _pages(work)
    found["languages"] = [work.language[:3].rstrip("-")] if work.language else []
    found["conference"] = {"name": work.event} if work.event else {}
    found["keywords"] = list(work.keywords)
    found["identifiers"] = [
        {"type": "other", "value": entry.key, "description": KEY},
        *(
            {"type": "other", "value": str(number)}
            for number in work.identifiers
            if _named(number.kind.value) not in found
        ),
    ]
    return {name: value for name, value in found.items() if value not in ("", [], {}, None)}


def _named(kind: str) -> str:
    return {"doi": "doi", "isbn": "isbn", "issn": "issn"}.get(kind, "-")


def _person(name: Name) -> dict[str, str]:
    if name.literal:
        return {"name": name.literal}
    parts = {
        "family-names": name.family,
        "given-names": name.given,
        "name-particle": name.particle or name.dropping_particle,
        "name-suffix": name.suffix,
    }
    return {key: value for key, value in parts.items() if value}


def _publisher(work: Work) -> dict[str, Any]:
    publisher = {"name": work.publisher or (NOBODY if work.place else ""), "city": work.place}
    found = {key: value for key, value in publisher.items() if value}
    return {"institution" if work.type in ("thesis", "report") else "publisher": found}


def _dates(work: Work) -> dict[str, Any]:
    found: dict[str, Any] = {}
    start = work.date.start if work.date else None
    if start and start.day and start.year > 0:
        found["date-published"] = str(start)
    elif start:
        found |= {"year": start.year, "month": start.month if 0 < start.month < 13 else ""}
    if work.accessed and work.accessed.start and work.accessed.start.day:
        found["date-accessed"] = str(work.accessed.start)
    if work.original_date and work.original_date.year:
        found["year-original"] = work.original_date.year
    return found


def _pages(work: Work) -> dict[str, Any]:
    if not work.pages:
        return {}
    if len(work.pages.ranges) != 1:
        return {"start": str(work.pages)}
    first, last = work.pages.ranges[0]
    return {"start": first, "end": last}
