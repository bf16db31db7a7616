"""CSL items as programs write them -> entries."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from biblio.errors import FormatError, Place
from biblio.formats._csl import dates
from biblio.formats._csl.variables import NAME_PARTS, REPRINT, variables
from biblio.formats._nesting import nest
from biblio.model import (
    CSL_ROLES,
    Annotation,
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
    Provenance,
    Related,
    Role,
    Severity,
    Work,
)

__all__ = ["read_entry", "read_items", "read_library"]


def read_items(text: str, source: str) -> list[Any]:
    """The elements of the array, whatever they are."""
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


def read_library(found: Sequence[Any], text: str, lines: Sequence[int] = ()) -> Library:
    """Items as they were parsed -> entries; `lines` are those they begin in, where that is known."""
    entries: list[Entry] = []
    remarks: list[Diagnostic] = []
    taken: set[str] = set()
    for index, raw in enumerate(found, start=1):
        line = lines[index - 1] if lines else 0
        if isinstance(raw, dict):
            entries.append(replace(read_entry(raw, index, taken, remarks), line=line))
            taken.add(entries[-1].key)
        else:
            message = f"item {index} is no object and left out"
            remarks.append(Diagnostic("broken-item", message, Severity.ERROR, line=line))
    return Library(tuple(entries), text, tuple(remarks))


def read_entry(raw: Mapping[str, Any], index: int, taken: set[str], remarks: list[Diagnostic]) -> Entry:
    """One item; `index` counts from 1, keys in `taken` are not given again, `remarks` grows."""
    known = variables()
    found = {known.aliases.get(name, name): value for name, value in raw.items() if value not in (None, "", [], {})}
    own = found.pop("biblio", {})
    own = own if isinstance(own, dict) else {}
    key = _key(found, index, taken, remarks)
    kind = _text(found.pop("type", ""))
    if kind not in known.types and not own.get("type"):
        remarks.append(Diagnostic("unknown-type", f"{key}: {kind!r} is no CSL type; read as a document"))
    work = Work(
        type=_text(own.get("type")) or (kind if kind in known.types else "document"),
        contributors=(*_contributors(found), *_other_roles(own)),
        pages=Pages.parse(_text(found.pop("page"))) if "page" in found else None,
        identifiers=_read_identifiers(found, own),
        related=_related(own),
        inferred=tuple(_text(field) for field in _list(own.get("inferred"))),
        archive_url=_text(own.get("archive-url")),
        archive_date=_own_date(own, "archive-date"),
        link_status=_text(own.get("link-status")),
        link_checked=_own_date(own, "link-checked"),
        provenance=_provenance(own),
        **_plain(found),
        **_dates(found, own),
    )
    title = _text(found.pop("container-title", ""))
    work = nest(work, title, _text(own.get("main-title")))
    return Entry(key, replace(work, extra=_extra(found, own)), _mentions(own), annotations=_annotations(own))


def _plain(found: dict[str, Any]) -> dict[str, Any]:
    return {field: _text(found.pop(variable, "")) for variable, field in variables().plain.items()}


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
    roles = [name for name in found if name in CSL_ROLES]
    return tuple(
        Contributor(name, Role(role)) for role in roles for raw in _list(found.pop(role)) if (name := _name(raw))
    )


def _other_roles(own: Mapping[str, Any]) -> Iterator[Contributor]:
    for raw in _list(own.get("roles")):
        role = _text(raw.get("role")) if isinstance(raw, dict) else ""
        name = _name(raw) if role in set(Role) else None
        if name:
            yield Contributor(name, Role(role))


def _name(raw: Any) -> Name | None:
    if isinstance(raw, str):
        return Name(literal=raw) if raw else None
    if not isinstance(raw, dict):
        return None
    name = Name(**{ours: _text(raw.get(theirs)) for theirs, ours in NAME_PARTS})
    return name if name != Name() else None


def _read_identifiers(found: dict[str, Any], own: Mapping[str, Any]) -> tuple[Identifier, ...]:
    numbers = [
        Identifier(IdentifierKind(kind), value)
        for variable, kind in variables().identifiers.items()
        for value in _text(found.pop(variable, "")).split()
    ]
    numbers += [number for text in _list(own.get("identifiers")) if (number := Identifier.parse(_text(text)))]
    return tuple(numbers)


def _related(own: Mapping[str, Any]) -> tuple[Related, ...]:
    found = [Related(REPRINT, _text(own[REPRINT]))] if own.get(REPRINT) else []
    pairs = [pair for pair in _list(own.get("related")) if isinstance(pair, list) and len(pair) == 2]
    return (*found, *(Related(_text(kind), _text(key)) for kind, key in pairs))


def _dates(found: dict[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    exact = own.get("dates") if isinstance(own.get("dates"), dict) else {}
    found_dates: dict[str, Date | None] = {}
    for variable, field in variables().dates.items():
        raw = found.pop(variable, None)
        known = _text((exact or {}).get(variable))
        found_dates[field] = Date.parse(known) if known else dates.load(raw)
    printed, date = _text(own.get("printed-date")), found_dates["date"]
    if printed and date:
        found_dates["date"] = date.as_written(printed)
    return found_dates


def _own_date(own: Mapping[str, Any], name: str) -> Date | None:
    return Date.parse(own[name]) if isinstance(own.get(name), str) and own[name] else None


def _provenance(own: Mapping[str, Any]) -> tuple[Provenance, ...]:
    raws = [raw for raw in _list(own.get("provenance")) if isinstance(raw, dict)]
    return tuple(
        Provenance(_text(raw.get("source")), _own_date(raw, "retrieved"), tuple(map(_text, _list(raw.get("fields")))))
        for raw in raws
    )


def _annotations(own: Mapping[str, Any]) -> tuple[Annotation, ...]:
    raws = [raw for raw in _list(own.get("annotations")) if isinstance(raw, dict)]
    return tuple(Annotation(_text(raw.get("text")), _text(raw.get("note"))) for raw in raws)


def _variable(name: str, value: Any) -> str:
    date = dates.load(value) if name in variables().other_dates else None
    if date:
        return str(date)
    return value if isinstance(value, str) else _text(value)


def _extra(found: Mapping[str, Any], own: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    rest = [(name, _variable(name, value)) for name, value in found.items()]
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
