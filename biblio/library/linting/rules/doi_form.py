"""A DOI that is none: it begins with "10.", four to nine digits and a slash (DOI Handbook, 2.2)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from biblio.library.linting.context import Context
from biblio.library.linting.rule import Flaw, Rule, flaw
from biblio.model import SourceEntry

__all__ = ["plugin"]

_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/\S+\Z")
_RESOLVER = re.compile(r"(?:https?://)?(?:dx\.|www\.)?doi\.org/|doi:\s*", re.IGNORECASE)


def check(entry: SourceEntry, context: Context) -> Iterator[Flaw]:
    """An address of the resolver is `doi-as-url`'s business."""
    field = entry.get("doi")
    bare = _RESOLVER.sub("", re.sub(r"\\([_%&#$~{}])", r"\1", field.text.strip())) if field else ""
    if field and bare and not _DOI.match(bare):
        yield flaw(field, f"{bare!r} is no DOI")


plugin = Rule(check)
