"""Zotero's Extra field: lines "Original Date: 1848" for what an item type has no field for.

Zotero's own citation processor reads the names of CSL variables there, with capitals and blanks or as CSL writes them;
Better BibTeX reads "Citation Key" and, for fields of .bib files, "tex.NAME". What is ours alone is "biblio.NAME". Lines
that are none of these are the item's note.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from biblio.formats._csl.variables import variables
from biblio.model import Name, Role

__all__ = [
    "CITATION_KEY",
    "TEX_NAMES",
    "Extra",
    "is_line",
    "label",
    "last_and_first",
    "own_line",
    "person",
    "read_person",
    "write_person",
]

CITATION_KEY = "Citation Key"
TEX_NAMES = {"entry-type": "entrytype"}
"""Names in Work.extra that Better BibTeX has others for."""
_LINE = re.compile(r"(?P<name>[A-Za-z][\w. -]*?)\s*:\s+(?P<value>\S.*)\Z")
_CAPITALS = frozenset(("DOI", "ISBN", "ISSN", "PMID", "PMCID", "URL"))


def label(variable: str) -> str:
    """How Extra names a CSL variable or role: "Original Publisher Place"."""
    return variable if variable in _CAPITALS else variable.replace("_", "-").replace("-", " ").title()


def own_line(name: str, value: str) -> str:
    """A line that only biblio reads."""
    return f"biblio.{name}: {value}"


def write_person(name: Name) -> str:
    """A person as Extra has one: "Family || Given"; an institution as it is."""
    last, first = last_and_first(name)
    return f"{last} || {first}" if first else last


def read_person(text: str) -> Name:
    last, bars, first = (part.strip() for part in text.partition("||"))
    return person(last, first) if bars else person(text.strip(), "")


def last_and_first(name: Name) -> tuple[str, str]:
    """Zotero's two fields: the non-dropping particle goes with the last name, the rest as CSL processors read it."""
    if name.literal:
        return name.literal, ""
    last = " ".join(part for part in (name.particle, name.family) if part)
    first = " ".join(part for part in (name.given, name.dropping_particle) if part)
    return last, f"{first}, {name.suffix}" if name.suffix else first


def person(last: str, first: str) -> Name:
    """A name from Zotero's two fields; one field with several words is an institution."""
    if not first:
        return Name(literal=last) if " " in last else Name(family=last)
    given, comma, suffix = first.partition(", ")
    if "," in last + suffix:
        return Name(family=last, given=first)
    return Name.parse(f"{last}, {suffix}, {given}" if comma else f"{last}, {given}")


def is_line(text: str) -> bool:
    """Whether a line is one that Extra is read for, and not just a remark."""
    match = _LINE.match(text.strip())
    return bool(match and _known(match["name"]))


class Extra:
    """The lines of an Extra field; taking a name marks its lines as understood."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._found: dict[str, list[str]] = {}
        self._text: list[str] = []
        for line in lines:
            match = _LINE.match(line.strip())
            name = _known(match["name"]) if match else ""
            if match and name:
                self._found.setdefault(name, []).append(match["value"])
            elif line.strip():
                self._text.append(line.strip())

    def put(self, name: str, value: str) -> None:
        """Add a value that was found elsewhere."""
        self._found.setdefault(name, []).append(value)

    def all(self, name: str) -> list[str]:
        """The values of all lines of a name."""
        return self._found.pop(name, [])

    def peek(self, name: str) -> str:
        """The value of the first line of a name, left for others to take."""
        return next(iter(self._found.get(name, ())), "")

    def take(self, name: str) -> str:
        """The value of the first line of a name, "" if there is none."""
        return next(iter(self.all(name)), "")

    def note(self) -> str:
        """The lines that are no variables."""
        return "\n".join(self._text)

    def left(self) -> list[tuple[str, str]]:
        """What nobody took, "tex." and "biblio." without their mark."""
        names = {theirs: ours for ours, theirs in TEX_NAMES.items()}
        plain = ((name.removeprefix("tex.").removeprefix("biblio."), values) for name, values in self._found.items())
        return [(names.get(name, name), value) for name, values in plain for value in values]


def _known(name: str) -> str:
    """The variable, role or own name that the beginning of a line is; "" if it is none."""
    if name.startswith(("tex.", "biblio.")):
        return name
    return _names().get(name.strip().lower().replace(" ", "-"), "")


@cache
def _names() -> dict[str, str]:
    known = variables()
    names = {
        *known.plain, *known.dates, *known.own, *known.identifiers, *(role.value for role in Role), "type",
        "citation-key", "container-title", "page",
    }  # fmt: skip
    return {name.lower().replace("_", "-"): name for name in names - {"note", "keyword"}}
