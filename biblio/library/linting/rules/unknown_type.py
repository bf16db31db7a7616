"""An entry type that the dialect does not have: @artcle, or @report in a file for BibTeX."""

from __future__ import annotations

from collections.abc import Iterator

from biblio.library.linting.context import Context
from biblio.library.linting.nearest import nearest
from biblio.library.linting.rule import Flaw, Rule
from biblio.model import SourceEntry

__all__ = ["plugin"]


def check(entry: SourceEntry, context: Context) -> Iterator[Flaw]:
    """Says which known type is nearest."""
    kind = entry.type.lower()
    if kind not in context.model.types:
        meant = nearest(kind, context.model.types)
        hint = f"; did you mean @{meant}?" if meant else ""
        yield Flaw(f"@{entry.type} is no type of {context.model.name}{hint}")


plugin = Rule(check)
