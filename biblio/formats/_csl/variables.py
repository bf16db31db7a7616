"""The variables of CSL and where a work has them, read from variables.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

__all__ = ["NAME_PARTS", "REPRINT", "Variables", "variables"]

NAME_PARTS = (
    ("family", "family"),
    ("given", "given"),
    ("non-dropping-particle", "particle"),
    ("dropping-particle", "dropping_particle"),
    ("suffix", "suffix"),
    ("literal", "literal"),
)
REPRINT = "reprint-of"


@dataclass(frozen=True, slots=True)
class Variables:
    """variables.toml."""

    plain: Mapping[str, str]
    dates: Mapping[str, str]
    identifiers: Mapping[str, str]
    aliases: Mapping[str, str]
    types: frozenset[str]
    own: frozenset[str]
    """Variables kept in `Work.extra` under their own names."""
    other_dates: frozenset[str]
    """Those of them that are dates; `Work.extra` has them as EDTF."""


@cache
def variables() -> Variables:
    """The tables, read once."""
    raw = tomllib.loads(files("biblio.formats._csl").joinpath("variables.toml").read_text("utf-8"))
    return Variables(
        raw["plain"],
        raw["dates"],
        raw["identifiers"],
        raw["aliases"],
        frozenset(raw["types"]["known"]),
        frozenset((*raw["own"]["text"], *raw["own"]["dates"])),
        frozenset(raw["own"]["dates"]),
    )
