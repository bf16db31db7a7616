"""What each dialect of .bib has: entry types with the fields they need, and fields."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from biblio.model import SourceEntry

__all__ = ["BIBLATEX", "BIBTEX", "DataModel", "datamodel", "spoken"]

BIBLATEX, BIBTEX = "biblatex", "bibtex"


@dataclass(frozen=True, slots=True)
class DataModel:
    """A dialect's types and fields, names in lower case."""

    name: str
    required: Mapping[str, tuple[frozenset[str], ...]]
    """Entry type -> what it needs: of each set one field."""
    fields: frozenset[str]
    """Those that the dialect's styles know."""
    foreign: frozenset[str]
    """Those that other programs write: reference managers' own remarks."""
    aliases: Mapping[str, str]
    """Other name -> name."""
    verbatim: frozenset[str]
    """Fields that are no LaTeX."""

    @property
    def classic(self) -> bool:
        """Whether this is BibTeX's."""
        return self.name == BIBTEX

    @property
    def types(self) -> frozenset[str]:
        """All entry types."""
        return frozenset(self.required)

    def names(self, name: str) -> frozenset[str]:
        """A field's name and all others for it."""
        target = self.aliases.get(name, name)
        return frozenset((target, *(other for other, known in self.aliases.items() if known == target)))


@cache
def datamodel(name: str) -> DataModel:
    """The data model called `biblatex` or `bibtex`."""
    raw: dict[str, Any] = tomllib.loads(files("biblio.library.linting").joinpath("datamodel.toml").read_text("utf-8"))
    own = raw[name]
    required = {
        kind: tuple(frozenset(need.split("|")) for need in needs.split())
        for kinds, needs in own["required"].items()
        for kind in kinds.split()
    }
    verbatim = frozenset(raw["verbatim"]["fields"])
    return DataModel(
        name,
        required,
        frozenset(own["fields"]["names"])
        | verbatim
        | raw["aliases"].keys()
        | {f for n in required.values() for s in n for f in s},
        frozenset(raw["foreign"]["fields"]),
        raw["aliases"],
        verbatim,
    )


def spoken(entries: Iterable[SourceEntry]) -> str:
    """The dialect that most of a file is in: BibLaTeX's where nothing tells."""
    raw = tomllib.loads(files("biblio.library.linting").joinpath("datamodel.toml").read_text("utf-8"))
    marks = {name: frozenset(raw[name]["marks"]["names"]) for name in (BIBLATEX, BIBTEX)}
    counts = dict.fromkeys(marks, 0)
    for entry in entries:
        said = {entry.type.lower(), *(field.name.lower() for field in entry.fields)}
        for name, telling in marks.items():
            counts[name] += len(said & telling)
    return BIBTEX if counts[BIBTEX] > counts[BIBLATEX] else BIBLATEX
