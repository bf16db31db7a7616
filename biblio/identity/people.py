"""Are two names one person's? "L. Trotsky" and "Leon Trotsky" may be; "Leonard Woolf" and "Virginia Woolf" are not."""

from __future__ import annotations

from collections.abc import Sequence

from biblio.identity.folding import words
from biblio.model import Name, Role, Work

__all__ = ["compatible_given", "credited", "family_words", "same_family", "same_people", "same_person"]

_CREDITED = (Role.AUTHOR, Role.EDITOR, Role.DIRECTOR, Role.COMPILER, Role.COMPOSER, Role.TRANSLATOR)
"""Whose name a work goes by: its authors; where it has none its editors, and so on."""


def credited(work: Work) -> tuple[Name, ...]:
    """The names a work goes by: authors, or else editors, directors, compilers ... ."""
    return next((names for role in _CREDITED if (names := work.names(role))), ())


def family_words(name: Name) -> tuple[str, ...]:
    """The words a name is recognised by: family name with particles, or the whole of an institution's name."""
    if name.literal:
        return words(name.literal)
    return words(f"{name.particle} {name.family}") or words(name.given)


def same_family(left: Name, right: Name) -> bool:
    """Whether the family names agree, allowing for a dropped particle or second surname ("Estivill Rius")."""
    one, other = words(left.family or left.literal), words(right.family or right.literal)
    if not one or not other:
        return family_words(left) == family_words(right)
    if one == other or family_words(left) == family_words(right):
        return True
    short, long = sorted((one, other), key=len)
    # An institution is not its first word, a person may drop the second surname or the particle.
    if left.literal and right.literal:
        return False
    return len(short) < len(long) and (long[: len(short)] == short or long[-len(short) :] == short)


def compatible_given(left: str, right: str) -> bool:
    """Whether two given names can be one person's: equal, one missing, or one the initials of the other."""
    one, other = words(left), words(right)
    return all(
        first == second or (first[0] == second[0] and 1 in (len(first), len(second)))
        for first, second in zip(_initials(one), _initials(other), strict=False)
    )


def same_person(left: Name, right: Name) -> bool:
    """Whether two names can be one person's or institution's."""
    return same_family(left, right) and compatible_given(left.given, right.given)


def same_people(left: Sequence[Name], right: Sequence[Name]) -> bool:
    """Whether two lists can be the same people: the shorter is contained in the longer, first name first.

    A cite may name only the first of several ("et al."), or drop one.
    """
    short, long = sorted((left, right), key=len)
    return (
        bool(short)
        and same_person(short[0], long[0])
        and all(any(same_person(name, other) for other in long) for name in short)
    )


def _initials(given: tuple[str, ...]) -> tuple[str, ...]:
    """ "CLR" written in one piece counts as three initials; so does a lone short word without a vowel."""
    if len(given) == 1 and 1 < len(given[0]) <= 3 and not set(given[0]) & set("aeiouy"):
        return tuple(given[0])
    return given
