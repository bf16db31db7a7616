"""Do two titles name one work? An ordered list of ways in which one may be short for the other."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from rapidfuzz.distance import Levenshtein

from biblio.identity.folding import without_article, words

__all__ = ["TitleMatch", "is_acronym", "match_titles", "parties"]

_Words = tuple[str, ...]
# The main title ends before ":", " – ", or a full stop, question or exclamation mark that a new word follows.
_SUBTITLE = re.compile(r"\s*(?::|\s[–—-]\s|(?<=\w{3})\.\s+(?=\w)|(?<=[?!])\s+(?=\w)|,\s+or,?\s|\s*[(\[])\s*")
_ELLIPSIS = re.compile(r"\s*(?:…|\.\.\.+|,?\s*\b(?:etc|usw)\b\.?)\s*", re.IGNORECASE)
_VERSUS = re.compile(r"\s(?:v|vs|c|contra|gegen|versus)\.?\s")
_REMEMBERED = 1 << 15
_TYPO_LENGTH = 5
"""Shorter words that differ are different words."""
_ACRONYM = 6
_MEANING = 4
"""Letters a lone word needs to stand for a title of several."""


@dataclass(frozen=True, slots=True)
class TitleMatch:
    """How well two titles agree, 0 to 1, and in which way: `equal`, `main-title`, `prefix` ..."""

    score: float
    way: str

    def __bool__(self) -> bool:
        return self.score > 0


_NOTHING = TitleMatch(0.0, "different")


@lru_cache(maxsize=_REMEMBERED)
def match_titles(left: str, right: str) -> TitleMatch:
    """How two titles agree; the order does not matter. Two titles of which one is empty are `different`."""
    one, other = _told(left), _told(right)
    if left and left == right:
        return TitleMatch(1.0, "equal")
    if not one or not other:
        return _NOTHING
    if one == other:
        return TitleMatch(1.0, "equal")
    if _main(left) == other or _main(right) == one:
        return TitleMatch(0.95, "main-title")
    short, long = (one, other) if len("".join(one)) <= len("".join(other)) else (other, one)
    if _ELLIPSIS.search(left) or _ELLIPSIS.search(right):
        parts = left if short == one else right
        if _elided(parts, long):
            return TitleMatch(0.9, "elided")
    for way, score, matches in _WAYS:
        if matches(short, long):
            return TitleMatch(score, way)
    return _part(left, right)


def _part(left: str, right: str) -> TitleMatch:
    """The one is a party of the case that the other names, or its main title but for a misprint."""
    one, other = _told(left), _told(right)
    if one in map(_told, parties(right)) or other in map(_told, parties(left)):
        return TitleMatch(0.75, "party")
    if _typo(_main(left), other) or _typo(one, _main(right)):
        return TitleMatch(0.75, "typo")
    return _NOTHING


@lru_cache(maxsize=_REMEMBERED)
def _main(title: str) -> _Words:
    return _told(_SUBTITLE.split(title, maxsplit=1)[0])


@lru_cache(maxsize=_REMEMBERED)
def _told(title: str) -> _Words:
    """The words that count: without the leading article, numbers in figures."""
    figures = _figures()
    return tuple(figures.get(word, word) for word in without_article(words(title)))


@cache
def _figures() -> dict[str, str]:
    lists = tomllib.loads(files("biblio.identity").joinpath("numerals.toml").read_text("utf-8"))
    return {word: str(number) for language in lists.values() for number, word in enumerate(language, start=2)}


def _telling(short: _Words) -> bool:
    return len(short) > 1 or len(short[0]) >= _MEANING


def _prefix(short: _Words, long: _Words) -> bool:
    return _telling(short) and long[: len(short)] == short


def _typo(short: _Words, long: _Words) -> bool:
    """The same words but for misprints in the long ones among them; numbers are never misprints."""
    if len(short) != len(long):
        return False
    wrong = [(a, b) for a, b in zip(short, long, strict=True) if a != b]
    return len(wrong) <= max(1, len(short) // 2) and all(_misprint(a, b) for a, b in wrong)


def _misprint(one: str, other: str) -> bool:
    if min(len(one), len(other)) < _TYPO_LENGTH or any(char.isdigit() for char in one + other):
        return False
    return Levenshtein.distance(one, other) <= (1 if max(len(one), len(other)) < 8 else 2)


def _run(short: _Words, long: _Words) -> bool:
    return _telling(short) and any(long[at : at + len(short)] == short for at in range(1, len(long) - len(short) + 1))


def _subset(short: _Words, long: _Words) -> bool:
    """All words in their order, with gaps: "Draft Programme Criticism"."""
    if len(short) < 2:
        return False
    rest = iter(long)
    return all(word in rest for word in short)


def _abbreviated(short: _Words, long: _Words) -> bool:
    """Each word begins one of the other's, in order, the first the first: "Th. des ant. de Paris"."""
    if len("".join(short)) < _TYPO_LENGTH or min(len(short[0]), len(long[0])) < 2 or short[0][:2] != long[0][:2]:
        return False
    if len(short) == len(long):
        return all(a.startswith(b) or b.startswith(a) for a, b in zip(short, long, strict=True))
    rest = iter(long)
    return long[0].startswith(short[0]) and all(any(word.startswith(part) for word in rest) for part in short)


def _clipped(short: _Words, long: _Words) -> bool:
    """Abbreviated words beside one written out, in order, from wherever in the title: "Will. Rufus" of "Reign of
    William Rufus", "Quatre prem. Valois"."""
    if len(short) < 2 or any(len(word) < 3 and not word.isdigit() for word in short):
        return False
    if not any(len(word) >= _TYPO_LENGTH and word in long for word in short):
        return False
    rest = iter(long)
    return all(any(word.startswith(part) for word in rest) for part in short)


def _inflected(short: _Words, long: _Words) -> bool:
    """A lone word that a word of the other begins with or begins: "Soziallehren", "Caterpillar"."""
    return (
        len(short) == 1
        and len(short[0]) > _TYPO_LENGTH
        and any(word.startswith(short[0][:-1]) and len(word) - len(short[0]) < 4 for word in long)
    )


def _acronym(short: _Words, long: _Words) -> bool:
    """ "TP" for "Tratado político", small words counted or not."""
    if len(short) != 1 or not 2 <= len(short[0]) <= _ACRONYM:
        return False
    initials = [word[0] for word in long if len(word) > 1]
    large = sum(len(word) > 3 for word in long)
    rest = iter(initials)
    # All of its letters in order, the first for the first word, and not many telling words left over.
    return (
        bool(initials)
        and initials[0] == short[0][0]
        and large <= 2 * len(short[0])
        and all(letter in rest for letter in short[0])
    )


@lru_cache(maxsize=_REMEMBERED)
def parties(title: str) -> tuple[str, ...]:
    """The parties of a case: "Bhe v Magistrate, Khayelitsha" is called "Bhe"; a title of another kind has none."""
    found = tuple(part.strip() for part in _VERSUS.split(title, maxsplit=1))
    return found if len(found) > 1 else ()


def is_acronym(text: str) -> bool:
    """Whether a word can hardly be anything but initials: "SCI", "P.W.S."."""
    letters = text.replace(".", "")
    return 2 <= len(letters) <= _ACRONYM and letters.isalpha() and letters.isupper()


def _elided(title: str, long: _Words) -> bool:
    """The pieces around the "…" of a title follow one another in the other; one that "…" does not open begins it."""
    pieces = [without_article(words(part)) for part in _ELLIPSIS.split(title)]
    if pieces[0] and long[: len(pieces[0])] != pieces[0]:
        return False
    at = 0
    for piece in filter(None, pieces):
        found = next((i for i in range(at, len(long)) if long[i : i + len(piece)] == piece), None)
        if found is None:
            return False
        at = found + len(piece)
    return at > 0


_WAYS: tuple[tuple[str, float, Callable[[_Words, _Words], bool]], ...] = (
    ("prefix", 0.85, _prefix),
    ("typo", 0.8, _typo),
    ("run", 0.7, _run),
    ("subset", 0.6, _subset),
    ("abbreviated", 0.55, _abbreviated),
    ("clipped", 0.5, _clipped),
    ("inflected", 0.5, _inflected),
    ("acronym", 0.4, _acronym),
)
"""Ways in which the shorter title may stand for the longer one, the surest first."""
