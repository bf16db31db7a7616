"""Volumes and issues with their labels: "vol. 3", "Bd. 2", "t. I", "no. 5", "n° 4028", "2 vols"."""

from __future__ import annotations

import re

from biblio.citations.details.draft import Draft, Found
from biblio.citations.letters import NUMBER
from biblio.citations.scan import Scan
from biblio.citations.tagged import Field
from biblio.model import Span

__all__ = ["read_issue", "read_volume", "read_volumes"]

_VALUE = re.compile(rf"{NUMBER}(?:/\d+)?(?:\s?[-–—/]\s?{NUMBER})?(?:\s?f\.)?(?![\w])")
_FIGURE = re.compile(r"\d{1,2}(?=\s)")
_ORDINAL = re.compile(rf"(?P<value>{NUMBER})\.\s(?:Bd|Band|Jg|Jahrg|Jahrgang|Teil)\b\.?")
_SMALL_ROMAN = re.compile(r"(?=[ivxl])(?:x{0,3}(?:ix|iv|v?i{0,3})|xl)(?=,\s\d)")
"""A volume before a page: "Brehm, iv, 760"."""
_ORDER = re.compile(r",?\s?(?:pt|part|Teil|parte)\.?\s?\d+")


def _labelled(scan: Scan, words: str, pos: int, limit: int) -> Span | None:
    label = scan.phrase(words, pos, limit)
    if not label:
        return None
    start = scan.blank(label.end(), limit)
    value = _VALUE.match(scan.text, start, limit)
    return Span(value.start(), value.end()) if value else None


def read_volume(scan: Scan, pos: int, limit: int, draft: Draft) -> Found | None:
    """A labelled volume."""
    if not draft.has("title", "container", "back", "author", "abbr"):
        return None
    if ordinal := _ORDINAL.match(scan.text, pos, limit):
        return Found(ordinal.end(), (Field("volume", Span(*ordinal.span("value"))),))
    small = _SMALL_ROMAN.match(scan.text, pos, limit)
    if small and not draft.has("volume", "date", "locator", "pages"):
        return Found(small.end(), (Field("volume", Span(*small.span())),))
    if value := _labelled(scan, "volume_labels", pos, limit):
        part = _ORDER.match(scan.text, value.end, limit)
        return Found(part.end() if part else value.end, (Field("volume", value),))
    return None


def read_volumes(scan: Scan, pos: int, limit: int, draft: Draft) -> Found | None:
    """How many volumes a work has: "2 vols"."""
    count = _FIGURE.match(scan.text, pos, limit) or scan.phrase("number_words", pos, limit)
    words = scan.phrase("volumes_words", scan.blank(count.end(), limit), limit) if count else None
    if not words or not draft.has("title", "container"):
        return None
    return Found(words.end(), (Field("addendum", Span(pos, words.end())),))


def read_issue(scan: Scan, pos: int, limit: int, draft: Draft) -> Found | None:
    """A labelled issue; the number of a series where a series was read last."""
    if not draft.has("title", "container", "series"):
        return None
    value = _labelled(scan, "issue_labels", pos, limit)
    if not value:
        return None
    label = "number" if draft.last == "series" or not (draft.has("container") or draft.quoted) else "issue"
    return Found(value.end, (Field(label, value),))
