"""An item as Zotero has it: what its exchange formats and its interfaces all write down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["SPARE", "Creator", "Item", "Weblink"]

SPARE = "zotero-"
"""Begins the name in `Work.extra` of a field that only Zotero has: `zotero-seriesText`."""


@dataclass(frozen=True, slots=True)
class Creator:
    """Somebody and what Zotero calls what they did; without a first name, Zotero shows one field."""

    type: str
    """`author`, `seriesEditor`, `castMember` ..."""
    last: str
    first: str = ""


@dataclass(frozen=True, slots=True)
class Weblink:
    """A linked address among the attachments, or a file."""

    title: str
    url: str
    path: str = ""
    """Of a file, as the library that names it has it."""
    mime: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One item; `fields` are under the names its type has for them (`university`, not `publisher`)."""

    key: str
    """Our citation key."""
    type: str
    """`bookSection`, `forumPost` ..."""
    fields: Mapping[str, str] = field(default_factory=dict)
    """Without `extra`, which is in lines below."""
    creators: tuple[Creator, ...] = ()
    extra: tuple[str, ...] = ()
    """The lines of Zotero's Extra field: "Original Date: 1848"."""
    tags: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    """Child notes, as Zotero's HTML."""
    links: tuple[Weblink, ...] = ()
    related: tuple[str, ...] = ()
    """Keys of related items."""
    collections: tuple[str, ...] = ()
