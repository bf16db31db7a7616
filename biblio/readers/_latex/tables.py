"""commands.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

__all__ = ["Tables", "tables"]


@dataclass(frozen=True, slots=True)
class Tables:
    """What commands print and take."""

    accents: Mapping[str, str]
    letters: Mapping[str, str]
    symbols: Mapping[str, str]
    marks: Mapping[str, str]
    switches: Mapping[str, str]
    quotes: Mapping[str, tuple[str, str]]
    discarded: Mapping[str, int]
    ignored: frozenset[str]
    languages: Mapping[str, str]


@cache
def tables() -> Tables:
    """Read once."""
    raw = tomllib.loads(files("biblio.readers._latex").joinpath("commands.toml").read_text("utf-8"))
    return Tables(
        raw["accents"],
        raw["letters"],
        raw["symbols"],
        raw["marks"],
        raw["switches"],
        {name: (around[0], around[1]) for name, around in raw["quotes"].items()},
        raw["discarded"],
        frozenset(raw["ignored"]["words"].split()),
        raw["languages"],
    )
