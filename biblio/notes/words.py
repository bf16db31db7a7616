"""Words per language by which texts tell notes from other matter: files of `data/`, all languages taken together.

A document seldom says what language it is in, and essays mix languages; no list contradicts another.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

__all__ = ["Words", "words"]


@dataclass(frozen=True, slots=True)
class Words:
    """All lists, lower case."""

    notes_headings: frozenset[str]
    """Headings under which endnotes stand."""
    other_headings: frozenset[str]
    """Headings that end a section of notes."""
    abbreviations: frozenset[str]
    """A figure after one of these (here without the full stop) numbers something: "vol. 5"."""
    counting_words: frozenset[str]
    """The same for whole words: "page 5"."""


@cache
def words() -> Words:
    """The lists of all languages."""
    tables = [
        tomllib.loads(file.read_text(encoding="utf-8"))
        for file in files("biblio.notes").joinpath("data").iterdir()
        if file.name.endswith(".toml")
    ]

    def union(key: str) -> frozenset[str]:
        return frozenset(word.casefold() for table in tables for word in table[key])

    return Words(union("notes_headings"), union("other_headings"), union("abbreviations"), union("counting_words"))
