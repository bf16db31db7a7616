"""An ISBN whose last digit does not fit the others (ISO 2108), or that has too few or too many."""

from __future__ import annotations

import re
from collections.abc import Iterator

from biblio.library.linting.context import Context
from biblio.library.linting.rule import Flaw, Rule, flaw
from biblio.model import SourceEntry

__all__ = ["plugin"]

_REMARK = re.compile(r"\([^)]*\)|ISBN(?:-1[03])?:?", re.IGNORECASE)


def check(entry: SourceEntry, context: Context) -> Iterator[Flaw]:
    """Of several, every one; binding in brackets is left out."""
    field = entry.get("isbn")
    for part in re.split(r"[,;/]|\s+and\s+|\s{2,}", _REMARK.sub(" ", field.text)) if field else ():
        digits = re.sub(r"[\s–-]", "", part).upper()
        if field and digits and not _valid(digits):
            yield flaw(field, f"{part.strip()!r} is no ISBN: {_why(digits)}")


def _why(digits: str) -> str:
    return "its check digit is wrong" if len(digits) in (10, 13) else f"it has {len(digits)} digits"


def _valid(digits: str) -> bool:
    if re.fullmatch(r"\d{9}[\dX]", digits):
        return sum(_value(char) * weight for char, weight in zip(digits, range(10, 0, -1), strict=True)) % 11 == 0
    if re.fullmatch(r"97[89]\d{10}", digits):
        return sum(int(char) * (3 if at % 2 else 1) for at, char in enumerate(digits)) % 10 == 0
    return False


def _value(char: str) -> int:
    return 10 if char == "X" else int(char)


plugin = Rule(check)
