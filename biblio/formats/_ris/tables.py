"""RIS's types and tags, read from ris.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from biblio.model import Role

__all__ = ["Tables", "tables"]


@dataclass(frozen=True, slots=True)
class Tables:
    """ris.toml."""

    types: Mapping[str, str]
    reads: Mapping[str, str]
    zotero: Mapping[str, str]
    zotero_misses: Mapping[str, list[str]]
    common: Mapping[str, str]
    of_type: Mapping[str, Mapping[str, str]]
    like: Mapping[str, str]
    common_people: Mapping[str, str]
    people_of_type: Mapping[str, Mapping[str, str]]
    aliases: Mapping[str, str]
    extra: Mapping[str, str]
    post_genre: str

    def tags(self, kind: str) -> dict[str, str]:
        """CSL variable -> tag, in records of a type."""
        own = self.of_type.get(self.like.get(kind, kind), {})
        return {name: tag for name, tag in {**self.common, **own}.items() if tag}

    def people(self, kind: str) -> dict[Role, str]:
        """Role -> tag, in records of a type; where two share one, the first is the one it is read as."""
        own = self.people_of_type.get(self.like.get(kind, kind), {})
        found = {**own, **{role: tag for role, tag in self.common_people.items() if role not in own}}
        return {Role(role): tag for role, tag in found.items() if tag}

    def item_type(self, kind: str) -> str:
        """What Zotero takes a record of a type for."""
        return self.zotero.get(kind) or self.zotero.get(self.like.get(kind, ""), "journalArticle")


@cache
def tables() -> Tables:
    """The tables, read once."""
    raw = tomllib.loads(files("biblio.formats._ris").joinpath("ris.toml").read_text("utf-8"))
    reads = {tag: kind for kind, tag in reversed(raw["types"].items())} | raw["reads"]
    return Tables(
        raw["types"], reads, raw["zotero"], raw["zotero_misses"], raw["tags"], raw["of_type"], raw["like"],
        raw["people"], raw["people_of_type"], raw["aliases"], raw["extra"], raw["posts"]["genre"],
    )  # fmt: skip
