"""Where clauses and sentences begin, abbreviations and initials set apart from full stops."""

from __future__ import annotations

import re
from functools import cache

from biblio.citations import lexicon
from biblio.citations.letters import UPPER

__all__ = ["find"]

_POINT = re.compile(r"(?:;\s+|\n\n|[.!?…][’”\"'»)\]]?\s+)")
_LAST_WORD = re.compile(r"[^\s(\[‘“„«\"']+\Z")
_INITIALS = re.compile(rf"(?:[{UPPER}]\.?-?)+\Z|[{UPPER}][a-zà-ÿ]{{0,2}}\Z")
_ORDINAL = re.compile(r"(?:\d{1,2}|[IVXLC]+)\Z")
_START = re.compile(rf"[\[(‘“„«\"'¿¡–—]?\s?[{UPPER}\d‘“„«\"'¿¡\[]")


def find(text: str, closed: dict[int, int]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """(where clauses begin, where sentences begin) outside the `closed` stretches."""
    breaks: list[int] = []
    stops: list[int] = []
    closed_starts = sorted(closed.items())
    index, barrier = 0, 0
    for match in _POINT.finditer(text):
        while index < len(closed_starts) and closed_starts[index][0] < match.start():
            barrier = max(barrier, closed_starts[index][1])
            index += 1
        if match.start() < barrier - (1 if match[0][0] in ".!?…" else 0):
            continue
        if match[0][0] in ";\n":
            breaks.append(match.end())
            stops.append(match.end())
        elif _begins(text, match) and not _abbreviation(text, match.start(), match[0]):
            stops.append(match.end())
    return tuple(breaks), tuple(stops)


def _begins(text: str, point: re.Match[str]) -> bool:
    """Whether a sentence can begin after the point; one with a figure only after a common word: not "Sat. 3.232"."""
    if not _START.match(text, point.end()):
        return False
    if not text[point.end()].isdigit():
        return True
    word = _LAST_WORD.search(text, max(point.start() - 24, 0), point.start())
    return not word or (word[0][0].islower() and len(word[0]) > 2) or not word[0][0].isalpha()


def _abbreviation(text: str, pos: int, point: str) -> bool:
    """Whether the full stop at `pos` ends a word that is always written with one."""
    if point[0] != "." or len(point.rstrip()) > 1:
        return False
    match = _LAST_WORD.search(text, max(pos - 24, 0), pos)
    if not match:
        return False
    word = match[0]
    return bool(_INITIALS.match(word) or _ORDINAL.match(word)) or word.lower() in _abbreviations()


@cache
def _abbreviations() -> frozenset[str]:
    """Last words, without their full stop, of everything the word lists write with one."""
    found: set[str] = {"st", "mr", "mrs", "dr", "prof", "jr", "sr", "bros", "univ", "dept", "ms", "mss", "esp"}
    for code in (*lexicon.LANGUAGES, "la"):
        for entry in lexicon.entries(code):
            if entry.endswith("."):
                found.add(entry.split()[-1].rstrip(".").lower())
        found |= {month for month in lexicon.months(code) if len(month) <= 5}
    return frozenset(found - {"ibid", "ebd", "cit", "may", "mai", "mars", "juin", "août", "juli", "maj", "id", "april"})
