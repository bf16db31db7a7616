"""Tokens of a note -> feature strings: word and neighbours, place, phrases, what came before, what is ahead."""

from __future__ import annotations

from biblio.citations.scan import Scan
from biblio.citations.trained.gazetteer import phrases
from biblio.citations.trained.places import Place, places
from biblio.citations.trained.tokens import Token
from biblio.citations.trained.words import looks, near, spelling

__all__ = ["features"]

_FAR = (-3, -2, -1, 1, 2, 3)
_STARTS = tuple(f"pos={index}" for index in range(4))
_ENDS = tuple(f"end={index}" for index in range(4))


def features(scan: Scan, tokens: list[Token]) -> list[list[str]]:
    """One list of feature strings a token."""
    words = [scan.text[start:end] for start, end in tokens]
    lower = [word.lower() for word in words]
    where = places(scan.text, tokens, scan.structure, scan.italics)
    listed = phrases(lower)
    rows = [_own(scan, words, index, where[index], listed[index]) for index in range(len(tokens))]
    _neighbours(words, where, listed, rows)
    _running(words, lower, where, listed, rows)
    return rows


def _own(scan: Scan, words: list[str], index: int, place: Place, listed: tuple[str, ...]) -> list[str]:
    return [
        *looks(words[index]),
        *listed,
        f"c={place.quote}{place.bracket}{place.italic}",
        f"q={place.quote}",
        f"i={place.italic}",
        f"r={place.bracket}",
        *place.inside,
        f"lang={scan.lexicon.language}",
    ]


def _neighbours(words: list[str], where: list[Place], listed: list[tuple[str, ...]], rows: list[list[str]]) -> None:
    count = len(words)
    states = [f"{place.quote}{place.bracket}{place.italic}" for place in where]
    for index, row in enumerate(rows):
        for distance in _FAR:
            other = index + distance
            if 0 <= other < count:
                row += near(words[other], distance)
                row.append(f"{distance}c={states[other]}")
                if listed[other] and -2 <= distance <= 2:
                    row += [f"{distance}{name}" for name in listed[other]]
            else:
                row.append(f"{distance}edge")
        here = spelling(words[index])
        if index:
            row.append(f"-|w={spelling(words[index - 1])}|{here}")
        if index + 1 < count:
            row.append(f"+|w={here}|{spelling(words[index + 1])}")
        row.append(_STARTS[min(index, 3)])
        row.append(_ENDS[min(count - 1 - index, 3)])


def _running(
    words: list[str], lower: list[str], where: list[Place], listed: list[tuple[str, ...]], rows: list[list[str]]
) -> None:
    """What the sentence has had so far, what is still ahead of it, and how much prose is around."""
    starts = [_starts(words, index) for index in range(len(words))]
    signs = [_signs(words[index], where[index], listed[index]) for index in range(len(words))]
    seen: dict[str, None] = {}
    distance = 0
    for index, row in enumerate(rows):
        if starts[index]:
            seen, distance = {}, 0
        row.append(f"sg={min(distance, 6)}")
        row += [f"seen={sign}" for sign in seen]
        for sign in signs[index]:
            seen[sign] = None
        distance += 1
    ahead: dict[str, int] = {}
    for index in range(len(words) - 1, -1, -1):
        rows[index] += [f"ahead={sign}{min((at - index) // 4, 3)}" for sign, at in ahead.items()]
        for sign in signs[index]:
            ahead[sign] = index
        if starts[index]:
            ahead = {}
    prose = [0]
    for word in words:
        prose.append(prose[-1] + (word.isalpha() and word.islower()))
    for index, row in enumerate(rows):
        low, high = max(0, index - 6), min(len(words), index + 7)
        row.append(f"pb={prose[index] - prose[low]}")
        row.append(f"pa={prose[high] - prose[index]}")


def _starts(words: list[str], index: int) -> bool:
    """Whether a new stretch begins here: behind a semicolon, or a full stop that ends a longer word."""
    if not index:
        return True
    before = words[index - 1]
    return before == ";" or (before == "." and index > 1 and len(words[index - 2]) > 3)


def _signs(word: str, place: Place, listed: tuple[str, ...]) -> tuple[str, ...]:
    signs: tuple[str, ...] = ()
    if len(word) == 4 and word.isdecimal() and "1400" <= word <= "2035":
        signs += ("year",)
    if place.quote == "E":
        signs += ("quote",)
    if place.italic == "E":
        signs += ("italic",)
    if word == ")":
        signs += ("bracket",)
    for name in listed:
        if name in ("g=places", "g=page_labels", "g=ibid", "g=op_cit", "g=container_in"):
            signs += (name[2:],)
    return signs
