"""An ISSN whose last digit does not fit the others (ISO 3297)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from biblio.library.linting.context import Context
from biblio.library.linting.rule import Flaw, Rule, flaw
from biblio.model import SourceEntry

__all__ = ["plugin"]


def check(entry: SourceEntry, context: Context) -> Iterator[Flaw]:
    """Of several, every one."""
    field = entry.get("issn")
    for part in re.split(r"[,;/]|\s+", re.sub(r"\([^)]*\)|e?ISSN:?", " ", field.text)) if field else ():
        digits = part.replace("-", "").upper()
        if field and digits and not _valid(digits):
            yield flaw(field, f"{part!r} is no ISSN")


def _valid(digits: str) -> bool:
    if not re.fullmatch(r"\d{7}[\dX]", digits):
        return False
    values = [10 if char == "X" else int(char) for char in digits]
    return sum(value * weight for value, weight in zip(values, range(8, 0, -1), strict=True)) % 11 == 0


plugin = Rule(check)
