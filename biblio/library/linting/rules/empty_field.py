"""A field with nothing in it."""

from __future__ import annotations

from collections.abc import Iterator

from biblio.library.linting.context import Context
from biblio.library.linting.rule import Flaw, Rule, flaw
from biblio.model import Severity, SourceEntry

__all__ = ["plugin"]


def check(entry: SourceEntry, context: Context) -> Iterator[Flaw]:
    """Empty, or nothing but white space and braces."""
    for field in entry.fields:
        if field.plain and not field.text.strip("{} \t\r\n"):
            yield flaw(field, "empty", fixable=True)


def fix(entry: SourceEntry, context: Context) -> SourceEntry:
    """Takes it out."""
    for field in entry.fields:
        if field.plain and not field.text.strip("{} \t\r\n"):
            entry = entry.without(field)
    return entry


plugin = Rule(check, Severity.INFO, fix)
