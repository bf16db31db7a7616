"""Where names stand: before a title ("…as Perry Anderson, ‘Title’") and at a place ("ed. by Jane Degras")."""

from __future__ import annotations

import re

from biblio.citations.names.pattern import NAME_LIST, TOKEN
from biblio.citations.scan import Scan
from biblio.model import Span

__all__ = ["at", "before", "begins_no_name", "list_at"]

_LONGEST = 240
_GAP = re.compile(r"[\s\u00a0]*\Z")
_PREPOSITION = re.compile(r"(?:for|in|at|on|to|für|aus|pour|à|para|per|since|until)\s+\Z", re.IGNORECASE)
_PROSE_PARTICLES = frozenset(
    [
        "of",
        "y",
        "i",
        "e",
        "la",
        "le",
        "lo",
        "el",
        "der",
        "den",
        "des",
        "do",
        "da",
        "te",
        "al",
        "du",
        "de",
        "del",
        "della",
    ]
)


def at(scan: Scan, pos: int, limit: int) -> Span | None:
    """The list of names that begins at `pos`."""
    match = NAME_LIST.match(scan.text, pos, min(limit, pos + _LONGEST))
    if not match:
        return None
    end = match.end()
    if begins_no_name(scan, match[0].split()[0]):
        return None
    return Span(pos, end)


def list_at(scan: Scan, pos: int, limit: int) -> Span | None:
    """The names that begin at `pos` where more pieces may follow: "éd. Jean Bruneau, Paris, Gallimard" is one name.

    A comma joins names only if an "and" or "et al." follows it.
    """
    names = at(scan, pos, limit)
    if not names:
        return None
    text = names.of(scan.text)
    last = max((found.start() for found in _LAST_JOIN.finditer(text)), default=-1)
    comma = text.find(", ", max(last, 0))
    while comma >= 0 and _SUFFIX.match(text, comma):
        comma = text.find(", ", comma + 1)
    return Span(pos, pos + comma) if comma > 0 and comma > last else names


_LAST_JOIN = re.compile(r"(?:,? (?:and|und|et|y|e|en|i|with|u\.|&)|,? et al| u\. ?a\.|\s?/\s?) ?")
_SUFFIX = re.compile(r", (?:Jr|Sr|I{2,3}|[A-Z]\.(?: ?[A-Z]\.)?(?=,|$| and| &))")


def before(scan: Scan, low: int, pos: int) -> Span | None:
    """The list of names that ends before `pos`, its role mark or comma already passed; not before `low`."""
    low = max(low, pos - _LONGEST)
    tokens = _tokens_backwards(scan, low, pos)
    if not tokens:
        return None
    start = _trim_front(scan, tokens)
    if start is None:
        return None
    span = Span(start, tokens[-1].end()).strip(scan.text)
    if not any(char.isupper() for char in span.of(scan.text)):
        return None
    if len(span.of(scan.text).split()) == 1 and _PREPOSITION.search(scan.text, max(low, start - 8), start):
        return None
    return span


def _tokens_backwards(scan: Scan, low: int, pos: int) -> list[re.Match[str]]:
    """The unbroken run of name-like tokens that ends at `pos`."""
    tokens: list[re.Match[str]] = []
    matches = list(TOKEN.finditer(scan.text, low, pos))
    end = pos
    for match in reversed(matches):
        if not _GAP.match(scan.text[match.end() : end]):
            break
        if (
            match.lastgroup == "word"
            and match[0].lower() in scan.lexicon.not_names
            and match.start() in scan.structure.stops
        ):
            break
        tokens.insert(0, match)
        end = match.start()
    return tokens


def _trim_front(scan: Scan, tokens: list[re.Match[str]]) -> int | None:
    """Where the names begin once words that begin no name are taken off the front."""
    index = 0
    last_bad = -1
    for number, token in enumerate(tokens):
        if token.lastgroup in ("word", "caps", "initial") and begins_no_name(scan, token[0]):
            last_bad = number
    index = last_bad + 1
    while index < len(tokens) and (
        tokens[index].lastgroup in ("comma", "and")
        or (tokens[index].lastgroup == "particle" and _orphan(tokens, index))
    ):
        index += 1
    return tokens[index].start() if index < len(tokens) else None


def begins_no_name(scan: Scan, word: str) -> bool:
    """Whether a word is one like "See", "Cf." or "The"; a single letter is an initial whatever it means elsewhere."""
    bare = word.strip(".,’'").lower()
    return len(bare) > 1 and bare in scan.lexicon.not_names


def _orphan(tokens: list[re.Match[str]], index: int) -> bool:
    """Whether a particle at the front belongs to the prose: "of Lenin", "des Hegel" but not "van Gogh"."""
    return tokens[index][0] in _PROSE_PARTICLES
