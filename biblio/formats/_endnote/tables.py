"""EndNote's types and fields, read from endnote.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

__all__ = ["Tables", "tables"]


@dataclass(frozen=True, slots=True)
class Tables:
    """endnote.toml."""

    types: Mapping[str, tuple[str, int]]
    kinds: Mapping[str, str]
    """Name of a type, in lower case -> TY."""
    instead: Mapping[str, str]
    xml: Mapping[str, str]
    paths: Mapping[str, str]
    """Path in a record -> tag."""
    refer: Mapping[str, str]
    letters: Mapping[str, str]
    """Letter of Refer -> tag."""


@cache
def tables() -> Tables:
    """The tables, read once."""
    raw = tomllib.loads(files("biblio.formats._endnote").joinpath("endnote.toml").read_text("utf-8"))
    types = {kind: (str(name), int(number)) for kind, (name, number) in raw["types"].items()}
    kinds = {name.lower(): kind for kind, (name, _) in types.items()}
    kinds |= {name.lower(): kind for name, kind in raw["other_names"].items()}
    paths = {path: tag for tag, path in raw["xml"].items()} | raw["xml_also"]
    letters = {letter: tag for tag, letter in raw["refer"].items()}
    return Tables(types, kinds, raw["instead"], raw["xml"], paths, raw["refer"], letters)
