"""An address that is none: without a scheme, with blanks, or two in one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from biblio.library.linting.context import Context
from biblio.library.linting.rule import Flaw, Rule, flaw
from biblio.model import SourceEntry

__all__ = ["plugin"]

_SCHEME = re.compile(r"(?:[a-z][a-z0-9+.-]*://|(?:file|urn|mailto|news|doi|hdl|info|tag):)\S", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_WITHIN = re.compile(r"web\.archive\.org|archive\.|\?|webcache|proxy|\.perma|/https?", re.IGNORECASE)


def check(entry: SourceEntry, context: Context) -> Iterator[Flaw]:
    """An archive's copy holds another address and is one."""
    field = entry.get("url")
    text = field.text.strip() if field else ""
    if not field or not text or "\\" in text:
        return
    if re.search(r"\s", text):
        yield flaw(field, "a blank stands in the address")
    elif not _SCHEME.match(text):
        yield flaw(field, f"{text!r} does not say its scheme (https://)")
    elif len(_ADDRESS.findall(text)) > 1 and not _WITHIN.search(text):
        yield flaw(field, "two addresses in one")


plugin = Rule(check)
