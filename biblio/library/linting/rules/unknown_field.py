"""A field that nobody knows but that is nearly one that is: `auhtor`, `publsher`; its text would not be printed."""

from __future__ import annotations

from collections.abc import Iterator

from biblio.library.linting.context import Context
from biblio.library.linting.nearest import nearest
from biblio.library.linting.rule import Flaw, Rule, flaw
from biblio.model import SourceEntry

__all__ = ["plugin"]

_FOREIGN = ("x-", "bdsk-", "jabref-", "mendeley-", "zotero-")


def check(entry: SourceEntry, context: Context) -> Iterator[Flaw]:
    """Says which known field is nearest; fields of a user's own making are left alone."""
    for field in entry.fields:
        name = field.name.lower()
        if name in context.model.fields | context.model.foreign or name.startswith(_FOREIGN):
            continue
        meant = nearest(name, context.model.fields)
        if meant:
            yield flaw(field, f"no such field; did you mean {meant}?")


plugin = Rule(check)
