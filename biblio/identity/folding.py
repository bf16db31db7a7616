"""Words as they count when two spellings are compared: "L’Œuvre & la Société" and "l'oeuvre et la societe"."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files

__all__ = ["ascii_fold", "fold", "without_article", "words"]

_REMEMBERED = 1 << 15
# Letters that Unicode does not take apart into a base letter and a mark.
_LETTERS = str.maketrans(
    {
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ı": "i",
        "ħ": "h",
        "ŋ": "n",
        "Æ": "Ae",
        "Œ": "Oe",
        "Ø": "O",
        "Ł": "L",
        "Đ": "D",
        "Ð": "D",
        "Þ": "Th",
        "ẞ": "SS",
    }
)
_GAPS = re.compile(r"[\W_]+")
_SEPARATED_INITIALS = re.compile(r"(?<=\b\w)\.(?=\w\b)")


@lru_cache(maxsize=_REMEMBERED)
def ascii_fold(text: str) -> str:
    """`text` without diacritics and ligatures; letters of other scripts stay as they are."""
    plain = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return "".join(char for char in plain if not unicodedata.combining(char))


@lru_cache(maxsize=_REMEMBERED)
def words(text: str) -> tuple[str, ...]:
    """The words of `text` in lower case, without diacritics and punctuation; "P.W.S." is one word."""
    joined = _SEPARATED_INITIALS.sub("", text)
    return tuple(word for word in _GAPS.split(ascii_fold(joined).casefold()) if word)


def fold(text: str) -> str:
    """The words of `text`, one blank between them."""
    return " ".join(words(text))


def without_article(folded: tuple[str, ...]) -> tuple[str, ...]:
    """The words without a leading article of any language we know, unless nothing would be left."""
    return folded[1:] if len(folded) > 1 and folded[0] in _articles() else folded


@cache
def _articles() -> frozenset[str]:
    lists = tomllib.loads(files("biblio.identity").joinpath("articles.toml").read_text("utf-8"))
    return frozenset(article for language in lists.values() for article in language)
