"""Where each token stands: quotations, brackets, italics, sentences, and what came before it and follows."""

from __future__ import annotations

from dataclasses import dataclass

from biblio.citations.structure import Structure
from biblio.citations.trained.tokens import Token
from biblio.model import Span

__all__ = ["Place", "places"]

_ENDS = frozenset(";")
_LONG = (3, 6, 12, 25)


@dataclass(slots=True)
class Place:
    """What the skeleton of a note says of one token; short codes, for they become features."""

    quote: str = "O"
    """B, I, E in a quotation, O outside."""
    bracket: str = "0"
    """Depth; "[" in square ones."""
    italic: str = "O"
    inside: tuple[str, ...] = ()
    """What the quotation or italic stretch or bracket around the token is like: its length and what follows it."""


def places(text: str, tokens: list[Token], structure: Structure, italics: tuple[Span, ...]) -> list[Place]:
    """The places of all tokens; linear."""
    found = [Place() for _ in tokens]
    _brackets(text, tokens, found)
    _stretches(text, tokens, [quote.outer for quote in structure.quotes], found, "quote")
    _stretches(text, tokens, italics, found, "italic")
    return found


def _brackets(text: str, tokens: list[Token], found: list[Place]) -> None:
    depth, square, opened = 0, 0, -1
    for index, (start, _) in enumerate(tokens):
        char = text[start]
        if char == "(":
            depth, opened = depth + 1, index
        elif char == "[":
            square += 1
        found[index].bracket = "[" if square else str(min(depth, 2))
        if char == ")":
            if depth == 1 and opened >= 0:
                _bracket(text, tokens, found, opened, index)
            depth = max(depth - 1, 0)
        elif char == "]":
            square = max(square - 1, 0)


def _bracket(text: str, tokens: list[Token], found: list[Place], first: int, last: int) -> None:
    """Mark the tokens of a bracket with what it holds: an imprint has a year and a colon."""
    if last - first > 30:
        return
    inner = [text[start:end] for start, end in tokens[first + 1 : last]]
    year = any(len(word) == 4 and word.isdecimal() for word in inner)
    told = f"b={'y' if year else ''}{':' if ':' in inner else ''}{',' if ',' in inner else ''}{_length(last - first)}"
    for index in range(first, last + 1):
        found[index].inside += (told,)
    if first:
        found[first - 1].inside += (f"then{told}",)
    if last + 1 < len(tokens):
        found[last + 1].inside += (f"past{told}",)


def _stretches(
    text: str, tokens: list[Token], stretches: list[Span] | tuple[Span, ...], found: list[Place], kind: str
) -> None:
    index, count, letter = 0, len(tokens), kind[0]
    for stretch in stretches:
        while index < count and tokens[index][0] < stretch.start:
            index += 1
        first = index
        while index < count and tokens[index][1] <= stretch.end:
            index += 1
        if first == index:
            continue
        following = text[tokens[index][0] : tokens[index][1]].lower() if index < count else "END"
        before = text[tokens[first - 1][0] : tokens[first - 1][1]].lower() if first else "START"
        told = (f"{letter}l={_length(index - first)}", f"{letter}f={following[:8]}", f"{letter}b={before[:8]}")
        for inner in range(first, index):
            code = "B" if inner == first else "E" if inner == index - 1 else "I"
            setattr(found[inner], kind, code)
            found[inner].inside += told


def _length(count: int) -> str:
    return str(sum(count > most for most in _LONG))
