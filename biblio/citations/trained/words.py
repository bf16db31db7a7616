"""A word on its own -> what it looks like and where it is known from, as feature strings.

Everything here depends on the word alone and is remembered, so that a note's features are put together from tuples
that exist already.
"""

from __future__ import annotations

import gzip
import json
import re
from functools import cache, lru_cache
from importlib.resources import files

__all__ = ["AROUND", "around", "brief", "looks", "near", "shape", "spelling"]

_ROMAN = re.compile(r"[ivxlcdm]+\Z", re.IGNORECASE)
_REMEMBERED = 1 << 16
AROUND = (2, 1, -1, -2)
"""Distances from which a word is heard in a reference."""


@cache
def _known() -> dict[str, tuple[str, ...]]:
    """Word -> the roles it mostly plays in printed references (`scripts/train_tagger.py` counts them)."""
    packed = (files("biblio.citations.trained") / "data" / "words.json.gz").read_bytes()
    roles: dict[str, str] = json.loads(gzip.decompress(packed))
    return {word: tuple(role) for role, words in roles.items() for word in words.split(" ")}


class _Classes(dict[int, str]):
    """Code point -> the letter that stands for its class; filled as characters are met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        found = "9" if char.isdigit() else "X" if char.isupper() else "x" if char.islower() else char
        self[code] = found
        return found


_CLASSES = _Classes()
_RUN = re.compile(r"(.)\1{2,}")


@lru_cache(_REMEMBERED)
def spelling(word: str) -> str:
    """The word in lower case; of a number only its length."""
    return "9" * len(word) if word.isdecimal() else word.lower()[:30]


@lru_cache(_REMEMBERED)
def shape(word: str) -> str:
    """Capitals, small letters and digits: "Xx" for "Marx", "X" for "J", "9999" for "1938"."""
    return "9" * min(len(word), 5) if word.isdecimal() else _RUN.sub(r"\1\1", word.translate(_CLASSES))


@lru_cache(_REMEMBERED)
def looks(word: str) -> tuple[str, ...]:
    """All that the word itself says."""
    lower = spelling(word)
    found = [f"w={lower}", f"s={shape(word)}"]
    if word.isalpha():
        found += [f"p={lower[:3]}", f"x={lower[-3:]}", f"y={lower[-2:]}", f"z={lower[-4:]}"] if len(word) > 3 else []
        found += _kinds(word)
    elif word.isdecimal():
        found += [f"n={_size(int(word))}"] if len(word) < 8 else []
    found += [f"k={role}" for role in _known().get(lower, ())]
    return tuple(found)


def _kinds(word: str) -> list[str]:
    kinds = ["roman"] if len(word) > 1 and _ROMAN.match(word) else []
    if word.isupper():
        kinds.append("initial" if len(word) == 1 else "capitals")
    return kinds


def _size(number: int) -> str:
    """What a number may be by its size: a month or issue, a volume, a page, a year."""
    for most, name in ((12, "12"), (31, "31"), (60, "60"), (400, "400"), (1399, "1399"), (2035, "year")):
        if number <= most:
            return name
    # "19742": a year and its edition, whose raised number has fallen.
    return "year+" if 15000 < number < 20359 and number % 10 > 1 else "big"


@lru_cache(_REMEMBERED * 4)
def near(word: str, distance: int) -> tuple[str, ...]:
    """What a neighbour `distance` tokens away says; the farther, the less."""
    told = looks(word)
    if abs(distance) > 1:
        told = tuple(feature for feature in told if feature[0] not in "pxyz")
    return tuple(f"{distance}{feature}" for feature in told)


@lru_cache(_REMEMBERED)
def brief(word: str) -> tuple[str, ...]:
    """The most telling of what the word itself says."""
    return tuple(feature for feature in looks(word) if feature[:2] != "z=")


@lru_cache(_REMEMBERED)
def around(word: str) -> tuple[tuple[str, ...], ...]:
    """What a word says to those from which it is `AROUND`: its spelling, shape and roles; farther off its spelling."""
    told = [feature for feature in brief(word) if feature[:2] in ("w=", "s=", "k=")]
    return tuple(
        tuple(f"{distance}{feature}" for feature in (told if abs(distance) == 1 else told[:1])) for distance in AROUND
    )
