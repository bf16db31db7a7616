"""Kinds of work and where they were submitted: "PhD thesis, University of Leeds", "Diss. phil.", "mémoire de maîtrise"."""

from __future__ import annotations

import re

from biblio.citations.details.draft import Draft, Found
from biblio.citations.letters import UPPER
from biblio.citations.scan import Scan
from biblio.citations.tagged import Field
from biblio.model import Span

__all__ = ["read"]

_NUMBER = re.compile(r"\s(?:[Nn]o\.?\s|Nr\.?\s|n°\s)?(?P<number>\d[\w/.\-]*)(?=[\s,;(])")
_INSTITUTION = re.compile(
    rf"[,.]?\s+(?P<name>[^,;()\[\]\d]*?(?:Univ|Colleg|École|Ecole|School|Hochschule|Institut|Goldsmiths|LSE|UCL|UNAM|EHESS)[{UPPER}\w.’'\- ]*)"
)


def read(scan: Scan, pos: int, limit: int, draft: Draft) -> Found | None:
    """A genre, and the institution after it."""
    found = scan.phrase("genres", pos, limit)
    if not found or not draft.has("title", "author"):
        return None
    genre = Field("genre", Span(pos, found.end()))
    place = _INSTITUTION.match(scan.text, found.end(), min(limit, found.end() + 90))
    if place:
        span = Span(*place.span("name")).strip(scan.text)
        return Found(span.end, (genre, Field("institution", span)))
    if number := _NUMBER.match(scan.text, found.end(), limit):
        return Found(number.end(), (genre, Field("number", Span(*number.span("number")))))
    return Found(found.end(), (genre,))
