"""A `langid` that babel and polyglossia do not have."""

from __future__ import annotations

import re
from collections.abc import Iterator

from biblio.library.linting.context import Context
from biblio.library.linting.rule import Flaw, Rule, flaw
from biblio.model import SourceEntry

__all__ = ["plugin"]

_CODE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z]{2,4})?\Z")


def check(entry: SourceEntry, context: Context) -> Iterator[Flaw]:
    """One that reading could not turn into a language's code."""
    field = entry.get("langid") or entry.get("hyphenation")
    language = context.work(entry).language
    if field and language and not _CODE.match(language):
        yield flaw(field, f"{field.text.strip()!r} is no language that babel knows")


plugin = Rule(check)
