"""Characters that nobody sees: soft hyphens and zero-width blanks from a PDF; they break search and sorting."""

from __future__ import annotations

import re
from collections.abc import Iterator

from biblio.library.linting.context import Context
from biblio.library.linting.rule import Flaw, Rule, flaw
from biblio.model import SourceEntry

__all__ = ["plugin"]

_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff\u200e\u200f\x00-\x08\x0b\x0e-\x1f\x7f]")


def check(entry: SourceEntry, context: Context) -> Iterator[Flaw]:
    """Joiners that some scripts need are left alone."""
    for field in entry.fields:
        match = _UNSEEN.search(field.text)
        if match:
            yield flaw(field, f"U+{ord(match[0]):04X} stands in it unseen", fixable=True)


def fix(entry: SourceEntry, context: Context) -> SourceEntry:
    """Takes them out, of addresses too."""
    for field in entry.fields:
        if field.plain and _UNSEEN.search(field.text):
            entry = entry.with_field(field.saying(_UNSEEN.sub("", field.text)))
    return entry


plugin = Rule(check, fix=fix)
