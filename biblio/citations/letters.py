"""Character classes and small patterns that several rules share; Python's `re` knows no \\p{Lu}."""

from __future__ import annotations

__all__ = ["INITIAL", "LOWER", "NUMBER", "RANGE", "ROMAN", "UPPER", "WORD", "YEAR"]

_BLOCKS = ((0x41, 0x250), (0x386, 0x530), (0x1E00, 0x1F00))


def _runs(letters: list[str]) -> str:
    """`letters` as the inside of a regular expression's character class."""
    ranges: list[list[int]] = []
    for code in map(ord, letters):
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return "".join(chr(low) if low == high else f"{chr(low)}-{chr(high)}" for low, high in ranges)


_LETTERS = [chr(code) for low, high in _BLOCKS for code in range(low, high)]
UPPER = _runs([letter for letter in _LETTERS if letter.isupper()])
LOWER = _runs([letter for letter in _LETTERS if letter.islower()])

WORD = rf"[{UPPER}][{UPPER}{LOWER}]*(?:['’\-‐][{UPPER}{LOWER}]+)*"
"""A capitalised word: "O’Neill", "Jean-Marie", "McDonald"."""
INITIAL = rf"[{UPPER}][{LOWER}]{{0,2}}\.(?:-?[{UPPER}]\.)*"
"""Initials and abbreviated first names: "E.", "J.-P.", "Th.", "C.L.R."."""
YEAR = r"(?:1[0-9]|20)\d\d"
ROMAN = (
    r"(?=[ivxlcdmIVXLCDM])(?:[mM]{0,3}(?:cm|cd|d?c{0,3}|CM|CD|D?C{0,3})"
    r"(?:xc|xl|l?x{0,3}|XC|XL|L?X{0,3})(?:ix|iv|v?i{0,3}|IX|IV|V?I{0,3}))(?![\w])"
)
NUMBER = rf"(?:\d[\d.]*\d|\d|{ROMAN})"
RANGE = rf"(?:{NUMBER}[a-z]?(?:\s?[-‒–—]\s?{NUMBER}[a-z]?)?)"
"""A number or a range of numbers: "59", "111-13", "xii–xiv"."""
