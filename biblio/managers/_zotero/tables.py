"""Zotero's item types and where a work's fields go in each, read from item_types.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

__all__ = ["NATIVE", "ItemType", "Tables", "tables"]

NATIVE = {
    "doi": "DOI",
    "isbn": "ISBN",
    "issn": "ISSN",
    "pmid": "PMID",
    "original_date": "originalDate",
    "original_publisher": "originalPublisher",
    "original_place": "originalPlace",
    "volumes": "numberOfVolumes",
    "status": "status",
}
"""Fields that Zotero gives to more types from one version of its schema to the next."""
_COMMON = frozenset(("abstractNote", "shortTitle", "rights", "extra", "citationKey"))


@dataclass(frozen=True, slots=True)
class ItemType:
    """One item type."""

    name: str
    csl: tuple[str, ...]
    fields: Mapping[str, str]
    """Field of `Work` -> Zotero's field."""
    creators: Mapping[str, str]
    """Role -> Zotero's creator type."""
    container: str
    """The field for the title of what contains the work; "" if there is none."""
    optional: frozenset[str]
    """Fields of Zotero's that no field of `Work` goes to, but something kept in `Work.extra` may."""

    @property
    def all_fields(self) -> frozenset[str]:
        """Every field of Zotero's that the type has as far as we know."""
        return self.optional | frozenset(self.fields.values()) | ({self.container} if self.container else set())


@dataclass(frozen=True, slots=True)
class Tables:
    """item_types.toml."""

    types: Mapping[str, ItemType]
    by_csl: Mapping[str, ItemType]
    """CSL type -> item type."""
    extras: Mapping[str, str]
    labels: Mapping[str, str]


@cache
def tables() -> Tables:
    """The tables, read once."""
    raw = tomllib.loads(files("biblio.managers._zotero").joinpath("item_types.toml").read_text("utf-8"))
    types = {name: _item_type(name, found, raw) for name, found in raw["types"].items()}
    by_csl = {csl: found for found in types.values() for csl in found.csl}
    return Tables(types, by_csl, raw["extras"], raw["labels"])


def _item_type(name: str, found: Mapping[str, Any], raw: Mapping[str, Any]) -> ItemType:
    fields = {**raw["everywhere"], **found["fields"]}
    if name in raw["unarchived"]["types"]:
        fields = {ours: theirs for ours, theirs in fields.items() if not ours.startswith("archive")}
    optional = _COMMON | {field for field, having in raw["optional"].items() if name in having}
    return ItemType(name, tuple(found["csl"]), fields, found["creators"], found.get("container", ""), optional)
