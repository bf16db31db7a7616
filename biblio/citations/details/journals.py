"""The periodical or collection right after a quoted title, and its numbers: "International 4.2 (Winter 1977)"."""

from __future__ import annotations

import re

from biblio.citations.details import titles
from biblio.citations.details.draft import Draft, Found
from biblio.citations.details.series import NEW_SERIES
from biblio.citations.letters import ROMAN, UPPER
from biblio.citations.scan import Scan
from biblio.citations.tagged import Field
from biblio.citations.values import dates
from biblio.model import Span

__all__ = ["read", "read_numbers"]

_NAME = re.compile(rf"[{UPPER}][^,;:()\[\]<>‘“„«»\"]{{1,110}}")
_VOLUME = r"(?!(?:1[5-9]|20)\d\d\s?[-–]\s?\d)"
_NUMBER_NEXT = re.compile(
    rf"\s+(?={_VOLUME}(?:[A-Z]/)?(?:\d{{1,4}}|{ROMAN})(?:[.:/]\d+(?:[-–/]\d+)?)?(?:,|:|\s?\(|\.?\Z|\.?\s(?:no|Nr|n°|\()))"
)
_NUMBERS = re.compile(
    rf"{_VOLUME}(?:(?:n\.\s?s\.|N\.\s?F\.|ns|[A-Z]/),?\s?)?(?P<volume>\d{{1,4}}|{ROMAN})"
    rf"(?:(?:\s?[./]\s?|:(?!\s|\d+[-–]))(?:no\.?\s)?(?P<issue>\d{{1,4}}(?:[-–/]\d+)?))?"
    rf"(?=,|\s?:|\s?\(|\.?\s*\Z|\.\s|\s(?:no|Nr|n°|\())"
)
_BEFORE_NAME = re.compile(rf"\d{{1,4}}(?::\d+)?\s[{UPPER}]")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d\Z")
_NUMBER_COMMA = re.compile(rf"(?P<volume>\d{{1,3}}|{ROMAN}),\s(?P<issue>\d{{1,3}}(?:[-–/]\d+)?)(?=\s\(|,\s)")


def read(scan: Scan, pos: int, limit: int, draft: Draft) -> Found | None:
    """The name of a periodical (or collection) after a title in quotation marks."""
    blocked = draft.has("container", "place", "url") or draft.last not in ("title", "date", "original-date", "genre")
    if not draft.quoted or blocked:
        return None
    if italic := scan.italic_at(pos):
        return Found(italic.end, (Field("container", titles.trim(scan.text, italic)),))
    found = _NAME.match(scan.text, pos, limit)
    if not found:
        return None
    end = _end(scan, pos, found.end(), limit)
    name = Span(pos, end).strip(scan.text)
    if len(name) < 3 or len(name.of(scan.text).split()) > 12:
        return None
    return Found(name.end, (Field("container", name),))


def _end(scan: Scan, pos: int, end: int, limit: int) -> int:
    """Where the name ends: before a number, a bracket, a comma with a detail behind it; `pos` if none of them comes."""
    stop = scan.structure.sentence_end(pos, limit)
    end = min(end, stop)
    number = _NUMBER_NEXT.search(scan.text, pos, min(end + 24, limit))
    if number and number.start() <= end:
        return number.start()
    after = scan.text[end : end + 1]
    if after in ("(", "["):
        return end
    if after == "," and _detail_follows(scan, end + 1, limit):
        return end
    if date := dates.find(scan.text, pos, end):
        return date.start() if date.end() >= end - 2 else pos
    return pos


def _detail_follows(scan: Scan, pos: int, limit: int) -> bool:
    start = scan.blank(pos, limit)
    if NEW_SERIES.match(scan.text, start, limit):
        return True
    labelled = any(
        scan.phrase(name, start, limit)
        for name in ("volume_labels", "issue_labels", "page_labels", "editor_before", "translator_before", "url_words")
    )
    return (
        labelled
        or bool(dates.match(scan.text, start, limit) or _NUMBERS.match(scan.text, start, limit))
        or scan.text[start : start + 4] in ("http", "www.", "<htt")
    )


_BEFORE_PAGES = re.compile(rf"(?P<volume>\d{{1,4}}|{ROMAN})(?:\s?\((?P<issue>\d{{1,4}})\))?(?=\s?:\s?\d)")


def _after_year(scan: Scan, pos: int, limit: int) -> Found | None:
    """The numbers of medical and scientific styles: "Soc. Hist. Med., 1992, 5: 183–205"."""
    found = _BEFORE_PAGES.match(scan.text, pos, limit)
    if not found:
        return None
    labels = [label for label in ("volume", "issue") if found[label]]
    return Found(found.end(), tuple(Field(label, Span(*found.span(label))) for label in labels))


def read_numbers(scan: Scan, pos: int, limit: int, draft: Draft) -> Found | None:
    """Volume and issue without labels, after a periodical's name or before it ("(2005) 23:1")."""
    if draft.has("container") and draft.last == "date" and not draft.has("volume", "issue", "place", "pages"):
        return _after_year(scan, pos, limit)
    if draft.has("volume", "issue", "place", "pages") or draft.last not in ("container", "date", "series"):
        return None
    if draft.last == "date" and not (
        draft.quoted and not draft.has("container") and _BEFORE_NAME.match(scan.text, pos, limit)
    ):
        return None
    for pattern in (_NUMBER_COMMA, _NUMBERS):
        if found := pattern.match(scan.text, pos, limit):
            if _YEAR.match(found["volume"]):
                return None
            fields = [Field("volume", Span(*found.span("volume")))]
            if found["issue"]:
                fields.append(Field("issue", Span(*found.span("issue"))))
            return Found(found.end(), tuple(fields))
    return None
