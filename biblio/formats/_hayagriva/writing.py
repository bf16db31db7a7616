"""Work -> hayagriva's mapping."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from biblio.formats._hayagriva.tables import tables
from biblio.formats._nesting import flat, nest
from biblio.model import Date, Name, Role, Work

__all__ = ["CARRIES", "node"]

CARRIES = frozenset((
    "title", "contributors", "date", "volume", "issue", "volumes", "edition", "genre", "note", "language", "archive",
    "archive_location", "publisher", "place", "pages", "number", "url", "accessed", "identifiers", "series",
    "series_number", "container", "abstract", "call-number", "number-of-pages",
))  # fmt: skip
"""What comes back; of contributors, those whose role hayagriva knows."""


def node(work: Work) -> dict[str, Any]:
    """The whole work, its container as `parent`."""
    alone = flat(work)
    title = alone.container.title if alone.container else ""
    main = alone.container.container.title if alone.container and alone.container.container else ""
    nested = nest(replace(alone, container=None), title, main)
    own, parent = tables()["types"].get(nested.type, ("misc", "misc"))
    return _node(nested, own, parent)


def _node(work: Work, own: str, parent: str) -> dict[str, Any]:
    known = tables()
    found: dict[str, Any] = {"type": own}
    texts = {name: getattr(work, field) for field, name in known["fields"].items()}
    found["title"] = texts.pop("title")
    for role, name in ((Role.AUTHOR, "author"), (Role.EDITOR, "editor")):
        found[name] = [_name(person) for person in work.names(role)]
    found["affiliated"] = [
        {"role": name, "names": [_name(person) for person in people]}
        for role, name in known["roles"].items()
        if (people := work.names(Role(role)))
    ]
    found["date"] = _date(work.date)
    found |= texts
    found["publisher"] = {"name": work.publisher, "location": work.place} if work.place else work.publisher
    found["page-range"] = str(work.pages or "")
    found["url"] = {"value": work.url, "date": _date(work.accessed)} if work.accessed and work.url else work.url
    found["serial-number"] = _numbers(work)
    for name, value in work.extra:
        if name in known["extra"]:
            found[known["extra"][name]] = int(value) if name == "number-of-pages" and value.isdecimal() else value
    parents = [_node(work.container, parent, "anthology")] if work.container else []
    if work.series or work.series_number:
        series = {"type": "anthology", "title": work.series, "issue": work.series_number}
        parents.append({name: value for name, value in series.items() if value})
    found["parent"] = parents[0] if len(parents) == 1 else parents
    return {name: value for name, value in found.items() if value}


def _name(name: Name) -> str | dict[str, str]:
    """ "von Last, First"; parts where a plain string could be misread."""
    if name.literal:
        return {"name": name.literal}
    parts = {"name": name.family, "given-name": name.given, "prefix": name.particle or name.dropping_particle,
             "suffix": name.suffix}  # fmt: skip
    if name.suffix or name.dropping_particle or not name.given:
        return {key: value for key, value in parts.items() if value}
    return str(name)


def _date(date: Date | None) -> str:
    """`YYYY-MM-DD`, the only form there is; "~" before a doubtful one."""
    if date is None or date.start is None:
        return ""
    start = date.start if not date.start.season else replace(date.start, month=0)
    return ("~" if date.circa else "") + str(start)


def _numbers(work: Work) -> dict[str, str]:
    known = tables()["numbers"]
    found = {
        known[number.kind.value]: number.value for number in reversed(work.identifiers) if number.kind.value in known
    }
    return dict(reversed(found.items())) | ({"serial": work.number} if work.number else {})
