"""An author in the genitive: "Perry Anderson’s New Left Review article ‘…’", "James’ book World Revolution"."""

from __future__ import annotations

import re
from functools import cache

from biblio.citations.letters import UPPER
from biblio.citations.lexicon import Lexicon, load
from biblio.citations.names.pattern import PERSON
from biblio.citations.scan import Scan
from biblio.citations.tagged import Field
from biblio.model import Span

__all__ = ["RULE", "before", "pattern"]

RULE = "possessive"


@cache
def _noun(language: str) -> str:
    lexicon: Lexicon = load(language)
    nouns = sorted((*lexicon.lists["piece_nouns"], *lexicon.lists["book_nouns"]), key=len, reverse=True)
    return "|".join(map(re.escape, nouns))


@cache
def pattern(language: str) -> re.Pattern[str]:
    """Name in the genitive, perhaps a periodical and adjectives, then what kind of work it is."""
    return re.compile(
        rf"(?P<name>{PERSON})(?:['’]s|(?<=[sxz])['’])\s+"
        rf"(?:(?P<container>[{UPPER}][\w’'&.\-]*(?:\s(?:[{UPPER}][\w’'&.\-]*|of|and|the|for|in|de|&))*)\s+)?"
        rf"(?:(?:\d{{4}}|[a-zà-ÿ\-]+,?)\s+){{0,4}}?(?P<noun>{_noun(language)})[\s,:]+(?:(?:on|about|in|entitled|called|titled)\s+)?"
    )


_DIRECT = re.compile(rf"(?P<name>{PERSON})(?:['’]s|(?<=[sxz])['’])\s+\Z")


def before(scan: Scan, low: int, pos: int) -> tuple[int, tuple[Field, ...]] | None:
    """(where the name begins, fields) if a possessive leads up to `pos`."""
    low = max(low, pos - 140)
    window = scan.text[low:pos]
    for match in pattern(scan.lexicon.language).finditer(window):
        if match.end() == len(window):
            return _head(scan, match, low)
    if direct := _DIRECT.search(window):
        return _head(scan, direct, low)
    return None


def _head(scan: Scan, match: re.Match[str], low: int) -> tuple[int, tuple[Field, ...]] | None:
    start, end = match.span("name")
    words = match["name"].split()
    while words and words[0].lower().strip(".,") in scan.lexicon.not_names:
        start += len(words.pop(0)) + 1
    if not words:
        return None
    fields = [Field("author", Span(low + start, low + end))]
    if match.groupdict().get("container"):
        fields.append(Field("container", Span(low + match.start("container"), low + match.end("container"))))
    return low + start, tuple(fields)
