"""The words that stand for something cited before: "idem", "ders.", "ebd."; a list per language in wording.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from biblio.identity import fold
from biblio.model import Name

__all__ = [
    "announces_address",
    "announces_again",
    "announces_source",
    "asks_for_part",
    "leads_to_name",
    "means_same_author",
    "means_same_work",
    "says_same_work",
    "sets_beside",
]


def means_same_author(name: Name) -> bool:
    """Whether "ders." or "idem" stands where a name should be."""
    return fold(name.literal or name.display) in _words("same-author")


def means_same_work(title: str) -> bool:
    """Whether "ibid." stands where a title should be: "‘Group Psychology’, ibid., vol. XVIII"."""
    return fold(title) in _words("same-work")


def says_same_work(text: str) -> bool:
    """Whether the words of a cite have an "ibid." among them, rather than a page alone."""
    return any(f" {phrase} " in f" {fold(text)} " for phrase in _words("same-work"))


def asks_for_part(text: str) -> bool:
    """Whether the words of a back reference ask for an article or chapter: "art. cit."."""
    return any(f" {phrase} " in f" {fold(text)} " for phrase in _words("part"))


def announces_source(text: str) -> bool:
    """Whether the words end on "quoted in" or the like."""
    return any(f" {fold(text)}".endswith(f" {phrase}") for phrase in _words("source"))


def announces_again(text: str) -> bool:
    """Whether the words between two cites announce a piece printed again: "and again in"."""
    return any(f" {phrase} " in f" {fold(text)} " for phrase in _words("again"))


def sets_beside(text: str) -> bool:
    """Whether the words before a cite set it beside another: "see also", "reviewed by"."""
    return any(f" {phrase} " in f" {fold(text)} " for phrase in _words("beside"))


def leads_to_name(word: str) -> bool:
    """Whether a word of the commentary leads to the name of who says so, not to whom a title is about: "see", "by"."""
    return not word[:1].isupper() and fold(word) in _words("leading")


def announces_address(text: str) -> bool:
    """Whether nothing but words like "also at" stand between a work and an address."""
    return fold(text) in _words("address")


@cache
def _words(table: str) -> frozenset[str]:
    lists = tomllib.loads(files("biblio.references").joinpath("wording.toml").read_text("utf-8"))[table]
    return frozenset(word for language in lists.values() for word in language)
