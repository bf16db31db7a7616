"""Which of the pages printed are the work's own: "Past & Present 50 (1971), 76–136, here 90", "S. 185–195, hier 190".

Whatever recognised a cite may take the range of an article for the place cited: a range that holds the page named after
it is the piece's own, and so is a long one behind a piece of the book just named.
"""

from __future__ import annotations

import re
from dataclasses import replace

from biblio.citations.scan import Scan
from biblio.citations.tagged import Field, Tagged
from biblio.model import Form, Span

__all__ = ["with_own_pages"]

_RANGE = re.compile(r"(\d{1,4})\s?[-–—]\s?(\d{1,4})\Z")
_NUMBER = re.compile(r"\d{1,4}")


_IMPRINT = (
    *("pages", "place", "publisher", "container", "volume", "issue", "edition", "series", "date", "url", "doi"),
    *("archive", "shelfmark", "number", "xref", "abbr", "translator"),
)
_PIECE_LEAST = 5
"""Pages between the first and the last that nobody cites at once in a book."""


def with_own_pages(scan: Scan, tagged: Tagged) -> Tagged:
    """The cite, its first locator relabelled where it is the work's own range."""
    if _piece_of_named_book(scan, tagged):
        fields = (replace(field, label="pages") if field.label == "locator" else field for field in tagged.fields)
        return replace(tagged, fields=tuple(fields))
    return _before_place(scan, tagged)


def _piece_of_named_book(scan: Scan, tagged: Tagged) -> bool:
    """ "Manfred Schön, Gustav Schmoller und Max Weber, ebd., S. 84–97": a piece in full, of the book just named."""
    title, places = tagged.first("title"), list(tagged.all("locator"))
    if tagged.form is not Form.FULL or title is None or len(places) != 1 or tagged.has(*_IMPRINT):
        return False
    back, author = tagged.first("back"), tagged.first("author")
    if back is None and not _signed_in_full(scan, author, title):
        return False
    if (back is not None and back.start < title.end) or tagged.has("editor"):
        return False
    own = next((_range(scan, field) for field in tagged.fields if field.label == "locator"), None)
    return own is not None and own[1] - own[0] >= _PIECE_LEAST


def _signed_in_full(scan: Scan, author: Span | None, title: Span) -> bool:
    """Whether a full name stands before the title, or nothing but its quotation marks shows it: then it is a piece."""
    if author is None:
        return scan.structure.quoted(title.start) is not None
    return author.end <= title.start and " " in author.of(scan.text).strip()


def _before_place(scan: Scan, tagged: Tagged) -> Tagged:
    """ "76–136, here 90": the range that holds the page named after it."""
    places = [index for index, field in enumerate(tagged.fields) if field.label == "locator"]
    if len(places) < 2 or tagged.form is not Form.FULL or tagged.has("pages", "archive", "shelfmark"):
        return tagged
    if not tagged.has("container") or not tagged.has("title"):
        return tagged
    own = _range(scan, tagged.fields[places[0]])
    here = _NUMBER.search(tagged.fields[places[1]].span.of(scan.text))
    if own is None or not here or not own[0] <= int(here[0]) <= own[1]:
        return tagged
    fields = list(tagged.fields)
    fields[places[0]] = replace(fields[places[0]], label="pages")
    return replace(tagged, fields=tuple(fields))


def _range(scan: Scan, field: Field) -> tuple[int, int] | None:
    found = _RANGE.match(field.span.of(scan.text).strip())
    if not found:
        return None
    first, last = found[1], found[2]
    high = int(first[: len(first) - len(last)] + last) if len(last) < len(first) else int(last)
    return (int(first), high) if high >= int(first) else None
