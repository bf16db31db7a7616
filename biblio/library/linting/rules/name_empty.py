"""An "and" too many: nothing stands before or after it, so that a nameless person is printed."""

from __future__ import annotations

from collections.abc import Iterator

from biblio.library.linting.context import Context
from biblio.library.linting.names import NAME_FIELDS, parted
from biblio.library.linting.rule import Flaw, Rule, flaw, mending_fields
from biblio.model import SourceEntry

__all__ = ["plugin"]


def check(entry: SourceEntry, context: Context) -> Iterator[Flaw]:
    """Anywhere in the list."""
    for field in entry.fields:
        if field.name.lower() in NAME_FIELDS and field.text.strip() and _mended(field.text) != field.text:
            yield flaw(field, 'an "and" with nothing beside it', fixable=True)


def _mended(text: str) -> str:
    names = parted(text)
    return " and ".join(name for name in names if name) if not all(names) and any(names) else text


plugin = Rule(check, fix=mending_fields(NAME_FIELDS, _mended))
