"""Numbers in words and letters: roman numerals, ordinals, and the letters of year suffixes."""

from __future__ import annotations

from biblio.styles.csl.locale import Locale

__all__ = ["letters", "long_ordinal", "ordinal", "roman"]

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def roman(number: int) -> str:
    """12 -> xii; beyond 3,999 the digits stay."""
    if not 0 < number < 4000:
        return str(number)
    found = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        found += sign * count
    return found


def letters(number: int) -> str:
    """0 -> a, 25 -> z, 26 -> aa."""
    found = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        found = chr(97 + rest) + found
    return found


def ordinal(number: int, locale: Locale, gender: str = "") -> str:
    """12 -> 12th, with the locale's exceptions (CSL 1.0.2, "Ordinal Suffixes").

    An exception for one or two digits holds for the last two digits, the last digit or the whole number, as its `match`
    says; the one for more digits wins.
    """
    for digits in (2, 1):
        if digits > len(str(abs(number))):
            continue
        key = f"ordinal-{abs(number) % 10**digits:02d}"
        match = locale.ordinals.get(key)
        if match and _matches(number, digits, match[1]):
            term = locale.term(key, gender=gender)
            if term is not None:
                return f"{number}{term}"
    return f"{number}{locale.term('ordinal', gender=gender) or ''}"


def _matches(number: int, digits: int, match: str) -> bool:
    """Whether an exception for the last one or two digits holds for this number."""
    match = match or ("last-digit" if digits == 1 else "last-two-digits")
    if match == "whole-number":
        return bool(abs(number) < 10**digits)
    if match == "last-digit":
        return digits == 1 or abs(number) % 100 >= 10
    return digits == 2 or abs(number) % 100 < 10


def long_ordinal(number: int, locale: Locale, gender: str = "") -> str:
    """3 -> third, from 1 to 10; other numbers as ordinals."""
    if 1 <= number <= 10:
        term = locale.term(f"long-ordinal-{number:02d}", gender=gender)
        if term is not None:
            return term
    return ordinal(number, locale, gender)
