"""Two entries with one DOI: one work twice, or a DOI in the wrong place (`biblio dedupe` tells)."""

from __future__ import annotations

from collections.abc import Iterator

from biblio.library.linting.context import Context
from biblio.library.linting.rule import Flaw, Rule, flaw
from biblio.model import IdentifierKind, SourceEntry

__all__ = ["plugin"]


def check(entry: SourceEntry, context: Context) -> Iterator[Flaw]:
    """Said of every one but the first."""
    field, doi = entry.get("doi"), context.work(entry).identifier(IdentifierKind.DOI).lower()
    keys = context.dois.get(doi, ())
    if field and len(keys) > 1 and keys[0] != entry.filed:
        yield flaw(field, f"{keys[0]} has it, too")


plugin = Rule(check)
