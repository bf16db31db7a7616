"""A resolver's address where the DOI alone belongs: styles put the resolver before it once more."""

from __future__ import annotations

import re
from collections.abc import Iterator

from biblio.library.linting.context import Context
from biblio.library.linting.rule import Flaw, Rule, flaw, mending_fields
from biblio.model import SourceEntry

__all__ = ["plugin"]

_RESOLVER = re.compile(
    r"\s*(?:\\(?:url|href)\{)?(?:(?:https?://)?(?:dx\.|www\.)?doi\.org/|doi:\s*)(?=10\.)(?P<doi>[^{}\s]+)\}?\s*\Z",
    re.IGNORECASE,
)


def check(entry: SourceEntry, context: Context) -> Iterator[Flaw]:
    """`https://doi.org/10...`, `doi:10...`."""
    field = entry.get("doi")
    if field is not None and _bare(field.text) != field.text:
        yield flaw(field, f"write {_bare(field.text)} alone", fixable=True)


def _bare(text: str) -> str:
    match = _RESOLVER.match(text)
    return match["doi"] if match else text


plugin = Rule(check, fix=mending_fields(("doi",), _bare))
