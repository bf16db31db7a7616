"""Hayagriva's mapping -> work."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from biblio.formats._hayagriva.tables import tables
from biblio.formats._tex.dates import read_edtf
from biblio.model import Contributor, Date, Identifier, IdentifierKind, Name, Pages, Role, Work

__all__ = ["work"]

_UNDERSTOOD = frozenset((
    "type", "title", "author", "editor", "affiliated", "date", "publisher", "organization", "location", "page-range",
    "url", "serial-number", "parent",
))  # fmt: skip


def work(raw: Mapping[str, Any]) -> Work:
    """A work with its container; what is not understood stays in extra."""
    known = tables()
    kind = _text(raw.get("type")).lower() or "misc"
    parents = [found for found in _listed(raw.get("parent")) if isinstance(found, dict)]
    series = [found for found in parents if _is_series(found, kind)]
    wholes = [found for found in parents if found not in series]
    of = _text(wholes[0].get("type")).lower() if wholes else ""
    reads = known["reads"]
    publisher, place = _publisher(raw)
    fields: dict[str, Any] = {field: _text(raw.get(name)) for field, name in known["fields"].items()}
    return Work(
        type=reads.get(f"{kind} in {of}") or reads.get(kind, "document"),
        contributors=tuple(_people(raw)),
        date=_date(raw.get("date")),
        publisher=publisher,
        place=place,
        pages=Pages.parse(_text(raw["page-range"])) if raw.get("page-range") else None,
        number=_text(_mapping(raw.get("serial-number"), "serial").get("serial")),
        url=_text(_mapping(raw.get("url"), "value").get("value")),
        accessed=_date(_mapping(raw.get("url"), "value").get("date")),
        identifiers=tuple(_numbers(raw)),
        container=_container(wholes[0]) if wholes else None,
        series=_text(series[0].get("title")) if series else "",
        series_number=_text(series[0].get("issue") or series[0].get("volume")) if series else "",
        extra=tuple(_extra(raw)),
        **fields,
    )


def _container(raw: Mapping[str, Any]) -> Work:
    found = work(raw)
    serial = _text(raw.get("type")).lower() in ("periodical", "newspaper")
    return replace(found, type="periodical" if serial else "webpage" if found.type == "webpage" else "book")


def _is_series(parent: Mapping[str, Any], kind: str) -> bool:
    """A parent that only names a series: an anthology of which no more than a title and a number is said."""
    alone = set(parent) <= {"type", "title", "issue", "volume"}
    return _text(parent.get("type")).lower() == "anthology" and alone and kind not in ("chapter", "anthos")


def _people(raw: Mapping[str, Any]) -> Iterator[Contributor]:
    for name, role in (("author", Role.AUTHOR), ("editor", Role.EDITOR)):
        yield from (Contributor(found, role) for one in _listed(raw.get(name)) if (found := _name(one)))
    roles = {theirs: Role(ours) for ours, theirs in tables()["roles"].items()}
    for group in _listed(raw.get("affiliated")):
        if isinstance(group, dict):
            role = roles.get(_text(group.get("role")).lower(), Role.CONTRIBUTOR)
            yield from (Contributor(found, role) for one in _listed(group.get("names")) if (found := _name(one)))


def _name(raw: Any) -> Name | None:
    if isinstance(raw, dict):
        last, given = _text(raw.get("name")), _text(raw.get("given-name"))
        prefix, suffix = _text(raw.get("prefix")), _text(raw.get("suffix"))
        if not given and not prefix and not suffix:
            return Name(literal=last) if last else None
        return Name(family=last, given=given, particle=prefix, suffix=suffix)
    text = _text(raw)
    if not text:
        return None
    return Name.parse(text) if "," in text else Name(literal=text) if " " in text else Name(family=text)


def _date(raw: Any) -> Date | None:
    text = _text(raw).strip()
    if not text:
        return None
    return read_edtf(text[1:] + "~" if text.startswith("~") else text)


def _publisher(raw: Mapping[str, Any]) -> tuple[str, str]:
    found = _mapping(raw.get("publisher") or raw.get("organization"), "name")
    return _text(found.get("name")), _text(found.get("location") or raw.get("location"))


def _numbers(raw: Mapping[str, Any]) -> Iterator[Identifier]:
    found = _mapping(raw.get("serial-number"), "serial")
    for kind, name in tables()["numbers"].items():
        if found.get(name):
            yield Identifier(IdentifierKind(kind), _text(found[name]))


def _extra(raw: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    known = tables()
    names = {theirs: ours for ours, theirs in known["extra"].items()}
    for name, value in raw.items():
        if name not in _UNDERSTOOD and name not in known["fields"].values() and value not in (None, "", [], {}):
            yield names.get(name, name), _text(value)


def _mapping(raw: Any, name: str) -> Mapping[str, Any]:
    return raw if isinstance(raw, dict) else {name: raw} if raw else {}


def _listed(raw: Any) -> list[Any]:
    return raw if isinstance(raw, list) else [] if raw is None or raw == "" else [raw]


def _text(raw: Any) -> str:
    """Text as it is; a formatted title is `{value: ...}`."""
    if isinstance(raw, dict):
        raw = raw.get("value", "")
    if isinstance(raw, list):
        return ", ".join(_text(one) for one in raw)
    return "" if raw is None or isinstance(raw, bool) else str(raw)
