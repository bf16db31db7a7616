"""LaTeX's text commands and what they stand for, as tables, read from latex.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

__all__ = ["Commands", "commands"]


@dataclass(frozen=True, slots=True)
class Commands:
    """latex.toml."""

    accents: Mapping[str, str]
    """Command -> combining character put after the base letter."""
    letters: Mapping[str, str]
    symbols: Mapping[str, str]
    ligatures: Mapping[str, str]
    escapes: Mapping[str, str]
    """The characters that cannot stand for themselves, and how they are written."""
    manners: Mapping[str, str]
    """Command with an argument, or a switch -> what becomes of it: "kept", "dropped", "quoted" ..."""
    raised: Mapping[int, int]
    lowered: Mapping[int, int]

    def knows(self, word: str) -> bool:
        """Whether decoding understands the command `\\word`."""
        return word in self.letters or word in self.manners or word in self.accents


_MANNERS = {
    "with_argument": "kept",
    "alone": "kept",
    "without_argument": "dropped",
    "with_second_argument": "second",
    "quoting": "quoted",
    "addresses": "address",
    "links": "link",
    "superscript": "raised",
    "subscript": "lowered",
}


@cache
def commands() -> Commands:
    """The tables, read once."""
    raw = tomllib.loads(files("biblio.formats._tex").joinpath("latex.toml").read_text("utf-8"))
    scripts = raw["scripts"]
    return Commands(
        raw["accents"],
        raw["letters"],
        raw["symbols"],
        raw["ligatures"],
        raw["escapes"],
        {word: manner for name, manner in _MANNERS.items() for word in raw["commands"][name]},
        str.maketrans(scripts["plain"], scripts["raised"]),
        str.maketrans(scripts["plain"], scripts["lowered"]),
    )
