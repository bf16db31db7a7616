"""Persons named in prose: full names anywhere, surnames where they do or own something."""

from __future__ import annotations

import re

from biblio.citations.letters import INITIAL, UPPER, WORD
from biblio.citations.lexicon import Lexicon
from biblio.citations.names import parse_names
from biblio.model import Name

__all__ = ["full_names", "surnames"]

_FULL = re.compile(
    rf"(?<![\w’'])(?:(?:{INITIAL}|{WORD})[ \u00a0]){{1,3}}"
    rf"(?:(?:de|von|van|der|du|di|da|del|della|la|le|d[’'])[ \u00a0]?){{0,2}}{WORD}(?!\w)"
)
_SURNAME = re.compile(rf"(?<![\w’'.-])(?P<name>[{UPPER}][a-zà-ÿ]{{2,}}(?:[-][{UPPER}][a-zà-ÿ]+)?)(?=['’]s?\s|\s[a-z]+)")
_NOT_PERSON = re.compile(
    r"\b(?:Party|Union|Republic|War|Revolution|Congress|Council|Committee|International|Press|University|Museum|Street|"
    r"New|North|South|East|West|Great|United|Soviet|Old|Saint|First|Second|Third|Central|National|Communist|Socialist|"
    r"Europe|America|Germany|Russia|France|England|Britain|Spain|Italy|Act|Bill|House|Commons|Board|Office|Church|"
    r"Review|Journal|Times|Library|Archive|Archives|Court|State|States|Government|Bank|Company|College|School|Society)\b"
)


def full_names(text: str, lexicon: Lexicon) -> list[tuple[int, int, Name]]:
    """(start, end, name) of the persons named in full: at least two words, none of them an institution's."""
    found = []
    for match in _FULL.finditer(text):
        start, name = _without_lead(match.start(), match[0], lexicon)
        if " " not in name or _NOT_PERSON.search(name):
            continue
        parsed = parse_names(re.sub(r"['’]s?\Z", "", name), lexicon.language)
        if len(parsed) == 1 and parsed[0].family and parsed[0].given:
            found.append((start, match.end(), parsed[0]))
    return found


def _without_lead(start: int, name: str, lexicon: Lexicon) -> tuple[int, str]:
    words = name.split()
    while words and (
        words[0].lower().strip(".,") in lexicon.not_names or words[0].lower().strip(".,") in lexicon.months
    ):
        start += len(words.pop(0)) + 1
    return start, " ".join(words)


def surnames(text: str, lexicon: Lexicon) -> list[tuple[int, int, Name]]:
    """(start, end, name) of single capitalised words that may be surnames; who knows the persons must confirm."""
    return [
        (match.start(), match.end(), Name(family=match["name"]))
        for match in _SURNAME.finditer(text)
        if match["name"].lower() not in lexicon.not_names
    ]
