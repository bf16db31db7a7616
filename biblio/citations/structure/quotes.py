"""Quotations with every pair of marks in use: ‘…’ “…” „…“ ‚…‘ « … » »…« ‹…› ”…” and the typewriter's two.

The apostrophe and the closing single mark are one character: "the workers’ movement’s ‘party of labour’". A mark after
a letter and before a letter is an apostrophe; one after an s is a possessive when another mark can still close.
"""

from __future__ import annotations

from dataclasses import dataclass

from biblio.model import Span

__all__ = ["Quote", "find"]

_CLOSERS = {
    "“": "”",
    "”": "”",
    "‘": "’",
    "„": "“”",
    "‚": "‘’",
    "«": "»",
    "»": "«",
    "‹": "›",
    "›": "‹",
    '"': '"',
    "'": "'",
}
_MARKS = frozenset("“”‘’„‚«»‹›\"'")
_LONGEST = 20_000


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation with and without its marks."""

    outer: Span
    inner: Span


def find(text: str) -> tuple[tuple[Quote, ...], tuple[int, ...]]:
    """The outermost quotations of `text` and the closing marks that nothing opens."""
    marks = [pos for pos, char in enumerate(text) if char in _MARKS and not _apostrophe(text, pos)]
    stack: list[int] = []
    found: list[Quote] = []
    strays: list[int] = []
    for index, pos in enumerate(marks):
        if stack and _closes(text, stack[-1], pos) and not _possessive(text, marks, index):
            start = stack.pop()
            if pos - start <= _LONGEST:
                found.append(Quote(Span(start, pos + 1), _inner(text, start + 1, pos)))
        elif _opens(text, pos):
            if stack and text[stack[-1]] == text[pos]:
                stack.pop()  # the same mark opens twice: the first was never closed (quotations run over paragraphs so)
            stack.append(pos)
        elif not stack and text[pos] in "’”»'\"" and not _possessive_like(text, pos):
            strays.append(pos)
    return _outermost(found), tuple(strays)


def _apostrophe(text: str, pos: int) -> bool:
    around = text[pos - 1 : pos] + text[pos + 1 : pos + 2]
    if text[pos] in "'’" and len(around) == 2 and around.isalnum():
        return True
    # ’48, ’tis: nothing opens with ’
    return text[pos] == "’" and (pos == 0 or text[pos - 1].isspace()) and text[pos + 1 : pos + 2].isalnum()


def _closes(text: str, start: int, pos: int) -> bool:
    if text[pos] not in _CLOSERS[text[start]]:
        return False
    if text[start] in "\"'" or text[pos] in "’'":
        before, after = text[pos - 1 : pos], text[pos + 1 : pos + 2]
        return not after.isalnum() and (text[pos] != text[start] or not before.isspace())
    return True


def _opens(text: str, pos: int) -> bool:
    char = text[pos]
    if char not in _CLOSERS:
        return False
    before, after = text[pos - 1 : pos], text[pos + 1 : pos + 2]
    free = not before or before.isspace() or before in "([{—–-/“‘„«‚’”"
    if char in "‘“„‚‹":
        return True
    if char == "«":
        return free or after.isspace()
    return free and bool(after) and not after.isspace()


def _possessive_like(text: str, pos: int) -> bool:
    return text[pos] in "’'" and text[pos - 1 : pos] in ("s", "x", "z") and text[pos + 1 : pos + 2] == " "


def _possessive(text: str, marks: list[int], index: int) -> bool:
    """Whether the mark is the genitive's and a later one closes the quotation: ‘the workers’ movement’."""
    pos = marks[index]
    if not _possessive_like(text, pos) or not text[pos + 2 : pos + 3].isalpha():
        return False
    following = marks[index + 1] if index + 1 < len(marks) else -1
    return following > 0 and text[following] == text[pos] and not text[following + 1 : following + 2].isalnum()


def _inner(text: str, start: int, end: int) -> Span:
    return Span(start, end).strip(text)


def _outermost(quotes: list[Quote]) -> tuple[Quote, ...]:
    kept: list[Quote] = []
    for quote in sorted(quotes, key=lambda quote: (quote.outer.start, -quote.outer.end)):
        if not kept or quote.outer.start >= kept[-1].outer.end:
            kept.append(quote)
    return tuple(kept)
