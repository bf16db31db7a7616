"""What running text says of persons, from `data/persons.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

__all__ = ["words"]


@cache
def words(table: str, language: str) -> tuple[str, ...]:
    """The words of a table for a language (ISO 639-1, or "all"); none where it says nothing of the language."""
    return tuple(_tables()[table].get(language, ()))


@cache
def _tables() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads((files("biblio.citations") / "data" / "persons.toml").read_text("utf-8"))
