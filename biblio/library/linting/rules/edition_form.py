"""An edition in words where BibLaTeX wants a number: "2nd" is printed "2nd ed. ed." by some styles."""

from __future__ import annotations

import re
from collections.abc import Iterator

from biblio.library.linting.context import Context
from biblio.library.linting.rule import Flaw, Rule, flaw
from biblio.model import Severity, SourceEntry

__all__ = ["plugin"]

_ORDINAL = re.compile(
    r"(?P<number>\d{1,3})(?:st|nd|rd|th|\.|a|ª|e|ème)?(?:\s*(?:edn?\.?|edition|Aufl(?:age|\.)?|éd\.?))?\Z"
)


def check(entry: SourceEntry, context: Context) -> Iterator[Flaw]:
    """In files for BibLaTeX; BibTeX's styles print what is there."""
    field = entry.get("edition")
    if field and not context.model.classic and _number(field.text) != field.text:
        yield flaw(field, f"write the number: {_number(field.text)}", fixable=True)


def fix(entry: SourceEntry, context: Context) -> SourceEntry:
    """Puts the number alone."""
    field = entry.get("edition")
    if field is None or context.model.classic or not field.plain or _number(field.text) == field.text:
        return entry
    return entry.with_field(field.saying(_number(field.text)))


def _number(text: str) -> str:
    match = _ORDINAL.match(text.strip())
    return match["number"] if match else text


plugin = Rule(check, Severity.INFO, fix)
