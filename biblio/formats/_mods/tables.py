"""MODS's genres, roles and languages, read from mods.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

__all__ = ["EXTRA", "MODS", "Tables", "tables"]

MODS = "http://www.loc.gov/mods/v3"
EXTRA = "urn:x-biblio:extra"
"""Namespace of the one element we put into `extension`."""


@dataclass(frozen=True, slots=True)
class Tables:
    """mods.toml."""

    genres: Mapping[str, str]
    host_genres: Mapping[str, list[str]]
    reads: Mapping[str, str]
    hosts: Mapping[str, str]
    resources: Mapping[str, str]
    roles: Mapping[str, str]
    other_roles: Mapping[str, str]
    languages: Mapping[str, str]


@cache
def tables() -> Tables:
    """The tables, read once."""
    raw = tomllib.loads(files("biblio.formats._mods").joinpath("mods.toml").read_text("utf-8"))
    return Tables(
        raw["genres"],
        raw["host_genres"],
        raw["reads"],
        raw["hosts"],
        raw["resources"],
        raw["roles"],
        raw["other_roles"],
        raw["languages"],
    )
