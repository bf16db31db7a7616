"""Which of the pages printed are the work's own: "Past & Present 50 (1971), 76–136, here 90", "S. 185–195, hier 190".

Whatever recognised a cite may take the range of an article for the place cited: a range that holds the page named after
it is the piece's own.
"""

from __future__ import annotations

import re
from dataclasses import replace

from biblio.citations.scan import Scan
from biblio.citations.tagged import Field, Tagged
from biblio.model import Form

__all__ = ["with_own_pages"]

_RANGE = re.compile(r"(\d{1,4})\s?[-–—]\s?(\d{1,4})\Z")
_NUMBER = re.compile(r"\d{1,4}")


def with_own_pages(scan: Scan, tagged: Tagged) -> Tagged:
    """The cite, its first locator relabelled where it is the work's own range."""
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
