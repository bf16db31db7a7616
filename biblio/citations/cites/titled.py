"""A title in quotation marks or italics, with the names before and the details behind it.

"Perry Anderson, ‘Communist Party History’, in Raphael Samuel (ed.), People’s History (London, 1981), 145-146"
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from biblio.citations import details
from biblio.citations.cites import possessive
from biblio.citations.cites.finish import finish
from biblio.citations.cites.heads import read_head
from biblio.citations.cites.spots import limit_at
from biblio.citations.details import titles
from biblio.citations.scan import Scan
from biblio.citations.tagged import Field, Tagged
from biblio.citations.values import dates
from biblio.model import Form, Span

__all__ = ["propose"]

_QUOTE_LONGEST = 260
_SHORT_TITLE = 12
_SENTENCE_INSIDE = re.compile(r"[a-zà-ÿ]{3}[.!?]\s+[A-ZÀ-Þ“‘]")
_LOWER_START = re.compile(r"\W*[a-zß-ÿ]")
_IMPRINT = frozenset(
    (
        "date",
        "place",
        "publisher",
        "url",
        "doi",
        "container",
        "archive",
        "genre",
        "xref",
        "volume",
        "edition",
        "translator",
        "editor",
    )
)


def propose(scan: Scan) -> Iterator[Tagged]:
    """One proposal a quotation or italic stretch that reads like a title."""
    for start in _anchors(scan):
        proposal = _read(scan, start)
        if proposal:
            yield proposal


def _anchors(scan: Scan) -> list[int]:
    """Where quotations and italics begin; italics inside a quotation are part of it."""
    quotes = [quote.outer.start for quote in scan.structure.quotes if len(quote.outer) <= _QUOTE_LONGEST]
    italics = [span.start for span in scan.italics if not scan.structure.quoted(span.start)]
    return sorted({*quotes, *italics})


def _read(scan: Scan, start: int) -> Tagged | None:
    limit = limit_at(scan, start)
    draft = details.begin(start)
    title = titles.at(scan, start, limit, plain=False, draft=draft)
    if not title or not len(title.span):
        return None
    draft.quoted = title.quoted
    periodical = _is_periodical(scan, title.span, limit) if not title.quoted else False
    names = read_head(scan, start, _low(scan, start))
    if names:
        draft.fields += names.fields
        draft.start = names.start
    draft.fields.append(Field("container" if periodical else "title", title.span))
    draft.pos = title.end
    details.read_on(scan, draft, limit)
    if not _plausible(scan, draft, title, quoted=title.quoted, named=bool(names)):
        return None
    rule = (
        names.rule if names and names.rule == possessive.RULE else ("quoted-title" if title.quoted else "italic-title")
    )
    mention = bool(names and names.rule == possessive.RULE) and not draft.has(*_IMPRINT, "locator", "pages")
    return finish(scan, draft, rule, form=Form.MENTION if mention else None, confidence=1.0 if names else 0.9)


def _low(scan: Scan, start: int) -> int:
    """Names stand in the same sentence and clause."""
    return scan.structure.sentence_start(start, 0)


def _is_periodical(scan: Scan, title: Span, limit: int) -> bool:
    """An italic title right before a date or number, without names: a newspaper, "Die Rote Fahne, 2 December 1920"."""
    gap = (
        scan.blank(title.end + 1, limit)
        if scan.text[title.end : title.end + 1] in ",:"
        else scan.blank(title.end, limit)
    )
    date = dates.match(scan.text, gap + (scan.text[gap : gap + 1] in ("(", "[")), limit)
    return bool(date) and bool(re.search(r"[a-zà-ÿ.]\.?\s", date[0]) or re.match(r"\d+[./]", date[0]))  # type: ignore[index]


def _plausible(scan: Scan, draft: details.Draft, title: titles.TitleAt, *, quoted: bool, named: bool) -> bool:
    """Whether this is a reference and not a quotation or an emphasised word."""
    strong = draft.has(*_IMPRINT)
    if not quoted:
        return (
            strong
            or (draft.has("locator", "pages", "back") and title.span.of(scan.text)[:1].isupper())
            or (named and len(title.span) > 3)
        )
    text = title.span.of(scan.text)
    if (_LOWER_START.match(text) and not named) or (_SENTENCE_INSIDE.search(text) and len(text) > 160):
        return False
    if named and len(text.split()) <= _SHORT_TITLE and scan.text[title.end : title.end + 1] in (".", ";", ")", ""):
        return True
    return (
        strong
        or (named and draft.has("locator", "pages", "back", "issue"))
        or (draft.has("locator", "pages", "back") and _at_front(scan, draft.start))
    )


def _at_front(scan: Scan, start: int) -> bool:
    return scan.structure.sentence_start(start, 0) == start
