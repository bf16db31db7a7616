"""A month in words where a macro belongs: `month = {January}` is printed as it is, in any language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from biblio.library.linting.context import Context
from biblio.library.linting.rule import Flaw, Rule, flaw
from biblio.model import Severity, SourceEntry, SourceField

__all__ = ["plugin"]

_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
           "november", "december")  # fmt: skip


def check(entry: SourceEntry, context: Context) -> Iterator[Flaw]:
    """English names and abbreviations in delimiters; anything else may be meant so."""
    field = entry.get("month")
    if field is not None and (macro := _macro(field)):
        yield flaw(field, f"write the macro: month = {macro}", fixable=True)


def fix(entry: SourceEntry, context: Context) -> SourceEntry:
    """Puts the macro there."""
    field = entry.get("month")
    macro = _macro(field) if field else ""
    return entry.with_field(replace(field, value=macro)) if field and macro else entry


def _macro(field: SourceField) -> str:
    word = field.text.strip().rstrip(".").lower()
    if not field.plain or len(word) < 3:
        return ""
    return next((month[:3] for month in _MONTHS if month.startswith(word) or (word == "sept" and month[0] == "s")), "")


plugin = Rule(check, Severity.INFO, fix)
