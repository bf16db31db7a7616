"""Place and publisher in one field: "London: Verso"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from biblio.library.linting.context import Context
from biblio.library.linting.rule import Flaw, Rule, flaw
from biblio.model import SourceEntry

__all__ = ["plugin"]

_GLUED = re.compile(r"(?P<place>[A-ZÀ-Þ][\w.’' -]{2,30}?)\s*:\s+(?P<publisher>[A-ZÀ-Þ{].+)\Z")


def check(entry: SourceEntry, context: Context) -> Iterator[Flaw]:
    """A colon between two names in `publisher`."""
    field = entry.get("publisher")
    match = _GLUED.match(context.plain(field.text)) if field else None
    if field and match:
        where = "address" if context.model.classic else "location"
        yield flaw(field, f"{match['place']!r} belongs to {where}, {match['publisher']!r} here")


plugin = Rule(check)
