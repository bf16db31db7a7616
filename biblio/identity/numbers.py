"""Numbers of volumes, issues and editions however they are written: "IV", "vol. 4", "4th", "Band 4"."""

from __future__ import annotations

import re

from biblio.identity.folding import fold, words

__all__ = ["number_key", "same_number"]

_ROMAN = re.compile(r"(?=.)m{0,3}(cm|cd|d?c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})\Z")
_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_DIGITS = re.compile(r"(\d+)[a-z]{0,3}\Z")


def same_number(one: str, other: str) -> bool:
    """Whether two wordings give the same number, or are the same words."""
    return number_key(one) == number_key(other)


def number_key(text: str) -> str:
    """The numbers in a wording in order ("vol. IV.1" gives "4 1"), or its folded words if there are none."""
    found = [value for word in words(text) if (value := _value(word))]
    return " ".join(found) or fold(text)


def _value(word: str) -> str:
    digits = _DIGITS.match(word)
    if digits:
        return str(int(digits[1]))
    if not _ROMAN.match(word):
        return ""
    total = 0
    for char, following in zip(word, (*word[1:], ""), strict=True):
        value = _VALUES[char]
        total += -value if following and _VALUES[following] > value else value
    return str(total)
