"""The word lists of `data/`, put together for the languages of a note.

Words that mean the same everywhere (months, "hrsg. von", "2. Aufl.") are taken from every list; short words that mean
different things in different languages (German "S.", Spanish "en", Italian "n.") only from the note's own.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

__all__ = ["LANGUAGES", "Lexicon", "entries", "function_words", "load", "months", "phrases", "words"]

LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl", "ca", "pl", "sv")

_LOCAL = (
    *("signals", "container_in", "and_words", "here_words", "volume_labels", "issue_labels", "page_labels"),
    *("cross_reference", "url_words", "above_words", "letter_to"),
)
_NEVER = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Word lists and the patterns made of them; a pattern matches one phrase of its list, whatever the case."""

    language: str
    lists: MappingProxyType[str, tuple[str, ...]]
    initials: MappingProxyType[str, frozenset[str]]
    """First letters of each list's phrases, in lower case: most places need no closer look."""
    locator_labels: MappingProxyType[str, str]
    """Printed label -> CSL locator label."""
    months: MappingProxyType[str, int]
    seasons: MappingProxyType[str, int]
    ordinals: MappingProxyType[str, int]
    not_names: frozenset[str]
    """Lower-case words that never begin a name."""
    articles: frozenset[str]
    """Articles and possessives: no name stands right behind one."""
    owning_words: frozenset[str]
    """"of" and its like: a name behind one belongs to what stands before."""
    _patterns: dict[str, re.Pattern[str]] = field(default_factory=dict, compare=False, repr=False)
    """Patterns made so far: most notes ask for few."""

    def __getitem__(self, name: str) -> re.Pattern[str]:
        found = self._patterns.get(name)
        if found is None:
            found = self._patterns[name] = _shared(self.lists[name])
        return found


@cache
def load(language: str) -> Lexicon:
    """The lexicon for notes in `language` (an ISO 639-1 code); languages without lists get all of them."""
    own = (language, "en", "la") if language in LANGUAGES else (*LANGUAGES, "la")
    every = (*LANGUAGES, "la")
    names = [name for name, value in _data("en").items() if isinstance(value, list)]
    lists = {name: _merge(name, own if name in _LOCAL else every) for name in names}
    labels = {
        word: label
        for code in reversed(own)
        for label, printed in _data(code)["locator_labels"].items()
        for word in printed
    }
    months = {word: number for code in every for word, number in _data(code)["months"].items()}
    seasons = {word: number for code in every for word, number in _data(code)["seasons"].items()}
    lists |= {"locator_labels": tuple(labels), "months": tuple(months), "seasons": tuple(seasons)}
    return Lexicon(
        language,
        MappingProxyType(lists),
        MappingProxyType({name: frozenset(entry[0].lower() for entry in found) for name, found in lists.items()}),
        MappingProxyType(labels),
        MappingProxyType(months),
        MappingProxyType(seasons),
        MappingProxyType({word: number for code in every for word, number in _data(code).get("ordinals", {}).items()}),
        frozenset(_merge("not_names", own)),
        frozenset(_merge("articles", own)),
        frozenset(_merge("owning_words", own)),
    )


def function_words(code: str) -> tuple[str, ...]:
    """The commonest small words of a language, for telling it from others."""
    return tuple(_data(code)["function_words"])


def entries(code: str) -> Iterator[str]:
    """Every entry of a language's lists."""
    data = _data(code)
    for value in (*data.values(), *data["locator_labels"].values()):
        if isinstance(value, list):
            yield from value


def months(code: str) -> tuple[str, ...]:
    """The names of the months and their abbreviations."""
    return tuple(_data(code)["months"])


@cache
def words(name: str) -> tuple[str, ...]:
    """The lines of `data/NAME.txt` without comments."""
    lines = (files("biblio.citations") / "data" / f"{name}.txt").read_text("utf-8").split("\n")
    return tuple(line for line in lines if line and not line.startswith("#"))


def phrases(entries: Any, *, flags: int = re.IGNORECASE) -> re.Pattern[str]:
    """A pattern that matches any of `entries` as whole words, the longest first."""
    ordered = sorted(set(entries), key=lambda entry: (-len(entry), entry))
    if not ordered:
        return _NEVER
    return re.compile(rf"(?<![^\W\d_])(?:{'|'.join(map(_phrase, ordered))})", flags)


@cache
def _shared(entries: tuple[str, ...]) -> re.Pattern[str]:
    """The pattern of a list that may be the same in several languages."""
    return phrases(entries)


def _phrase(entry: str) -> str:
    pattern = re.sub(r"(?:\\ )+", r"\\s+", re.escape(entry)).replace("'", "['’]").replace("’", "['’]")
    pattern = pattern.replace("[['’]]", "['’]").replace("['['’]]", "['’]")
    return pattern + (r"(?!\w)" if entry[-1].isalnum() else "")


@cache
def _data(code: str) -> dict[str, Any]:
    return tomllib.loads((files("biblio.citations") / "data" / f"{code}.toml").read_text("utf-8"))


def _merge(name: str, codes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(entry for code in codes for entry in _data(code).get(name, ())))
