"""An institution without braces: "World Health Organization" is printed as Organization, W. H."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from biblio.library.linting.context import Context
from biblio.library.linting.names import NAME_FIELDS, parted
from biblio.library.linting.rule import Flaw, Rule, flaw
from biblio.model import SourceEntry

__all__ = ["plugin"]


def check(entry: SourceEntry, context: Context) -> Iterator[Flaw]:
    """Names with a word that only institutions have."""
    for field in entry.fields:
        if field.name.lower() not in NAME_FIELDS:
            continue
        for name in parted(field.text):
            if "{" not in name and "," not in name and len(name.split()) > 1 and _told(name):
                yield flaw(field, f"{name!r} looks like an institution; put it in braces")


def _told(name: str) -> bool:
    return any(word.lower() in _words() for word in re.findall(r"[^\W\d_]+", name))


@cache
def _words() -> frozenset[str]:
    lines = files("biblio.library.linting").joinpath("institutions.txt").read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


plugin = Rule(check)
