"""One hyphen in a range of pages: `49-58` is printed with a hyphen, `49--58` with a dash."""

from __future__ import annotations

import re
from collections.abc import Iterator

from biblio.library.linting.context import Context
from biblio.library.linting.rule import Flaw, Rule, flaw, mending_fields
from biblio.model import Severity, SourceEntry

__all__ = ["plugin"]

_RANGE = re.compile(r"(?<=[0-9ivxlcIVXLC])\s*(?:(?<!-)-(?!-)|[–—]|---)\s*(?=[0-9ivxlcIVXLC])")
_PAGES = re.compile(r"[\s0-9ivxlcIVXLC,;–—-]+\Z")


def check(entry: SourceEntry, context: Context) -> Iterator[Flaw]:
    """In lists of plain numbers; "A1-4" is one page of a newspaper."""
    field = entry.get("pages")
    if field is not None and _mended(field.text) != field.text:
        yield flaw(field, f"write {_mended(field.text)}", fixable=True)


def _mended(text: str) -> str:
    return _RANGE.sub("--", text) if _PAGES.match(text) else text


plugin = Rule(check, Severity.INFO, mending_fields(("pages",), _mended))
