"""White space at the beginning or end of a value."""

from __future__ import annotations

from collections.abc import Iterator

from biblio.library.linting.context import Context
from biblio.library.linting.rule import Flaw, Rule, flaw
from biblio.model import Severity, SourceEntry

__all__ = ["plugin"]


def check(entry: SourceEntry, context: Context) -> Iterator[Flaw]:
    """Of values that are something."""
    for field in entry.fields:
        if field.text.strip() and field.text != field.text.strip() and field.plain:
            yield flaw(field, "white space at its beginning or end", fixable=True)


def fix(entry: SourceEntry, context: Context) -> SourceEntry:
    """Takes it away."""
    for field in entry.fields:
        if field.plain and field.text.strip() and field.text != field.text.strip():
            entry = entry.with_field(field.saying(field.text.strip()))
    return entry


plugin = Rule(check, Severity.INFO, fix, optional=True)
