"""An item as Zotero's API gives it -> what is needed to know it again: key, version and the work it describes. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from biblio.formats._zotero.item import Creator, Item
from biblio.formats._zotero.reading import entry
from biblio.managers._zotero import extra
from biblio.model import Work

__all__ = ["Existing", "existing"]

_NO_WORKS = frozenset(("attachment", "note", "annotation"))
_NO_FIELDS = frozenset(("key", "itemType", "extra", "dateAdded", "dateModified", "citationKey", "parentItem"))


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
    note = _text(data.get("extra"))
    version = raw.get("version", data.get("version", 0))
    return Existing(
        key=_text(raw.get("key") or data.get("key")),
        version=version if isinstance(version, int) else 0,
        citation_key=_text(data.get("citationKey")) or extra.citation_key(note),
        work=entry(_item(data, note)).work,
        data=data,
    )


def _item(data: Mapping[str, Any], note: str) -> Item:
    fields = {
        name: value for name, value in data.items() if name not in _NO_FIELDS and isinstance(value, str) and value
    }
    if "accessDate" in fields:
        fields["accessDate"] = fields["accessDate"].partition("T")[0]
    creators = data.get("creators")
    return Item(
        key="",
        type=_text(data.get("itemType")),
        fields=fields,
        creators=tuple(_creator(one) for one in creators if isinstance(one, dict))
        if isinstance(creators, list)
        else (),
        extra=tuple(note.split("\n")),
        tags=_tags(data.get("tags")),
    )


def _creator(raw: Mapping[str, Any]) -> Creator:
    return Creator(
        _text(raw.get("creatorType")), _text(raw.get("name")) or _text(raw.get("lastName")), _text(raw.get("firstName"))
    )


def _tags(raw: Any) -> tuple[str, ...]:
    return tuple(_text(tag.get("tag")) for tag in raw if isinstance(tag, dict)) if isinstance(raw, list) else ()


def _text(raw: Any) -> str:
    return raw if isinstance(raw, str) else ""
