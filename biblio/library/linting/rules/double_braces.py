"""A whole title in braces of its own: no style can change its capitals, in any language."""

from __future__ import annotations

from collections.abc import Iterator

from biblio.library.linting.context import Context
from biblio.library.linting.rule import Flaw, Rule, flaw
from biblio.model import Severity, SourceEntry

__all__ = ["plugin"]

_TITLES = frozenset(("title", "booktitle", "subtitle", "maintitle", "journaltitle", "journal", "series", "publisher"))


def check(entry: SourceEntry, context: Context) -> Iterator[Flaw]:
    """Titles of several words; a single one may be a name."""
    for field in entry.fields:
        text = field.text.strip()
        if field.name.lower() in _TITLES and _wrapped(text) and " " in text:
            yield flaw(field, "braces around the whole; only names and acronyms need them")


def _wrapped(text: str) -> bool:
    if not (text.startswith("{") and text.endswith("}")):
        return False
    depth = 0
    for at, char in enumerate(text):
        depth += (char == "{") - (char == "}")
        if not depth:
            return at == len(text) - 1
    return False


plugin = Rule(check, Severity.INFO)
