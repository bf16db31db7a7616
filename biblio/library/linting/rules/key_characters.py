"""A key with characters that LaTeX or biber stumble over, or that end a cite in Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from biblio.library.linting.context import Context
from biblio.library.linting.rule import Flaw, Rule
from biblio.model import SourceEntry

__all__ = ["plugin"]

_UNFIT = re.compile(r"[\s\"#'(),={}%~\\&$^]")


def check(entry: SourceEntry, context: Context) -> Iterator[Flaw]:
    """Names them; `biblio keys` makes another key."""
    found = "".join(dict.fromkeys(_UNFIT.findall(entry.key)))
    if found:
        yield Flaw(f"the key {entry.key!r} has {found!r} in it")


plugin = Rule(check)
