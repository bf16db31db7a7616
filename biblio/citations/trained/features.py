"""Tokens of a note -> feature strings: word and neighbours, place, phrases, what came before, what is ahead.

Rows are put together from tuples that exist already (`words` remembers them), column by column.
"""

from __future__ import annotations

from itertools import accumulate, pairwise

from biblio.citations.scan import Scan
from biblio.citations.trained.gazetteer import phrases
from biblio.citations.trained.places import Place, places
from biblio.citations.trained.tokens import Token
from biblio.citations.trained.words import AROUND, around, brief, looks, near, spelling

__all__ = ["brief_features", "draft_features", "features"]

_Row = list[str]
_Names = tuple[str, ...]
_FAR = (-3, -2, -1, 1, 2, 3)
_NEAR = (-2, -1, 1, 2)
_STARTS = tuple(f"pos={index}" for index in range(4))
_ENDS = tuple(f"end={index}" for index in range(4))
_SINCE = tuple(f"sg={index}" for index in range(7))
_SIGNS = ("year", "quote", "italic", "bracket", "places", "page_labels", "ibid", "op_cit", "container_in")
_SEEN = {sign: f"seen={sign}" for sign in _SIGNS}
_AHEAD = {sign: tuple(f"ahead={sign}{index}" for index in range(4)) for sign in _SIGNS}
_TELLING = {f"g={name}": name for name in _SIGNS}
_AROUND = 6
"""Tokens on either side among which prose is counted."""


def features(scan: Scan, tokens: list[Token]) -> list[_Row]:
    """One list of feature strings a token; the first tells its spelling."""
    words, where, listed = _read(scan, tokens)
    states = [f"{place.quote}{place.bracket}{place.italic}" for place in where]
    language = f"lang={scan.lexicon.language}"
    rows = [
        [
            *(*looks(word), *names, f"c={state}", f"q={place.quote}", f"i={place.italic}", f"r={place.bracket}"),
            *(*place.inside, language),
        ]
        for word, names, place, state in zip(words, listed, where, states, strict=True)
    ]
    count = len(rows)
    for distance in _FAR:
        edge = f"{distance}edge"
        for index, row in enumerate(rows):
            other = index + distance
            if 0 <= other < count:
                row += near(words[other], distance)
                row.append(f"{distance}c={states[other]}")
            else:
                row.append(edge)
    for index, row in enumerate(rows):
        row.append(_STARTS[min(index, 3)])
        row.append(_ENDS[min(count - 1 - index, 3)])
    _pairs(words, listed, rows)
    _running(words, where, listed, rows)
    _since(words, rows)
    _prose(words, rows)
    return rows


def brief_features(scan: Scan, tokens: list[Token]) -> list[_Row]:
    """Fewer of a text that is one reference: bibliographies are long, and half the features read them as well."""
    return _brief(*_read(scan, tokens))


def draft_features(scan: Scan, tokens: list[Token]) -> list[_Row]:
    """Those of the first reading of a note: what a reference's have, and where prose and italics are."""
    words, where, listed = _read(scan, tokens)
    rows = _brief(words, where, listed)
    for row, place in zip(rows, where, strict=True):
        row.append(f"i={place.italic}")
    _since(words, rows)
    _prose(words, rows)
    return rows


def _brief(words: list[str], where: list[Place], listed: list[_Names]) -> list[_Row]:
    rows = [
        [*brief(word), *names, f"c={stand.quote}{stand.bracket}", *stand.inside]
        for word, names, stand in zip(words, listed, where, strict=True)
    ]
    _around(words, rows)
    for row, (one, other) in zip(rows[1:], pairwise(words), strict=False):
        row.append(f"-|{spelling(one)}|{spelling(other)}")
    _beside(listed, rows)
    _running(words, where, listed, rows)
    return rows


def _around(words: list[str], rows: list[_Row]) -> None:
    """What the two words on either side say, and how near the ends are."""
    told = [around(word) for word in words]
    for place, distance in enumerate(AROUND):
        pairs = zip(rows, told[distance:], strict=False) if distance > 0 else zip(rows[-distance:], told, strict=False)
        for row, said in pairs:
            row += said[place]
    for row, start in zip(rows[:3], _STARTS, strict=False):
        row.append(start)
    for row, end in zip(rows[:-4:-1], _ENDS, strict=False):
        row.append(end)


def _beside(listed: list[_Names], rows: list[_Row]) -> None:
    """The lists that know the words right beside."""
    for index, names in enumerate(listed):
        if names:
            if index:
                rows[index - 1] += [f"1{name}" for name in names]
            if index + 1 < len(rows):
                rows[index + 1] += [f"-1{name}" for name in names]


def _read(scan: Scan, tokens: list[Token]) -> tuple[list[str], list[Place], list[_Names]]:
    """The words, where each stands, and the lists that know it."""
    words = [scan.text[start:end] for start, end in tokens]
    where = places(scan.text, tokens, scan.structure, scan.italics)
    return words, where, phrases([word.lower() for word in words])


def _pairs(words: list[str], listed: list[_Names], rows: list[_Row]) -> None:
    """How a word reads with the one beside it, and the lists that know the neighbours."""
    spelled = [spelling(word) for word in words]
    for index, (one, other) in enumerate(pairwise(spelled)):
        pair = f"w={one}|{other}"
        rows[index].append("+|" + pair)
        rows[index + 1].append("-|" + pair)
    for index, names in enumerate(listed):
        if names:
            for distance in _NEAR:
                if 0 <= index - distance < len(rows):
                    rows[index - distance] += [f"{distance}{name}" for name in names]


def _running(words: list[str], where: list[Place], listed: list[_Names], rows: list[_Row]) -> None:
    """What the sentence has had so far, and what is still ahead in it."""
    signs = [_signs(word, place, names) for word, place, names in zip(words, where, listed, strict=True)]
    starts = _starts(words)
    seen: dict[str, None] = {}
    for index, row in enumerate(rows):
        if index in starts:
            seen = {}
        row += seen
        for sign in signs[index]:
            seen[_SEEN[sign]] = None
    ahead: dict[str, int] = {}
    for index in range(len(words) - 1, -1, -1):
        if ahead:
            rows[index] += [_AHEAD[sign][min((at - index) // 4, 3)] for sign, at in ahead.items()]
        for sign in signs[index]:
            ahead[sign] = index
        if index in starts:
            ahead = {}


def _since(words: list[str], rows: list[_Row]) -> None:
    """How far a word is from the beginning of its sentence."""
    starts = _starts(words)
    since = 0
    for index, row in enumerate(rows):
        since = 0 if index in starts else since
        row.append(_SINCE[min(since, 6)])
        since += 1


def _prose(words: list[str], rows: list[_Row]) -> None:
    """How many words in small letters stand around: prose has many, references few."""
    small = [0, *accumulate(word.isalpha() and word.islower() for word in words)]
    for index, row in enumerate(rows):
        row.append(f"pb={small[index] - small[max(0, index - _AROUND)]}")
        row.append(f"pa={small[min(len(words), index + _AROUND + 1)] - small[index]}")


def _starts(words: list[str]) -> set[int]:
    """Where a new stretch begins: behind a semicolon, or a full stop that ends a longer word."""
    return {
        index
        for index in range(1, len(words))
        if words[index - 1] == ";" or (words[index - 1] == "." and index > 1 and len(words[index - 2]) > 3)
    }


def _signs(word: str, place: Place, listed: _Names) -> tuple[str, ...]:
    signs: tuple[str, ...] = ()
    if len(word) == 4 and word.isdecimal() and "1400" <= word <= "2035":
        signs += ("year",)
    if place.quote == "E":
        signs += ("quote",)
    if place.italic == "E":
        signs += ("italic",)
    if word == ")":
        signs += ("bracket",)
    if listed:
        signs += tuple(_TELLING[name] for name in listed if name in _TELLING)
    return signs
