"""Reference of a CITATION.cff -> entry; the key may be ""."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from biblio.formats._cff.tables import tables
from biblio.formats._cff.writing import KEY, NOBODY
from biblio.formats._csl.variables import variables
from biblio.formats._nesting import nest
from biblio.formats._tex.dates import read_edtf
from biblio.model import (
    Contributor,
    Date,
    Entry,
    Identifier,
    IdentifierKind,
    Moment,
    Name,
    Pages,
    Role,
    Work,
)

__all__ = ["entry"]

_UNDERSTOOD = frozenset((
    "type", "collection-title", "thesis-type", "data-type", "publisher", "institution", "date-published",
    "date-released", "year", "month", "date-accessed", "year-original", "start", "end", "languages", "conference",
    "keywords", "identifiers", "cff-version", "message", "references", "preferred-citation", "repository-code",
))  # fmt: skip


def entry(raw: Mapping[str, Any]) -> Entry:
    """A reference, or the work that the whole file is about."""
    known = tables()
    reads = {theirs: ours for ours, theirs in reversed(known["types"].items())} | known["reads"]
    named = _text(raw.get("type"))
    kind = reads.get("data" if named == "dataset" else named, "document")
    if kind == "book" and raw.get("collection-title") and raw.get("start"):
        kind = "chapter"
    values = {variable: _text(raw.get(field)) for variable, field in known["texts"].items()}
    place = _mapping(raw.get("publisher") or raw.get("institution"))
    plain: dict[str, Any] = {field: values.pop(name, "") for name, field in variables().plain.items()}
    plain |= {
        "publisher": "" if place.get("name") == NOBODY else _text(place.get("name")),
        "place": _text(place.get("city") or place.get("location")),
        "genre": _text(raw.get("thesis-type") or raw.get("data-type")),
        "language": next(iter(map(_text, _listed(raw.get("languages")))), ""),
        "event": _text(_mapping(raw.get("conference")).get("name")),
        "url": plain["url"] or _text(raw.get("repository-code")),
        "title": "" if plain["title"] == "[untitled]" else plain["title"],
    }
    first, last = _text(raw.get("start")), _text(raw.get("end"))
    work = Work(
        type=kind,
        contributors=tuple(_people(raw)),
        date=_date(raw),
        original_date=_year(raw.get("year-original")),
        accessed=read_edtf(_text(raw["date-accessed"])) if raw.get("date-accessed") else None,
        pages=Pages.parse(f"{first}-{last}" if last else first) if first else None,
        identifiers=tuple(_numbers(raw)),
        **plain,
    )
    container = values.pop("container-title") or _text(raw.get("collection-title"))
    return Entry(_key(raw), nest(replace(work, extra=tuple(_extra(raw, values))), container))


def _key(raw: Mapping[str, Any]) -> str:
    found = [one for one in _listed(raw.get("identifiers")) if isinstance(one, dict)]
    return next((_text(one.get("value")) for one in found if one.get("description") == KEY), "")


def _people(raw: Mapping[str, Any]) -> Iterator[Contributor]:
    for role, field in tables()["people"].items():
        for one in _listed(raw.get(field)):
            if isinstance(one, dict) and (name := _name(one)) and name.literal != NOBODY:
                yield Contributor(name, Role(role))


def _name(raw: Mapping[str, Any]) -> Name | None:
    if raw.get("name"):
        return Name(literal=_text(raw["name"]))
    name = Name(
        family=_text(raw.get("family-names")),
        given=_text(raw.get("given-names")),
        particle=_text(raw.get("name-particle")),
        suffix=_text(raw.get("name-suffix")),
    )
    return name if name != Name() else Name(literal=_text(raw["alias"])) if raw.get("alias") else None


def _date(raw: Mapping[str, Any]) -> Date | None:
    day = _text(raw.get("date-published") or raw.get("date-released"))
    if day:
        return read_edtf(day)
    year = _year(raw.get("year"))
    month = raw.get("month")
    known = int(_text(month)) if _text(month).isdecimal() else 0
    return Date(replace(year.start, month=known)) if year and year.start and 0 < known < 13 else year


def _year(raw: Any) -> Date | None:
    text = _text(raw)
    number = int(text) if text.removeprefix("-").isdecimal() and len(text) < 6 else 0
    return Date(Moment(number)) if number else Date(literal=text) if text else None


def _numbers(raw: Mapping[str, Any]) -> Iterator[Identifier]:
    for kind in (IdentifierKind.DOI, IdentifierKind.ISBN, IdentifierKind.ISSN):
        for value in _text(raw.get(kind.value)).split():
            yield Identifier(kind, value)
    for one in _listed(raw.get("identifiers")):
        if isinstance(one, dict) and one.get("description") != KEY:
            found = Identifier.parse(_text(one.get("value")))
            if found and (one.get("type") != "doi" or not raw.get("doi")):
                yield found


def _extra(raw: Mapping[str, Any], values: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    known = tables()
    yield from (
        (name, value)
        for name, value in values.items()
        if value and name not in ("DOI", "ISBN", "ISSN", "container-title")
    )
    if words := ", ".join(filter(None, map(_text, _listed(raw.get("keywords"))))):
        yield "keyword", words
    understood = _UNDERSTOOD | set(known["texts"].values()) | set(known["people"].values())
    for name, value in raw.items():
        if name not in understood and value not in (None, "", [], {}):
            yield f"cff-{name}", _text(value)


def _mapping(raw: Any) -> Mapping[str, Any]:
    return raw if isinstance(raw, dict) else {"name": raw} if raw else {}


def _listed(raw: Any) -> list[Any]:
    return raw if isinstance(raw, list) else [raw] if raw else []


def _text(raw: Any) -> str:
    if isinstance(raw, dict):
        return ", ".join(f"{key}: {_text(value)}" for key, value in raw.items())
    if isinstance(raw, list):
        return ", ".join(_text(one) for one in raw)
    return "" if raw is None or isinstance(raw, bool) else str(raw)
