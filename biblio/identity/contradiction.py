"""Do two values of one field contradict each other? "CUP" and "Cambridge University Press" do not."""

from __future__ import annotations

from dataclasses import fields

from biblio.identity.folding import fold
from biblio.identity.numbers import same_number
from biblio.model import Date, Pages, Work

__all__ = ["contradict", "contradictions"]

_PEOPLE_AND_PARTS = ("type", "contributors", "container", "identifiers", "related", "inferred", "extra")
_CHANGING = ("url", "accessed", "archive_url", "archive_date", "language", "status", "medium", "note")
_TOLERANT = frozenset((*_PEOPLE_AND_PARTS, *_CHANGING))
"""Fields that have their own way of being compared, and those that may differ."""


def contradictions(left: Work, right: Work) -> tuple[str, ...]:
    """Names of the fields in which two descriptions of one work contradict each other."""
    named = (field.name for field in fields(Work) if field.name not in _TOLERANT)
    return tuple(name for name in named if contradict(getattr(left, name), getattr(right, name)))


def contradict(old: object, new: object) -> bool:
    """Whether two values of one field cannot both be right; one may say more than the other."""
    if not old or not new:
        return False
    if isinstance(old, str) and isinstance(new, str):
        one, other = fold(old), fold(new)
        return not (one in other or other in one or same_number(old, new) or _initialled(one, other))
    if isinstance(old, Date) and isinstance(new, Date):
        return old.start is not None and new.start is not None and old.year != new.year
    if isinstance(old, Pages) and isinstance(new, Pages):
        return fold(str(old)) != fold(str(new))
    return False


def _initialled(one: str, other: str) -> bool:
    """ "CUP" and "Cambridge University Press", "Univ. of Chicago Pr." and the same in full do not contradict."""
    short, long = sorted((one, other), key=len)
    if short == "".join(word[0] for word in long.split()):
        return True
    rest = iter(long.split())
    return all(any(word.startswith(part) for word in rest) for part in short.split())
