r"""LaTeX's counters of notes: `\footnote[5]{}`, `\setcounter{footnote}{0}`, `\renewcommand{\thefootnote}{...}`."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

from biblio.readers._numbering import Numerals

__all__ = ["Counters"]

_STYLE = re.compile(r"\\(?P<how>arabic|roman|Roman|alph|Alph|fnsymbol)\s*(?:\{\s*\w+\s*\}|\\c@\w+)")
_NUMERALS = {
    "arabic": Numerals.ARABIC,
    "roman": Numerals.LOWER_ROMAN,
    "Roman": Numerals.UPPER_ROMAN,
    "alph": Numerals.LOWER_LETTER,
    "Alph": Numerals.UPPER_LETTER,
    "fnsymbol": Numerals.LATEX_SYMBOLS,
}


@dataclass(slots=True)
class Counters:
    """The counters by name, and how they are printed."""

    values: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))
    numerals: dict[str, Numerals] = field(default_factory=lambda: {"thanks": Numerals.LATEX_SYMBOLS})
    resets: dict[str, set[str]] = field(default_factory=dict)
    r"""Sectioning command -> the counters that begin again with it."""

    def restyle(self, name: str, definition: str) -> None:
        r"""Take in `\renewcommand{\thefootnote}{\fnsymbol{footnote}}`."""
        if match := _STYLE.search(definition):
            self.numerals[name] = _NUMERALS[match["how"]]

    def label(self, name: str, value: int) -> str:
        """How a value prints."""
        return self.numerals.get(name, Numerals.ARABIC).write(value)

    def sectioned(self, command: str) -> None:
        """A chapter or section begins."""
        for name in self.resets.get(command, ()):
            self.values[name] = 0
