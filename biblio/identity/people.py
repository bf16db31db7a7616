"""Are two names one person's? "L. Trotsky" and "Leon Trotsky" may be; "Leonard Woolf" and "Virginia Woolf" are not."""

from __future__ import annotations

from collections.abc import Sequence

from biblio.identity.folding import fold, words
from biblio.model import Name, Role, Work

__all__ = [
    "acronym",
    "compatible_given",
    "credited",
    "family_words",
    "first_name",
    "latinised",
    "same_family",
    "same_people",
    "same_person",
]

_SURNAMES = 2
_STEM = 7
"""Letters of a surname from which an ending does not make it another."""
_ENDINGS = ("i", "is", "us", "ii", "ius", "ae")
_MORE = frozenset(("et al.", "et al", "others"))
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


def acronym(name: Name) -> str:
    """The initials of an institution's longer words: "DES" for the Department of Education and Science; else ""."""
    initials = "".join(word[0] for word in words(name.literal) if len(word) > 3)
    return initials if len(initials) > 2 else ""


def same_family(left: Name, right: Name) -> bool:
    """Whether the family names agree, allowing for a dropped particle, second surname or written-out institution."""
    one, other = _parts(left), _parts(right)
    if not one or not other:
        return family_words(left) == family_words(right)
    if one == other or family_words(left) == family_words(right):
        return True
    if left.literal and right.literal:
        return acronym(left) == other[0] or acronym(right) == one[0]
    if left.literal or right.literal:
        literal, person = (left, right) if left.literal else (right, left)
        surname = Name(family=literal.literal)
        # "BASSOLS" in capitals may have been taken for an institution.
        if len(literal.literal.split()) <= _SURNAMES and (same_family(surname, person) or _tail(surname, person)):
            return True
        return not person.given and words(person.family) == (acronym(literal),)
    if _abbreviated(left, right) or _abbreviated(right, left):
        return True
    return _part_of(one, other) or _part_of(other, one) or _first_surname(left, right) or _first_surname(right, left)


def _parts(name: Name) -> tuple[str, ...]:
    """The family name's words, a hyphenated one counting as one."""
    return tuple(fold(word) for word in (name.family or name.literal).split() if fold(word))


def _part_of(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """ "Rosal" of "Del Rosal", "Estivill" of "Estivill Rius"."""
    return len(short) < len(long) and (long[: len(short)] == short or long[-len(short) :] == short)


def _abbreviated(short: Name, long: Name) -> bool:
    """ "Mab." for "Mabillon", as older notes do."""
    begun = short.family.rstrip(".")
    return short.family.endswith(".") and len(begun) > 2 and words(long.family)[0].startswith(fold(begun))


def _first_surname(short: Name, long: Name) -> bool:
    """A surname alone that another name has where given names end: "Estivill" of "Assumpció Estivill" "Rius"."""
    given, family = words(long.given), words(f"{short.particle} {short.family}")
    spoken = given + words(f"{long.particle} {long.family}")
    return (
        not short.given
        and len(given) > 1
        and any(spoken[at : at + len(family)] == family for at in range(1, len(spoken) - len(family) + 1))
        and len("".join(family)) > 3
    )


def compatible_given(left: str, right: str) -> bool:
    """Whether two given names can be one person's: equal, one missing, or one the initials of the other."""
    return all(
        first == second or (first[0] == second[0] and 1 in (len(first), len(second)))
        for first, second in zip(_initials(left), _initials(right), strict=False)
    )


def same_person(left: Name, right: Name) -> bool:
    """Whether two names can be one person's or institution's."""
    if same_family(left, right) and compatible_given(left.given, right.given):
        return True
    return not (left.literal or right.literal) and (_tail(left, right) or _tail(right, left))


def first_name(short: Name, long: Name) -> bool:
    """Whether a name alone is the given name of one who goes by it: "Ord." or "Orderic" for "Ord. Vit."."""
    begun, alone = fold(long.given.rstrip(".")), fold(short.literal or short.family)
    return long.given.endswith(".") and len(begun) > 2 and not short.given and alone.startswith(begun)


def latinised(one: Name, other: Name) -> bool:
    """Whether two long surnames differ by a Latin or Italian ending: "Agobardi" and "Agobard"."""
    short, long = sorted((fold(one.family), fold(other.family)), key=len)
    return len(short) >= _STEM and long.startswith(short) and long[len(short) :] in _ENDINGS


def same_people(left: Sequence[Name], right: Sequence[Name]) -> bool:
    """Whether two lists can be the same people: the shorter is contained in the longer, first name first.

    A cite may name only the first of several ("et al."), or drop one.
    """
    short, long = sorted((_named(left), _named(right)), key=len)
    return (
        bool(short)
        and same_person(short[0], long[0])
        and all(any(same_person(name, other) for other in long) for name in short)
    )


def _named(names: Sequence[Name]) -> Sequence[Name]:
    """The names without an "et al." that stands for others."""
    return (
        [name for name in names if name.literal not in _MORE] if any(name.literal in _MORE for name in names) else names
    )


def _tail(short: Name, long: Name) -> bool:
    """The one ends as the other does, wherever surnames begin: "Zehl Romero", "Christiane Zehl Romero"."""
    one, other = words(short.display), words(long.display)
    return 1 < len(one) < len(other) and other[-len(one) :] == one


def _initials(given: str) -> tuple[str, ...]:
    """The given names; "CLR" or "SA" in one piece counts as initials, and so does a lone short word without a vowel."""
    told = words(given)
    if len(told) == 1 and 1 < len(told[0]) <= 3 and (given.isupper() or not set(told[0]) & set("aeiouy")):
        return tuple(told[0])
    return told
