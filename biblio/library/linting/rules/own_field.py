"""A field that no dialect or program we know has: no style prints it."""

from __future__ import annotations

from collections.abc import Iterator

from biblio.library.linting.context import Context
from biblio.library.linting.nearest import nearest
from biblio.library.linting.rule import Flaw, Rule, flaw
from biblio.model import Severity, SourceEntry

__all__ = ["plugin"]

_FOREIGN = ("x-", "bdsk-", "jabref-", "mendeley-", "zotero-")


def check(entry: SourceEntry, context: Context) -> Iterator[Flaw]:
    """Those that `unknown-field` does not take for a misspelling."""
    for field in entry.fields:
        name = field.name.lower()
        known = name in context.model.fields | context.model.foreign or name.startswith(_FOREIGN)
        if not known and not nearest(name, context.model.fields):
            yield flaw(field, f"{context.model.name} has no such field; no style prints it")


plugin = Rule(check, Severity.INFO, optional=True)
