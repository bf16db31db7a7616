"""CSL-JSON, the data that CSL processors, Zotero and pandoc take.

What CSL has no variable for stands under `"biblio"`: `reprint-of`, `inferred`, `cited-in` ... .
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any, ClassVar

from biblio.errors import FormatError, Place
from biblio.formats import Format, _csl_dates
from biblio.formats._nesting import flat, nest
from biblio.model import (
    Contributor,
    Date,
    Diagnostic,
    Entry,
    Form,
    Identifier,
    IdentifierKind,
    Library,
    Locator,
    Mention,
    Name,
    Pages,
    Related,
    Role,
    Severity,
    Work,
)

__all__ = ["item", "items", "plugin"]

_NAME_PARTS = (
    ("family", "family"),
    ("given", "given"),
    ("non-dropping-particle", "particle"),
    ("dropping-particle", "dropping_particle"),
    ("suffix", "suffix"),
    ("literal", "literal"),
)
_REPRINT = "reprint-of"


@dataclass(frozen=True, slots=True)
class _Variables:
    plain: Mapping[str, str]
    dates: Mapping[str, str]
    identifiers: Mapping[str, str]
    aliases: Mapping[str, str]
    types: frozenset[str]
    own: frozenset[str]


@cache
def _variables() -> _Variables:
    raw = tomllib.loads(files("biblio.formats").joinpath("csl_variables.toml").read_text("utf-8"))
    return _Variables(
        raw["plain"],
        raw["dates"],
        raw["identifiers"],
        raw["aliases"],
        frozenset(raw["types"]["known"]),
        frozenset(raw["own"]["text"]),
    )


class CslJson:
    """A JSON array of CSL items."""

    suffixes: ClassVar[tuple[str, ...]] = (".json", ".csljson")

    def loads(self, text: str, source: str = "") -> Library:
        """Read an array of items, a single item, or an object that has them under `items` or `references`."""
        entries: list[Entry] = []
        remarks: list[Diagnostic] = []
        for index, found in enumerate(_parsed(text, source), start=1):
            if isinstance(found, dict):
                entries.append(_entry(found, index, {entry.key for entry in entries}, remarks))
            else:
                remarks.append(Diagnostic("broken-item", f"item {index} is no object and left out", Severity.ERROR))
        return Library(tuple(entries), text, tuple(remarks))

    def dumps(self, library: Library) -> str:
        """Write an array of items, two blanks of indentation, UTF-8."""
        return json.dumps(items(library), ensure_ascii=False, indent=2) + "\n"


def items(library: Library) -> list[dict[str, Any]]:
    """All entries as CSL items, in their order."""
    return [item(entry) for entry in library.entries]


def item(entry: Entry) -> dict[str, Any]:
    """An entry as a CSL item with its key as `id`; empty variables are left out."""
    work, known = flat(entry.work), _variables()
    found: dict[str, Any] = {"id": entry.key, "type": work.type if work.type in known.types else "document"}
    found |= _people(work)
    found |= {variable: value for variable, field in known.plain.items() if (value := getattr(work, field))}
    if work.container and work.container.title:
        found["container-title"] = work.container.title
    dates = {variable: date for variable, field in known.dates.items() if (date := getattr(work, field))}
    found |= {variable: _csl_dates.dump(date) for variable, date in dates.items()}
    if work.pages:
        found["page"] = str(work.pages)
    found |= _identifiers(work)
    found |= {name: _value(value) for name, value in work.extra if name in known.own and name not in found}
    own = _own(entry, work, dates)
    return found | ({"biblio": own} if own else {})


def _people(work: Work) -> dict[str, Any]:
    found: dict[str, list[dict[str, str]]] = {}
    for contributor in work.contributors:
        parts = {theirs: value for theirs, ours in _NAME_PARTS if (value := getattr(contributor.name, ours))}
        found.setdefault(contributor.role.value, []).append(parts)
    return found


def _identifiers(work: Work) -> dict[str, str]:
    found: dict[str, str] = {}
    for variable, kind in _variables().identifiers.items():
        values = [number.value for number in work.identifiers if number.kind.value == kind]
        if values:
            found[variable] = " ".join(values)
    return found


def _own(entry: Entry, work: Work, dates: Mapping[str, Date]) -> dict[str, Any]:
    """What goes under "biblio"."""
    known = _variables()
    spare = [number for number in work.identifiers if number.kind.value not in known.identifiers.values()]
    reprints = [relation.key for relation in work.related if relation.kind == _REPRINT]
    found: dict[str, Any] = {
        _REPRINT: reprints[0] if reprints else "",
        "related": [[relation.kind, relation.key] for relation in work.related
                    if relation.kind != _REPRINT or relation.key != reprints[0]],
        "inferred": list(work.inferred),
        "cited-in": [_mention(mention) for mention in entry.mentions],
        "archive-url": work.archive_url,
        "archive-date": str(work.archive_date or ""),
        "identifiers": [str(number) for number in spare],
        "dates": {name: str(date) for name, date in dates.items() if _csl_dates.loses(date)},
        "printed-date": work.date.literal if work.date and work.date.start else "",
        "main-title": work.container.container.title if work.container and work.container.container else "",
        "type": work.type if work.type not in known.types else "",
        "extra": {name: value for name, value in work.extra if name not in known.own},
    }  # fmt: skip
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


def _parsed(text: str, source: str) -> list[Any]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        line, column = getattr(error, "lineno", 0), getattr(error, "colno", 0)
        raise FormatError(f"not CSL-JSON: {getattr(error, 'msg', error)}", place=Place(source, line, column),
                          hint="expected a JSON array of items") from error  # fmt: skip
    if isinstance(found, dict):
        for name in ("items", "references"):
            if isinstance(found.get(name), list):
                return list(found[name])
        return [found] if found else []
    if not isinstance(found, list):
        raise FormatError("not CSL-JSON: neither an array nor an object", place=Place(source, 1, 1),
                          hint="expected a JSON array of items")  # fmt: skip
    return found


def _entry(raw: Mapping[str, Any], index: int, taken: set[str], remarks: list[Diagnostic]) -> Entry:
    known = _variables()
    found = {known.aliases.get(name, name): value for name, value in raw.items() if value not in (None, "", [], {})}
    own = found.pop("biblio", {})
    own = own if isinstance(own, dict) else {}
    key = _key(found, index, taken, remarks)
    kind = _text(found.pop("type", ""))
    if kind not in known.types and not own.get("type"):
        remarks.append(Diagnostic("unknown-type", f"{key}: {kind!r} is no CSL type; read as a document"))
    work = Work(
        type=_text(own.get("type")) or (kind if kind in known.types else "document"),
        contributors=_contributors(found),
        pages=Pages.parse(_text(found.pop("page"))) if "page" in found else None,
        identifiers=_read_identifiers(found, own),
        related=_related(own),
        inferred=tuple(_text(field) for field in _list(own.get("inferred"))),
        archive_url=_text(own.get("archive-url")),
        archive_date=Date.parse(own["archive-date"]) if isinstance(own.get("archive-date"), str) else None,
        **_plain(found),
        **_dates(found, own),
    )
    title = _text(found.pop("container-title", ""))
    work = nest(work, title, _text(own.get("main-title")))
    return Entry(key, replace(work, extra=_extra(found, own)), _mentions(own))


def _plain(found: dict[str, Any]) -> dict[str, Any]:
    return {field: _text(found.pop(variable, "")) for variable, field in _variables().plain.items()}


def _key(found: dict[str, Any], index: int, taken: set[str], remarks: list[Diagnostic]) -> str:
    given = _text(found.pop("id", "")) or _text(found.get("citation-key", ""))
    if found.get("citation-key") == given:
        del found["citation-key"]
    key, number = given or f"item-{index}", 2
    while key in taken:
        key, number = f"{given or 'item'}-{number}", number + 1
    if key != given:
        said = f"id {given!r} is used a second time" if given else f"item {index} has no id"
        remarks.append(Diagnostic("duplicate-key" if given else "missing-key", f"{said}; filed as {key!r}"))
    return key


def _contributors(found: dict[str, Any]) -> tuple[Contributor, ...]:
    roles = [name for name in found if name in set(Role)]
    return tuple(
        Contributor(name, Role(role)) for role in roles for raw in _list(found.pop(role)) if (name := _name(raw))
    )


def _name(raw: Any) -> Name | None:
    if isinstance(raw, str):
        return Name(literal=raw) if raw else None
    if not isinstance(raw, dict):
        return None
    name = Name(**{ours: _text(raw.get(theirs)) for theirs, ours in _NAME_PARTS})
    return name if name != Name() else None


def _read_identifiers(found: dict[str, Any], own: Mapping[str, Any]) -> tuple[Identifier, ...]:
    numbers = [
        Identifier(IdentifierKind(kind), value)
        for variable, kind in _variables().identifiers.items()
        for value in _text(found.pop(variable, "")).split()
    ]
    numbers += [number for text in _list(own.get("identifiers")) if (number := Identifier.parse(_text(text)))]
    return tuple(numbers)


def _related(own: Mapping[str, Any]) -> tuple[Related, ...]:
    found = [Related(_REPRINT, _text(own[_REPRINT]))] if own.get(_REPRINT) else []
    pairs = [pair for pair in _list(own.get("related")) if isinstance(pair, list) and len(pair) == 2]
    return (*found, *(Related(_text(kind), _text(key)) for kind, key in pairs))


def _dates(found: dict[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    exact = own.get("dates") if isinstance(own.get("dates"), dict) else {}
    dates: dict[str, Date | None] = {}
    for variable, field in _variables().dates.items():
        raw = found.pop(variable, None)
        known = _text((exact or {}).get(variable))
        dates[field] = Date.parse(known) if known else _csl_dates.load(raw)
    printed, date = _text(own.get("printed-date")), dates["date"]
    if printed and date:
        dates["date"] = date.as_written(printed)
    return dates


def _extra(found: Mapping[str, Any], own: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    rest = [(name, value if isinstance(value, str) else _json(value)) for name, value in found.items()]
    kept = own.get("extra")
    rest += [(name, _text(value)) for name, value in (kept if isinstance(kept, dict) else {}).items()]
    return tuple(rest)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _mentions(own: Mapping[str, Any]) -> tuple[Mention, ...]:
    found = []
    for raw in _list(own.get("cited-in")):
        if isinstance(raw, dict):
            form = _text(raw.get("form"))
            place = Locator(_text(raw["locator"]), _text(raw.get("label")) or "page") if raw.get("locator") else None
            found.append(Mention(_text(raw.get("note")), Form(form) if form in set(Form) else Form.FULL, place))
    return tuple(found)


def _list(raw: Any) -> list[Any]:
    if isinstance(raw, list):
        return raw
    return [raw] if raw else []


def _text(raw: Any) -> str:
    """Strings as they are, numbers as written; Zotero and others give numbers for volume and page."""
    if isinstance(raw, str):
        return raw
    return "" if raw is None or isinstance(raw, bool) else str(raw) if isinstance(raw, int | float) else _json(raw)


plugin: Format = CslJson()
