"""Citation keys: family name, year, and a word of the title where that is not enough.

Leon Trotsky, The Revolution Betrayed (1972)    trotsky1972
another of his of that year, "Writings"         trotsky1972writings
Lenin, What Is to Be Done? (no date given)      lenin-what
an anonymous "Protokoll"                        anon-protokoll
Haida Nation v British Columbia (2004)          haida2004
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import count, product
from string import ascii_lowercase
from typing import Any

from biblio.identity import ascii_fold, credited
from biblio.model import Name, Work

__all__ = ["Proposals", "new_key", "proposals", "spelled", "telling"]

_KNOWN_BY_TITLE = frozenset(("legal_case", "legislation", "bill", "treaty", "regulation"))
_NOT_IN_KEYS = re.compile(r"[^A-Za-z0-9]+")
_NOBODY = "anon"
_NOTHING = "work"


@dataclass(frozen=True, slots=True)
class Proposals:
    """The keys an entry may have, the best first: some stems, then one of them with letters: "-a", "-b" ... "-aa"."""

    stems: tuple[str, ...]
    base: str
    """What letters are put to."""
    joint: str = "-"

    def __iter__(self) -> Iterator[str]:
        yield from self.stems
        for length in count(1):
            for letters in product(ascii_lowercase, repeat=length):
                yield f"{self.base}{self.joint}{''.join(letters)}"

    def __contains__(self, key: object) -> bool:
        if not isinstance(key, str):
            return False
        start = self.base + self.joint
        letters = key.removeprefix(start)
        return key in self.stems or (key.startswith(start) and letters.isascii() and letters.isalpha())


def new_key(work: Work, taken: Collection[str]) -> str:
    """A key of ASCII letters, digits and hyphens, none of those `taken` (compared without case, as BibTeX does)."""
    used = {key.casefold() for key in taken}
    return next(key for key in proposals(work) if key.casefold() not in used)


def proposals(work: Work) -> Proposals:
    """Ever longer keys: another word of the title, then letters."""
    who, year, told = _who(work), _year(work), _telling(_title(work))
    if work.type in _KNOWN_BY_TITLE and not credited(work):
        told = told[1:]
    stem = who + (year or "-")
    short = (who + year,) if year and who != _NOBODY else ()
    longer = tuple(stem + "-".join(told[:length]) for length in range(1, min(len(told), 4) + 1))
    base = stem.rstrip("-") + ("" if year else "-") + "-".join(told[:1])
    return Proposals(short + longer, base.rstrip("-"))


def _who(work: Work) -> str:
    names = credited(work)
    if names:
        return _surname(names[0]) or _NOBODY
    if work.type in _KNOWN_BY_TITLE:
        return next(iter(_telling(_title(work))), _NOTHING)
    return _NOBODY


def _surname(name: Name) -> str:
    if name.literal:
        return next(iter(_telling(name.literal)), "")
    return "".join(_latin(f"{name.particle} {name.family or name.given}"))


def _year(work: Work) -> str:
    date = work.date or (work.container.date if work.container else None)
    if date is None or date.year is None:
        return ""
    return str(date.year) if date.year > 0 else f"{abs(date.year)}bc"


def _title(work: Work) -> str:
    return work.title or (work.container.title if work.container else "") or work.genre or work.archive_location


def telling(text: str) -> list[str]:
    """The words of a text that say something, spelled in ASCII, capitals kept; all of them if none does."""
    found = spelled(text)
    return [word for word in found if word.lower() not in _small_words()] or found


def spelled(text: str) -> list[str]:
    """The words of a text in ASCII letters and digits, other alphabets transliterated, capitals kept."""
    letters = _letters()
    plain = ascii_fold("".join(_latin_letter(char, letters) for char in text)).replace("'", "")
    return [word for word in _NOT_IN_KEYS.split(plain) if word]


def _latin_letter(char: str, letters: dict[str, str]) -> str:
    small = char.casefold()
    latin = letters.get(small) or letters.get(ascii_fold(small), char)
    return latin.capitalize() if char != small and latin != char else latin


def _telling(text: str) -> list[str]:
    return [word.lower() for word in telling(text)]


def _latin(text: str) -> list[str]:
    return [word.lower() for word in spelled(text)]


@cache
def _letters() -> dict[str, str]:
    return {letter: latin for table in _data("letters").values() for letter, latin in table.items()}


@cache
def _small_words() -> frozenset[str]:
    return frozenset(word for words in _data("small_words").values() for word in words)


@cache
def _data(name: str) -> dict[str, Any]:
    return tomllib.loads(files("biblio.library").joinpath(f"{name}.toml").read_text("utf-8"))
