"""Two ISBNs, one work: hardback and paperback, print and electronic, or a later printing that kept its year."""

from __future__ import annotations

import re

from biblio.library.duplicates.decision import Pair, Verdict
from biblio.model import IdentifierKind, Work

__all__ = ["isbns", "judge"]


def judge(pair: Pair) -> tuple[Verdict, str] | None:
    """Likely only, where both have ISBNs and none in common."""
    one, other = isbns(pair.left.work), isbns(pair.right.work)
    if one and other and not one & other and pair.comparison.same:
        return Verdict.LIKELY, "their ISBNs differ: another binding or edition"
    return None


def isbns(work: Work) -> set[str]:
    """Its ISBNs without hyphens, check digit and the 978 that made ten digits thirteen."""
    found = (re.sub(r"[^0-9X]", "", one.value.upper()) for one in work.identifiers if one.kind is IdentifierKind.ISBN)
    return {(digits[3:] if len(digits) == 13 else digits)[:-1] for digits in found if len(digits) in (10, 13)}
