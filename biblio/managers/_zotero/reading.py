"""An item as Zotero's API gives it -> what is needed to know it again: key, version and the work it describes. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from biblio.formats._nesting import nest
from biblio.managers._zotero import dates, extra
from biblio.managers._zotero.tables import NATIVE, ItemType, tables
from biblio.model import Contributor, Date, Identifier, IdentifierKind, Name, Pages, Role, Work

__all__ = ["Existing", "existing"]

_NO_WORKS = frozenset(("attachment", "note", "annotation"))
_DATES = ("date", "original_date", "accessed")


@dataclass(frozen=True, slots=True)
class Existing:
    """An item that Zotero has."""

    key: str
    """Zotero's own key: "ABCD2345"."""
    version: int
    citation_key: str
    work: Work
    data: Mapping[str, Any]
    """As the API gave it."""


def existing(raw: Any) -> Existing | None:
    """An element of the API's answer; None for notes, attachments and whatever is no item."""
    data = raw.get("data") if isinstance(raw, dict) else None
    if not isinstance(data, dict) or data.get("itemType") in _NO_WORKS or not _text(raw.get("key") or data.get("key")):
        return None
    key, note = _text(raw.get("key") or data.get("key")), _text(data.get("extra"))
    version = raw.get("version", data.get("version", 0))
    return Existing(
        key=key,
        version=version if isinstance(version, int) else 0,
        citation_key=_text(data.get("citationKey")) or extra.citation_key(note),
        work=_work(data, dict(_lines(note))),
        data=data,
    )


def _work(data: Mapping[str, Any], lines: Mapping[str, str]) -> Work:
    kind = tables().types.get(_text(data.get("itemType"))) or tables().types["document"]
    values = {ours: _text(data.get(theirs)) for ours, theirs in {**NATIVE, **kind.fields}.items()}
    values |= {name: lines[label] for name, label in tables().labels.items() if not values.get(name) and label in lines}
    numbers = tuple(
        Identifier(kind, value) for kind in IdentifierKind for value in values.pop(kind.value, "").split() if value
    )
    found: dict[str, Any] = {name: value for name, value in values.items() if value and name not in (*_DATES, "pages")}
    found |= {name: _date(values.get(name, "")) for name in _DATES}
    work = Work(
        type=lines.get("Type") or (kind.csl[0] if kind.csl else _UNMATCHED.get(kind.name, "document")),
        contributors=_contributors(data, kind),
        identifiers=numbers,
        pages=Pages.parse(values["pages"]) if values.get("pages") else None,
        **found,
    )
    return nest(work, _text(data.get(kind.container)) if kind.container else "")


_UNMATCHED = {
    "email": "personal_communication",
    "instantMessage": "personal_communication",
    "podcast": "song",
    "radioBroadcast": "broadcast",
    "videoRecording": "motion_picture",
}
"""Item types that no CSL type becomes, but that Zotero reads as one."""


def _date(text: str) -> Date | None:
    return dates.read(text.partition("T")[0])


def _contributors(data: Mapping[str, Any], kind: ItemType) -> tuple[Contributor, ...]:
    roles = {theirs: ours for ours, theirs in reversed(list(kind.creators.items()))}
    found = []
    for raw in data.get("creators") or ():
        role = roles.get(_text(raw.get("creatorType")), "") if isinstance(raw, dict) else ""
        if role:
            found.append(Contributor(_name(raw), Role(role)))
    return tuple(found)


def _name(raw: Mapping[str, Any]) -> Name:
    if raw.get("name"):
        return Name(literal=_text(raw["name"]))
    first, _, suffix = _text(raw.get("firstName")).partition(", ")
    return Name.parse(", ".join(part for part in (_text(raw.get("lastName")), suffix, first) if part))


def _lines(text: str) -> tuple[tuple[str, str], ...]:
    return tuple((label, value) for label, value in extra.read(text) if label)


def _text(raw: Any) -> str:
    return raw if isinstance(raw, str) else ""
