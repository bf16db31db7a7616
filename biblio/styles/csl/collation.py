"""Sorting of strings as libraries do: case, accents and punctuation do not count, numbers count as numbers.

An approximation of the Unicode Collation Algorithm at primary strength; letters that are letters of their own in a
language (å, ä, ö in Swedish, č in Czech ...) are placed by `collation.toml`.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Callable
from functools import cache
from importlib.resources import files

__all__ = ["collator"]

_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ŋ": "n", "ħ": "h"}
)
_DIGITS = re.compile(r"\d+")
_CYRILLIC = re.compile("[\u0400-\u052f]")
_NATIVE = {
    **dict.fromkeys(("be", "bg", "kk", "ky", "mk", "mn", "ru", "sr", "uk"), _CYRILLIC),
    "el": re.compile("[\u0370-\u03ff]"),
    "he": re.compile("[\u0590-\u05ff]"),
    **dict.fromkeys(("ar", "fa", "ur"), re.compile("[\u0600-\u06ff]")),
    "th": re.compile("[\u0e00-\u0e7f]"),
    "ko": re.compile("[\u1100-\u11ff\uac00-\ud7af]"),
    **dict.fromkeys(("ja", "zh"), re.compile("[\u3040-\u30ff\u4e00-\u9fff]")),
}
"""The script of a language, which sorts before all others."""
_SEPARATOR = "\x01"


@cache
def _tailoring(language: str) -> dict[str, str]:
    """Letters of a language with the letters they follow: "å" -> "z1"."""
    table = tomllib.loads(files(__package__).joinpath("collation.toml").read_text(encoding="utf-8"))
    return {str(letter): str(place) for letter, place in table.get(language, {}).items()}


def collator(lang: str) -> Callable[[str], str]:
    """A function from a string to a key that sorts it in that language."""
    tailored = _tailoring(lang.split("-")[0])
    first = _NATIVE.get(lang.split("-")[0])
    special = re.compile("|".join(map(re.escape, sorted(tailored, key=len, reverse=True)))) if tailored else None

    @cache
    def key(text: str) -> str:
        text = unicodedata.normalize("NFC", text.lower())
        if special:
            text = special.sub(lambda match: _place(tailored[match[0]]), text)
        if not text.isascii():
            text = _base_letters(text)
        weighed = _DIGITS.sub(_number, "".join(map(_weight, text)))
        return first.sub(r":\g<0>", weighed) if first and not weighed.isascii() else weighed

    return key


def _place(place: str) -> str:
    """ "z1" as a letter after every combination that begins with z."""
    return place[0] + "\U0010ff00" * int(place[1:] or 1)


def _base_letters(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def _number(match: re.Match[str]) -> str:
    digits = match[0].lstrip("0") or "0"
    return f"0{chr(48 + min(len(digits), 900))}{digits}"


@cache
def _weight(letter: str) -> str:
    """Spaces before everything, symbols next, punctuation not at all."""
    if letter in " |\u00a0":
        return _SEPARATOR
    if letter.isalnum() or letter == "\U0010ff00":
        return letter
    category = unicodedata.category(letter)
    if category[0] in "PZC":
        return ""
    return f"\x02{letter}" if category[0] == "S" else letter
