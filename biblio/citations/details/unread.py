"""A piece between commas that no rule reads, passed over where the cite surely goes on behind it."""

from __future__ import annotations

import re

from biblio.citations.details.draft import Draft, Found
from biblio.citations.scan import Scan
from biblio.citations.tagged import Field
from biblio.citations.values import dates
from biblio.model import Span

__all__ = ["read"]

_PIECE = re.compile(r"(?P<piece>[^,;:()\[\]“”‘«»\"<>\n]{2,56}?)(?P<end>,\s|\s(?=\(|<|https?:))")
_SENTENCE = re.compile(r"[.!?]\s+[A-ZÀ-Þ][a-zà-ÿ]{2,}\s[a-zà-ÿ]+")
_MOST_WORDS = 7


def read(scan: Scan, pos: int, limit: int, draft: Draft) -> Found | None:
    """The piece at `pos`, if a date, an address, pages or an imprint in brackets follows it at once."""
    if not draft.has("title", "container") or draft.last == "addendum" or draft.has("locator", "back"):
        return None
    found = _PIECE.match(scan.text, pos, limit)
    if not found or len(found["piece"].split()) > _MOST_WORDS or _SENTENCE.search(found["piece"]):
        return None
    if not (found["piece"][0].isupper() or found["piece"][0].isdigit()) or not _goes_on(
        scan, found.end(), limit, draft
    ):
        return None
    return Found(found.end("piece"), (Field("addendum", Span(*found.span("piece"))),))


def _goes_on(scan: Scan, pos: int, limit: int, draft: Draft) -> bool:
    text = scan.text
    if text.startswith(("http", "<http", "www."), pos):
        return True
    pages = scan.phrase("page_labels", pos, limit)
    if pages and text[scan.blank(pages.end(), limit) : limit][:1].isdigit():
        return True
    if draft.has("date"):
        return False
    if dates.match(text, pos, limit):
        return True
    bracket = text[pos : pos + 1] == "(" and scan.structure.closed.get(pos, 0) <= limit
    return bracket and bool(dates.find(text, pos, scan.structure.closed.get(pos, pos)))
