"""A dollar sign without a second one: LaTeX takes the rest of the bibliography for a formula."""

from __future__ import annotations

import re
from collections.abc import Iterator

from biblio.library.linting.context import Context
from biblio.library.linting.rule import Flaw, Rule, flaw
from biblio.model import Severity, SourceEntry

__all__ = ["plugin"]

_DOLLAR = re.compile(r"(?<!\\)\$")


def check(entry: SourceEntry, context: Context) -> Iterator[Flaw]:
    """An odd number of them."""
    for field in entry.fields:
        if field.name.lower() not in context.model.verbatim and len(_DOLLAR.findall(field.text)) % 2:
            yield flaw(field, "a $ without a second one; \\$ for the sign")


plugin = Rule(check, Severity.ERROR)
