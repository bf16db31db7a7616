"""The words "et al." in a list of names: BibTeX takes them for a person; it wants "and others"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from biblio.library.linting.context import Context
from biblio.library.linting.names import NAME_FIELDS
from biblio.library.linting.rule import Flaw, Rule, flaw, mending_fields
from biblio.model import SourceEntry

__all__ = ["plugin"]

_MORE = re.compile(
    r"(?:\s+and|,|\s+\&|\s*\\&)?\s+(?:\\(?:emph|textit)\{)?(?:et\.?\s+al(?:ii|\.)?|u\.\s?a\.|et\s+autres|y\s+otros|e\s+altri)\}?\s*\Z",
    re.IGNORECASE,
)


def check(entry: SourceEntry, context: Context) -> Iterator[Flaw]:
    """At the end of the list."""
    for field in entry.fields:
        if field.name.lower() in NAME_FIELDS and _MORE.search(field.text):
            yield flaw(field, 'write "and others"', fixable=True)


plugin = Rule(check, fix=mending_fields(NAME_FIELDS, lambda text: _MORE.sub(" and others", text)))
