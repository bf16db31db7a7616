"""A range of pages that ends before it begins."""

from __future__ import annotations

from collections.abc import Iterator

from biblio.library.linting.context import Context
from biblio.library.linting.rule import Flaw, Rule, flaw
from biblio.model import SourceEntry

__all__ = ["plugin"]


def check(entry: SourceEntry, context: Context) -> Iterator[Flaw]:
    """ "111-13" means 111 to 113 and is right."""
    field, pages = entry.get("pages"), context.work(entry).pages
    for first, last in pages.ranges if field and pages else ():
        if field and first.isdecimal() and last.isdecimal() and int(last) < int(first):
            yield flaw(field, f"{first} comes after {last}")


plugin = Rule(check)
