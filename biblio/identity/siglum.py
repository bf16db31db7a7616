"""A siglum and the title it is made of: the initials of consecutive telling words.

CL     Collected Letters of Samuel Taylor Coleridge
KSA    Sämtliche Werke. Kritische Studienausgabe: of a part of the title; the second part of a compound may count
G. R.  Gest. Reg.: a short word counts if a full stop shortens it
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files

from biblio.identity.folding import words

__all__ = ["initials_of", "siglum_letters"]

_SIGLUM = re.compile(r"(?:[^\W\d_a-zß-ÿ]\.?\s?){2,6}\Z")
_PARTS = re.compile(r"[:;!?(\[]\s*|(?<=\w{5})\.\s+|\s[–—-]\s")
_WORD = re.compile(r"[^\W_]+\.?")
_SMALL = 3
"""Letters of a word that need not count: "of", "and", "der"; one that a full stop shortens counts."""
_LONGEST = 60
"""Words of a part that are looked at: one by which a work is called stands near the beginning."""
_SURE = 3
"""Letters that are not in the midst of a title by chance."""


def siglum_letters(title: str) -> str:
    """The letters of what can be nothing but a siglum: "kc" of "K. C.", else ""."""
    return "".join(words(title)) if _SIGLUM.match(title) else ""


def initials_of(siglum: str, title: str, *, anywhere: bool = False) -> bool:
    """Whether consecutive telling words of a part of a title begin with these letters.

    Two letters have to open or to close the part, unless they may stand `anywhere` in it.
    """
    free = anywhere or len(siglum) >= _SURE
    return any(_in_part(siglum, part, free=free) for part in _PARTS.split(title))


def _in_part(siglum: str, part: str, *, free: bool) -> bool:
    printed = [
        (told, len(told) <= _SMALL and not word.endswith("."))
        for word in _WORD.findall(part)[:_LONGEST]
        for told in words(word)
    ]
    return any(
        free or _small(printed[:start]) or _small(printed[end:])
        for start in range(len(printed))
        for end in _ends(siglum, printed, start)
    )


def _small(printed: Sequence[tuple[str, bool]]) -> bool:
    return all(small for _, small in printed)


def _ends(siglum: str, printed: Sequence[tuple[str, bool]], start: int) -> Iterator[int]:
    """Behind which words the letters are used up that start at one; small words may be left out, compounds have two."""
    used = {0}
    for at, (word, small) in enumerate(printed[start:], start):
        ways = {count + letters for count in used for letters in _letters(siglum[count:], word)}
        used = {*ways, *(used if small else ())}
        if len(siglum) in used:
            yield at + 1
            used.discard(len(siglum))
        if not used:
            return


def _letters(siglum: str, word: str) -> Iterator[int]:
    """How many letters a word may stand for: one, or two if it is a compound."""
    if siglum[:1] == word[0]:
        yield 1
        if any(word.endswith(head) and word != head and siglum[1:2] == head[0] for head in _compound_heads()):
            yield 2


@cache
def _compound_heads() -> frozenset[str]:
    """Second parts of compounds that may have a letter of their own."""
    lists = tomllib.loads(files("biblio.identity").joinpath("compounds.toml").read_text("utf-8"))
    return frozenset(word for language in lists.values() for word in language)
