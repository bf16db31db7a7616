"""Which language a text is in, as far as its small words tell."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from biblio.links import words

__all__ = ["languages_of", "scripts_of"]

_ENOUGH = 0.6
"""Share of the small words of the most likely language that another needs to be possible as well."""


@cache
def _small_words() -> Mapping[str, frozenset[str]]:
    data = tomllib.loads((files("biblio.links") / "data" / "languages.toml").read_text("utf-8"))
    return {language: frozenset(listed) for language, listed in data.items()}


def languages_of(text: str) -> frozenset[str]:
    """Languages the text may be in; none where no small word tells."""
    given = words.bare(text).split()
    counts = {language: sum(word in listed for word in given) for language, listed in _small_words().items()}
    most = max(counts.values())
    return frozenset(language for language, count in counts.items() if most and count >= most * _ENOUGH)


def scripts_of(text: str) -> frozenset[str]:
    """Scripts of the letters in a text: "latin", "greek", "cyrillic" or "other"."""
    return frozenset(_script(letter) for letter in text if letter.isalpha())


def _script(letter: str) -> str:
    code = ord(letter)
    if code < 0x250 or 0x1E00 <= code < 0x1F00:
        return "latin"
    if 0x370 <= code < 0x400 or 0x1F00 <= code < 0x2000:
        return "greek"
    return "cyrillic" if 0x400 <= code < 0x530 else "other"
