"""A `crossref` to an entry that stands before: BibTeX wants the parent after its children."""

from __future__ import annotations

from collections.abc import Iterator

from biblio.library.linting.context import Context
from biblio.library.linting.rule import Flaw, Rule, flaw
from biblio.model import SourceEntry

__all__ = ["plugin"]


def check(entry: SourceEntry, context: Context) -> Iterator[Flaw]:
    """In files for BibTeX; biber does not mind (btxdoc, 2.2)."""
    field = entry.get("crossref")
    own, parent = (context.positions.get(key.lower()) for key in (entry.key, entry.text("crossref")))
    if field and context.model.classic and own is not None and parent is not None and parent < own:
        yield flaw(field, f"{field.text.strip()} must stand after this entry; `biblio tidy --sort` moves it")


plugin = Rule(check)
