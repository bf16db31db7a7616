"""A day of access and nothing that was accessed; an archive's date without the archive's copy."""

from __future__ import annotations

from collections.abc import Iterator

from biblio.library.linting.context import Context
from biblio.library.linting.rule import Flaw, Rule, flaw
from biblio.model import SourceEntry

__all__ = ["plugin"]

_PAIRS = (
    (("urldate", "lastchecked", "accessed"), ("url", "doi", "eprint", "howpublished", "crossref", "xdata")),
    (("archivedate", "archive-date"), ("archiveurl", "archive-url", "url")),
)


def check(entry: SourceEntry, context: Context) -> Iterator[Flaw]:
    """One flaw for each date alone."""
    for dates, needed in _PAIRS:
        for field in entry.fields:
            if field.name.lower() in dates and not any(entry.get(name) for name in needed):
                yield flaw(field, f"a date, but no {needed[0]}")


plugin = Rule(check)
