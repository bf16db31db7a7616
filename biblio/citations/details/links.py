"""Addresses: "<http://…>", "available at https://…", "doi:10.1000/182", "(accessed 5 May 2010)"."""

from __future__ import annotations

import re

from biblio.citations.details.draft import Draft, Found
from biblio.citations.scan import Scan
from biblio.citations.tagged import Field
from biblio.citations.values import dates
from biblio.model import Span

__all__ = ["URL", "address_at", "read", "read_accessed"]

URL = re.compile(
    r"(?:https?://|ftp://|www\.)[^\s<>\"“”‘’«»]+|(?<![\w.])(?:doi:\s?|DOI:?\s)?10\.\d{4,9}/[^\s<>\"“”«»]+",
    re.IGNORECASE,
)
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s?)?10\.\d{4,9}/", re.IGNORECASE)
_LABEL = re.compile(r"doi:?\s?", re.IGNORECASE)
_OPEN = re.compile(r"[<‹⟨\[(]?\s*")
_CLOSE = re.compile(r"\s*[>›⟩]")


def address_at(scan: Scan, pos: int, limit: int) -> Found | None:
    """The address at `pos`, in angle brackets or bare."""
    opening = _OPEN.match(scan.text, pos, limit)
    start = opening.end() if opening else pos
    if scan.text[pos : pos + 1] in ("(", "[") and not scan.structure.closed.get(pos):
        return None
    found = URL.match(scan.text, start, limit)
    if not found:
        return None
    end = _end(scan.text, found.start(), found.end())
    label = _LABEL.match(scan.text, start, end)
    span = Span(label.end() if label else start, end)
    closing = _CLOSE.match(scan.text, end, limit)
    after = closing.end() if closing else end
    if scan.text[pos : pos + 1] in ("(", "["):
        if scan.structure.closed.get(pos) != end + 1:
            return Found(end, (Field(_label(span.of(scan.text)), span),)) if start == pos else None
        after = end + 1
    return Found(after, (Field(_label(span.of(scan.text)), span),))


def _label(text: str) -> str:
    return "doi" if _DOI.match(text) else "url"


def _end(text: str, start: int, end: int) -> int:
    while end > start and (text[end - 1] in ".,;:!?'" or (text[end - 1] in ")]" and not _balanced(text[start:end]))):
        end -= 1
    return end


def _balanced(text: str) -> bool:
    return text.count("(") >= text.count(")") and text.count("[") >= text.count("]")


def read(scan: Scan, pos: int, limit: int, draft: Draft) -> Found | None:
    """An address, perhaps after "available at"."""
    start = pos
    for _ in range(2):
        if words := scan.phrase("url_words", start, limit):
            start = scan.blank(words.end(), limit)
            start = scan.blank(start + 1, limit) if scan.text[start : start + 1] in (":", ",") else start
    label = re.compile(r"(?:doi|DOI|URL|Url)\s?:?\s*").match(scan.text, start, limit)
    return address_at(scan, start, limit) or (address_at(scan, label.end(), limit) if label else None)


def read_accessed(scan: Scan, pos: int, limit: int, draft: Draft) -> Found | None:
    """When an address was looked at, in brackets or bare."""
    bracket = scan.text[pos : pos + 1] in ("(", "[")
    end = scan.structure.closed.get(pos, 0) if bracket else limit
    if not pos < end <= limit or not draft.has("url", "doi", "title"):
        return None
    word = scan.phrase("access_words", pos + bracket, end)
    start = scan.blank(word.end(), end) if word else pos + bracket
    start = scan.blank(start + 1, end) if scan.text[start : start + 1] == ":" else start
    found = dates.match(scan.text, start, end)
    if not found or (not word and not (bracket and draft.last == "url" and found.end() == end - 1)):
        return None
    return Found(end if bracket else found.end(), (Field("accessed", Span(found.start(), found.end())),))
