"""The same people as authors and as editors: one of the two was filled in by a program."""

from __future__ import annotations

from collections.abc import Iterator

from biblio.library.linting.context import Context
from biblio.library.linting.rule import Flaw, Rule, flaw
from biblio.model import SourceEntry

__all__ = ["plugin"]

_WHOLE = frozenset(("book", "mvbook", "collection", "mvcollection", "proceedings", "booklet", "manual", "reference"))


def check(entry: SourceEntry, context: Context) -> Iterator[Flaw]:
    """Of a whole book; a chapter may stand in a volume that its author edited."""
    author, editor = entry.get("author"), entry.get("editor")
    if not author or not editor or entry.type.lower() not in _WHOLE:
        return
    if context.plain(author.text).lower() == context.plain(editor.text).lower():
        yield flaw(editor, "the same people as author")


plugin = Rule(check)
