"""Automatic note numbers as word processors print them: 1, i, IV, c, *, †."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from enum import StrEnum

__all__ = ["Counter", "Numbering", "Numerals", "Restart"]


class Numerals(StrEnum):
    """How a number is written."""

    ARABIC = "arabic"
    LOWER_ROMAN = "lower-roman"
    UPPER_ROMAN = "upper-roman"
    LOWER_LETTER = "lower-letter"
    UPPER_LETTER = "upper-letter"
    SYMBOLS = "symbols"
    """*, †, ‡, §, then each twice: the Chicago Manual of Style's order as Word has it."""
    LATEX_SYMBOLS = "latex-symbols"
    """LaTeX's `\\fnsymbol`: *, †, ‡, §, ¶, ‖, **, ††, ‡‡."""

    def write(self, number: int) -> str:
        """The number in these numerals; arabic where they have none for it."""
        if number < 1:
            return str(number)
        match self:
            case Numerals.ARABIC:
                return str(number)
            case Numerals.LOWER_ROMAN:
                return _roman(number).lower()
            case Numerals.UPPER_ROMAN:
                return _roman(number)
            case Numerals.LOWER_LETTER:
                return _letter(number).lower()
            case Numerals.UPPER_LETTER:
                return _letter(number)
            case Numerals.SYMBOLS:
                return "*†‡§"[(number - 1) % 4] * ((number - 1) // 4 + 1)
            case Numerals.LATEX_SYMBOLS:
                return _LATEX[number - 1] if number <= len(_LATEX) else str(number)


class Restart(StrEnum):
    """Where numbers begin again."""

    NEVER = "never"
    SECTION = "section"
    PAGE = "page"


@dataclass(frozen=True, slots=True)
class Numbering:
    """How the notes of a section are numbered."""

    numerals: Numerals = Numerals.ARABIC
    start: int = 1
    restart: Restart = Restart.NEVER


@dataclass(slots=True)
class Counter:
    """Counts notes of one kind through a document."""

    _number: int | None = None
    _place: Hashable = field(default=None)

    def next(self, numbering: Numbering, section: int, page: int) -> str:
        """The label of the next note, which stands in this section and on this page."""
        place: Hashable = None
        if numbering.restart is Restart.SECTION:
            place = ("section", section)
        elif numbering.restart is Restart.PAGE:
            place = ("page", page)
        if self._number is None or (place is not None and place != self._place):
            self._number = numbering.start
        else:
            self._number += 1
        self._place = place
        return numbering.numerals.write(self._number)


_LATEX = ("*", "†", "‡", "§", "¶", "‖", "**", "††", "‡‡")
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
    (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def _roman(number: int) -> str:
    if number > 4999:
        return str(number)
    out = ""
    for value, letters in _ROMAN:
        out += letters * (number // value)
        number %= value
    return out


def _letter(number: int) -> str:
    """A ... Z, AA, BB ...: Word's way, which LibreOffice follows in Word files."""
    return chr(ord("A") + (number - 1) % 26) * min((number - 1) // 26 + 1, 9)
