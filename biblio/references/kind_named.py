"""A word for the kind of work beside a reference: "the article in n. 4", "Rapport cité n. 17", "his thesis (n. 8)"."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from biblio.identity import words
from biblio.model import WorkId
from biblio.references.memory import Memory
from biblio.references.occurrence import Occurrence

__all__ = ["of_kind"]

_NEAR = 6
"""Words before a reference among which the kind may be named."""
_CLAUSE = re.compile(r"[.;:!?]")


def of_kind(occurrence: Occurrence, memory: Memory, among: Iterable[WorkId]) -> tuple[WorkId, ...]:
    """Those of the works that are of the kind named in the reference, or right before it; none where no kind is."""
    types = _types(words(occurrence.words)) or _types(words(_CLAUSE.split(occurrence.before)[-1])[-_NEAR:])
    return tuple(number for number in among if memory.works[number].type in types)


def _types(spoken: tuple[str, ...]) -> frozenset[str]:
    """The types of the kind named last."""
    return next((types for word in reversed(spoken) if (types := _kinds().get(word))), frozenset())


@cache
def _kinds() -> dict[str, frozenset[str]]:
    tables = tomllib.loads(files("biblio.references").joinpath("kinds.toml").read_text("utf-8"))
    return {word: frozenset(table["types"]) for table in tables.values() for word in table["words"]}
