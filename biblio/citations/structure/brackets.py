"""Round and square brackets outside quotations; an unbalanced one is a character like any other."""

from __future__ import annotations

from dataclasses import dataclass

from biblio.citations.structure.quotes import Quote
from biblio.model import Span

__all__ = ["Bracket", "find"]

_PAIRS = {")": "(", "]": "["}
_LONGEST = 3_000


@dataclass(frozen=True, slots=True)
class Bracket:
    """A bracketed stretch with and without its brackets."""

    outer: Span
    square: bool

    @property
    def inner(self) -> Span:
        """What stands between the brackets."""
        return Span(self.outer.start + 1, self.outer.end - 1)


def find(text: str, quotes: tuple[Quote, ...]) -> tuple[tuple[Bracket, ...], tuple[Bracket, ...]]:
    """(the outermost brackets of `text`, all of them); none begins or ends inside a quotation."""
    skip = {quote.outer.start: quote.outer.end for quote in quotes}
    stack: list[int] = []
    found: list[Bracket] = []
    pos = 0
    while pos < len(text):
        if pos in skip:
            pos = skip[pos]
            continue
        char = text[pos]
        if char in "([":
            stack.append(pos)
        elif char in ")]":
            _close(text, pos, stack, found)
        pos += 1
    found.sort(key=lambda bracket: (bracket.outer.start, -bracket.outer.end))
    outer: list[Bracket] = []
    for bracket in found:
        if not outer or bracket.outer.start >= outer[-1].outer.end:
            outer.append(bracket)
    return tuple(outer), tuple(found)


def _close(text: str, pos: int, stack: list[int], found: list[Bracket]) -> None:
    """Close the innermost open bracket of the same kind; those opened after it were never closed."""
    for depth in range(len(stack) - 1, max(len(stack) - 6, -1), -1):
        if text[stack[depth]] == _PAIRS[text[pos]]:
            start = stack[depth]
            del stack[depth:]
            if pos - start <= _LONGEST:
                found.append(Bracket(Span(start, pos + 1), text[pos] == "]"))
            return
