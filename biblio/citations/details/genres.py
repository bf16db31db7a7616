"""Kinds of work and where they were submitted: "PhD thesis, University of Leeds", "Diss. phil."."""

from __future__ import annotations

import re
from functools import cache

from biblio.citations import lexicon
from biblio.citations.details.draft import Draft, Found
from biblio.citations.letters import UPPER
from biblio.citations.scan import Scan
from biblio.citations.tagged import Field
from biblio.model import Span

__all__ = ["read"]

_NUMBER = re.compile(r"\s(?:[Nn]o\.?\s|Nr\.?\s|n°\s)?(?P<number>\d[\w/.\-]*)(?=[\s,;(])")


@cache
def _institution() -> re.Pattern[str]:
    schools = "|".join(map(re.escape, lexicon.words("schools")))
    return re.compile(rf"[,.]?\s+(?P<name>[^,;()\[\]\d]*?(?:{schools})[{UPPER}\w.’'\- ]*)")


def read(scan: Scan, pos: int, limit: int, draft: Draft) -> Found | None:
    """A genre, and the institution after it."""
    found = scan.phrase("genres", pos, limit)
    if not found or not draft.has("title", "author"):
        return None
    genre = Field("genre", Span(pos, found.end()))
    place = _institution().match(scan.text, found.end(), min(limit, found.end() + 90))
    if place:
        span = Span(*place.span("name")).strip(scan.text)
        return Found(span.end, (genre, Field("institution", span)))
    if number := _NUMBER.match(scan.text, found.end(), limit):
        return Found(number.end(), (genre, Field("number", Span(*number.span("number")))))
    return Found(found.end(), (genre,))
