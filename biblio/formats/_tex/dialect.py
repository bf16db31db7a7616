"""The two dialects of .bib files as tables, read from dialects.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

__all__ = ["BIBLATEX", "BIBTEX", "Dialect", "dialect"]

BIBLATEX, BIBTEX = "biblatex", "bibtex"


@dataclass(frozen=True, slots=True)
class Dialect:
    """What differs between the dialects, and the tables they share."""

    name: str
    types: Mapping[str, str]
    """CSL type -> entry type; what is not there is `misc`."""
    reads: Mapping[str, str]
    """Entry type -> CSL type."""
    synonyms: frozenset[str]
    """Entry types that are only other names of those we write."""
    standard: frozenset[str]
    """Entry types that a classic style knows."""
    fields: Mapping[str, str]
    """Name of a plain field of `Work` -> name here."""
    aliases: Mapping[str, str]
    """Name found in a file -> BibLaTeX's name."""
    extra: Mapping[str, str]
    """CSL variable -> field."""
    variables: Mapping[str, str]
    """Field -> CSL variable."""
    related: Mapping[str, str]
    relations: Mapping[str, str]
    """`relatedtype` -> Related.kind."""
    roles: Mapping[str, str]
    verbatim: frozenset[str]
    parts: frozenset[str]
    """Entry types that stand in a book and take its title over as `booktitle`."""
    not_inherited: frozenset[str]
    langids: Mapping[str, str]
    languages: Mapping[str, str]
    """Name in lower case -> BCP 47."""

    @property
    def classic(self) -> bool:
        """Whether this is BibTeX's dialect."""
        return self.name == BIBTEX

    def field(self, biblatex: str) -> str:
        """The name of one of BibLaTeX's fields in this dialect."""
        return _CLASSIC.get(biblatex, biblatex) if self.classic else biblatex


_CLASSIC = {"journaltitle": "journal", "location": "address", "annotation": "annote"}


@cache
def dialect(name: str) -> Dialect:
    """The dialect called `biblatex` or `bibtex`. Both read the other's types and fields."""
    raw: dict[str, Any] = tomllib.loads(files("biblio.formats._tex").joinpath("dialects.toml").read_text("utf-8"))
    languages = {code.lower(): code for code in raw["langids"]}
    languages |= {langid.lower(): code for code, langid in raw["langids"].items()}
    languages |= {word.lower(): code for word, code in raw["languages"].items()}
    return Dialect(
        name=name,
        types=raw[name]["types"],
        reads=raw[BIBLATEX]["reads"],
        synonyms=frozenset(raw[BIBLATEX]["synonyms"]["types"]),
        standard=frozenset(raw[BIBTEX]["standard"]["types"]) | set(raw[BIBTEX]["types"].values()),
        fields={ours: theirs[-1] if name == BIBTEX else theirs[0] for ours, theirs in raw["fields"].items()},
        aliases=raw["aliases"],
        extra=raw["extra"],
        variables={field: variable for variable, field in raw["extra"].items()},
        related=raw["related"],
        relations={theirs: ours for ours, theirs in raw["related"].items()},
        roles=raw["roles"],
        verbatim=frozenset(raw["verbatim"]["fields"]),
        parts=frozenset(raw["inheritance"]["parts"]),
        not_inherited=frozenset(raw["inheritance"]["not_inherited"]),
        langids=raw["langids"],
        languages=languages,
    )
