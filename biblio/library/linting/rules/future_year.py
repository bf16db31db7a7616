"""A year that has not come yet, and nothing that says the work is forthcoming."""

from __future__ import annotations

from collections.abc import Iterator

from biblio.library.linting.context import Context
from biblio.library.linting.rule import Flaw, Rule
from biblio.model import SourceEntry

__all__ = ["plugin"]


def check(entry: SourceEntry, context: Context) -> Iterator[Flaw]:
    """Next year's books come out this year."""
    work = context.work(entry)
    if work.status:
        return
    for name, date in (("date", work.date), ("origdate", work.original_date), ("urldate", work.accessed)):
        if date and date.year is not None and date.year > context.today.year + (name == "date"):
            found = entry.get(name) or entry.get("year")
            yield Flaw(f"{name}: {date.year} has not come yet", found.line if found else 0, name)


plugin = Rule(check)
