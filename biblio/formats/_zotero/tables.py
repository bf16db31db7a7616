"""Zotero's item types, fields and creators, read from zotero.toml."""

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
    """zotero.toml."""

    types: Mapping[str, str]
    """CSL type -> item type."""
    reads: Mapping[str, str]
    """Item type -> CSL type."""
    variables: Mapping[str, tuple[str, ...]]
    """CSL variable -> fields, under their base names."""
    fields: Mapping[str, Mapping[str, str]]
    """Item type -> base name -> the type's own name, of every field it has."""
    creators: Mapping[str, tuple[str, ...]]
    roles: Mapping[Role, tuple[str, ...]]

    def field(self, type_: str, variable: str) -> str:
        """The field (under the type's own name) that takes a CSL variable in items of a type; "" if none does."""
        known = self.fields[type_]
        return next((known[base] for base in self.variables.get(variable, ()) if base in known), "")

    def creator(self, type_: str, role: Role) -> str:
        """The creator that somebody in a role is in items of a type; "" if there is none."""
        known = self.creators[type_]
        for named in self.roles.get(role, ()):
            if named in known:
                return named
        return known[0] if role is Role.AUTHOR and known[0] != "contributor" else ""

    def role(self, type_: str, creator: str) -> Role:
        """The role of a creator of Zotero's."""
        named = next((role for role, names in self.roles.items() if creator in names), None)
        first = self.creators.get(type_, ("author",))[0]
        return named or (Role.AUTHOR if creator == first else Role.CONTRIBUTOR)


@cache
def tables() -> Tables:
    """The tables, read once."""
    raw = tomllib.loads(files("biblio.formats._zotero").joinpath("zotero.toml").read_text("utf-8"))
    reads = {item: csl for csl, item in raw["types"].items()} | raw["reads"]
    return Tables(
        raw["types"],
        reads,
        {variable: tuple(fields) for variable, fields in raw["variables"].items()},
        {type_: _fields(line, raw["everywhere"]) for type_, line in raw["fields"].items()},
        {type_: tuple(line.split()) for type_, line in raw["creators"].items()},
        {Role(role): tuple(creators) for role, creators in raw["roles"].items()},
    )


def _fields(line: str, everywhere: Mapping[str, str]) -> dict[str, str]:
    words = f"{everywhere['fields']} {line}".replace("+archived", everywhere["archived"]).split()
    return {base: own or base for base, _, own in (word.partition("=") for word in words)}
