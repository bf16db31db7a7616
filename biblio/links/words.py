"""Lists of words and phrases in several languages, kept as data: how pages say certain things."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

__all__ = ["bare", "holds", "listed", "near", "phrases"]

_ASIDE = re.compile(
    r"\b(?:on|in|of|from|with|auf|im|in der|auf der|sur|sur la|dans|dans la|nella|na|w)(?: the| a| its)? \Z"
)


def bare(text: str) -> str:
    """Letters and figures in lower case, single spaces between; apostrophes vanish."""
    return " ".join(re.findall(r"\w+", text.casefold().replace("'", "").replace("’", "").replace("\u0307", "")))


@cache
def listed(name: str, section: str = "") -> tuple[str, ...]:
    """The strings of `data/NAME.toml` as written: all, or those of one section, in which they stand by language."""
    data = tomllib.loads((files("biblio.links") / "data" / f"{name}.toml").read_text("utf-8"))
    return tuple(_strings(data[section] if section else data))


@cache
def phrases(name: str, section: str = "") -> frozenset[str]:
    """The same, bare."""
    return frozenset(bare(phrase) for phrase in listed(name, section))


def holds(text: str, name: str, section: str = "") -> str:
    """The first phrase of a list in a text, as bare words; "" if there is none."""
    given = bare(text)
    return next((given[start:end] for start, end in _places(given, name, section)), "")


def near(text: str, name: str, section: str, other: str, *, within: int = 8) -> str:
    """A phrase of one section that has one of another section at most so many words from it; "" if there is none."""
    given = bare(text)
    others = [place for place in _places(given, name, other) if _is_meant(given, *place)]
    if not others:
        return ""
    for first, last in _places(given, name, section):
        for start, end in others:
            between = given[min(end, last) : max(start, first)]
            if len(between.split()) <= within:
                return given[min(start, first) : max(end, last)]
    return ""


@cache
def _by_first_word(name: str, section: str) -> tuple[Mapping[str, tuple[str, ...]], tuple[str, ...]]:
    """The phrases by their first word, the longest first; and those in scripts without spaces between words."""
    index: dict[str, list[str]] = {}
    for phrase in sorted(phrases(name, section), key=len, reverse=True):
        index.setdefault(phrase.partition(" ")[0], []).append(phrase)
    spaceless = tuple(phrase for phrase in phrases(name, section) if _is_spaceless(phrase))
    return {word: tuple(found) for word, found in index.items()}, spaceless


def _places(given: str, name: str, section: str) -> Iterator[tuple[int, int]]:
    """Where phrases stand in bare text, in its order; those without spaces last."""
    index, spaceless = _by_first_word(name, section)
    start = 0
    for word in given.split(" "):
        for phrase in index.get(word, ()):
            end = start + len(phrase)
            if given.startswith(phrase, start) and (end == len(given) or given[end] == " "):
                yield start, end
                break
        start += len(word) + 1
    for phrase in spaceless if not given.isascii() else ():
        if (place := given.find(phrase)) >= 0:
            yield place, place + len(phrase)


def _is_meant(text: str, start: int, end: int) -> bool:
    """Whether a noun may be what a sentence is about: not "page 9", and not "on the page"."""
    return not re.match(r" \d", text[end:]) and not _ASIDE.search(text[:start])


def _is_spaceless(phrase: str) -> bool:
    return any("\u3000" <= letter <= "\u9fff" or "\uac00" <= letter <= "\ud7af" for letter in phrase)


def _strings(data: object) -> list[str]:
    if isinstance(data, str):
        return [data]
    values = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    return [text for value in values for text in _strings(value)]
