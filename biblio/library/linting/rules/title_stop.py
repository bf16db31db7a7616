"""A full stop at the end of a title: styles set their own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from biblio.library.linting.context import Context
from biblio.library.linting.rule import Flaw, Rule, flaw, mending_fields
from biblio.model import Severity, SourceEntry

__all__ = ["plugin"]

_TITLES = ("title", "booktitle", "subtitle")
_STOP = re.compile(r"(?<=[a-zà-ÿ]{4})\.(?=\}*\s*\Z)")
"""Not after an abbreviation: "vol.", "etc.", "U.S."."""


def check(entry: SourceEntry, context: Context) -> Iterator[Flaw]:
    """After a word of four letters and more in lower case."""
    for name in _TITLES:
        field = entry.get(name)
        if field is not None and _STOP.search(field.text):
            yield flaw(field, "ends with a full stop", fixable=True)


plugin = Rule(check, Severity.INFO, mending_fields(_TITLES, lambda text: _STOP.sub("", text)))
