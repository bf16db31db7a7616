"""`date` and `year` side by side: BibLaTeX takes the one and BibTeX the other."""

from __future__ import annotations

from collections.abc import Iterator

from biblio.library.linting.context import Context
from biblio.library.linting.rule import Flaw, Rule, flaw
from biblio.model import SourceEntry

__all__ = ["plugin"]


def check(entry: SourceEntry, context: Context) -> Iterator[Flaw]:
    """Only where they do not say the same."""
    year, date = entry.get("year"), entry.get("date")
    if year and date and not date.text.strip().startswith(year.text.strip()):
        yield flaw(year, f"{year.text} here, but date says {date.text}")


plugin = Rule(check)
