"""Whether two pages are the same but for the address they speak of: sketches of their words, small enough to keep."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit
from zlib import crc32

from biblio.links.heads import Head
from biblio.links.matching import plain

__all__ = ["Sketch", "alike", "sketch", "without_address"]

_SIZE = 200
"""Hashes kept of a page: Broder's bottom-k sketch, with which the share of common word triples is estimated."""
_PART = 4
"""Letters from which a part of an address is known again."""
_SAME = 0.9
_SAME_WITH_TITLE = 0.8
_MOST_APART = 1.5
"""How many times longer one of two equal pages may be."""


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is kept of a page."""

    title: str
    words: int
    hashes: tuple[int, ...]


def sketch(head: Head, url: str) -> Sketch:
    """The sketch of a page without its own address, which many pages repeat, and without figures."""
    words = [word for word in without_address(head.text, url).split() if not any(map(str.isdigit, word))]
    triples = {" ".join(words[start : start + 3]) for start in range(max(1, len(words) - 2))} if words else set()
    title = " ".join(word for word in without_address(head.title, url).split() if not word.isdigit())
    return Sketch(title, len(words), tuple(sorted(crc32(triple.encode()) for triple in triples)[:_SIZE]))


def without_address(text: str, url: str) -> str:
    """The words of a text without those that repeat a part of the address, as `plain` gives them."""
    cut = urlsplit(url)
    parts = (cut.path, *cut.path.split("/"), *re.findall(r"=([^&;]*)", cut.query), cut.query)
    words = f" {plain(text)} "
    for part in sorted({plain(re.sub(r"[\W_]+", " ", unquote(part))) for part in parts}, key=len, reverse=True):
        if len(part) >= _PART:
            words = words.replace(f" {part} ", " ")
    return words.strip()


def alike(one: Sketch, other: Sketch) -> bool:
    """Whether the pages are the same; where their titles are, their texts may differ a little more."""
    shorter, longer = sorted((one.words, other.words))
    if longer > shorter * _MOST_APART + 3:
        return False
    if not one.hashes and not other.hashes:
        return bool(one.title) and one.title == other.title
    union = sorted(set(one.hashes) | set(other.hashes))[:_SIZE]
    common = set(one.hashes) & set(other.hashes)
    share = sum(value in common for value in union) / len(union)
    return share >= (_SAME_WITH_TITLE if one.title == other.title else _SAME)
