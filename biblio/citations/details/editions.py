"""Editions: "2nd edn", "3. Aufl.", "2e éd.", "revised edition"."""

from __future__ import annotations

import re

from biblio.citations.details.draft import Draft, Found
from biblio.citations.scan import Scan
from biblio.citations.tagged import Field
from biblio.model import Span

__all__ = ["read"]

_NUMBER = re.compile(r"\d{1,2}(?:st|nd|rd|th|e|ᵉ|ère|ème|ª|\.ª|a|º|\.)?,?\s?")
_BETWEEN = re.compile(r"[\s\w.,&äöüé]{0,28}?")


def read(scan: Scan, pos: int, limit: int, draft: Draft) -> Found | None:
    """The edition at `pos`."""
    start = _NUMBER.match(scan.text, pos, limit) or scan.phrase("edition_ordinals", pos, limit)
    if not start or not draft.has("title", "container"):
        return None
    word = scan.lexicon["edition_words"].search(scan.text, start.end(), min(limit, start.end() + 34))
    if not word or not _BETWEEN.fullmatch(scan.text, start.end(), word.start()):
        return None
    return Found(word.end(), (Field("edition", Span(pos, word.end())),))
