"""Where the family name begins: "Gabriel | García Márquez", "D. R. | Shackleton Bailey", "Juan Ramón | Jiménez"."""

from __future__ import annotations

import re
from functools import cache

from biblio.citations import lexicon
from biblio.citations.letters import INITIAL, UPPER
from biblio.citations.names.particles import is_particle

__all__ = ["family_start", "is_given"]

_INITIAL = re.compile(rf"(?:{INITIAL})+\Z|[{UPPER}]\Z")
_PREFIXES = frozenset(("Di", "Del", "De", "La", "Le", "Van", "Von", "Du", "Ó", "O", "Mac", "Delle", "Dalla", "St."))
"""Words with a capital that only begin a family name."""
_OWNING = frozenset(("de", "del", "des", "du", "do", "da", "dos", "y", "i"))


@cache
def _given() -> frozenset[str]:
    return frozenset(name.lower() for name in lexicon.words("given_names"))


def is_given(word: str) -> bool:
    """Whether a word is a given name, or two of them with a hyphen: "Jean-Pierre"."""
    parts = word.strip(".,").lower().split("-")
    return all(part in _given() for part in parts)


def family_start(words: list[str], language: str) -> int:
    """Index of the word the family name begins with, its particles included."""
    count = len(words)
    if count > 3 and words[-2] in ("y", "i", "e"):
        return count - 3
    if count == 3 and words[-2] in ("y", "i", "e"):
        return 0
    for index in range(1, count - 1):
        if is_particle(words[index]) and words[index] != "of":
            return _before_particle(words, index)
    if is_particle(words[0]) or words[0].lower() == "of":
        return 0
    if count > 1 and words[-2] in _PREFIXES:
        return count - 2
    return count - 2 if _double(words, language) else count - 1


def _before_particle(words: list[str], index: int) -> int:
    """ "Juan | Díaz del Moral", but "Juan Ramón | del Valle" and "Jean | de la Fontaine"."""
    before = words[index - 1]
    whole = index >= 2 and words[index] in _OWNING and not is_given(before) and not _INITIAL.match(before)
    return index - 1 if whole else index


def _double(words: list[str], language: str) -> bool:
    """Whether a name without particles ends on two family names."""
    if len(words) < 3 or is_given(words[-2]) or any(_INITIAL.match(word) for word in words[-2:]):
        return False
    if language in ("es", "ca"):
        return True
    # Behind initials a whole word is rarely another given name: "D. R. Shackleton Bailey".
    return all(_INITIAL.match(word) for word in words[:-2])
