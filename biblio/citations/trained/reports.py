"""Reports and law reviews cited by volume and first page, whose numbers tell themselves apart by their order.

"939 F.2d 91, 103–04 (3d Cir. 1991)", "132 Harv. L. Rev. 1135, 1167 (2019)", "NJW 1974, 1529 (1533 f.)", "sec. 8(c)"
"""

from __future__ import annotations

import re
from dataclasses import replace

from biblio.citations.scan import Scan
from biblio.citations.tagged import Field, Tagged
from biblio.model import Span

__all__ = ["pinpointed", "reported", "sections"]

_PAGE = r"\d{1,5}(?:[-–]\d{1,5})?(?:\s?n\.?\s?\d+)?"
_VOLUME_FIRST = re.compile(
    r"(?<![\w.,–-])(?P<volume>\d{1,4})\s"
    r"(?P<container>[A-Z][\w.&’']*(?:\s(?:[A-Z&][\w.&’']*|\d[a-z]{1,2}|of|on|the))*)\s(?P<pages>\d{1,5})"
    rf"(?:,?\s(?:at\s)?(?P<locator>{_PAGE}(?:,\s{_PAGE})*))?(?=\s[(\[]|[.,;)]|\s*\Z)"
)
_ABBREVIATED = re.compile(r"[A-Za-z]\.|[A-Z]{2}")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d\Z")
_PIN = re.compile(
    r"\s\((?P<bracket>\d{1,5}(?:[-–]\d{1,5})?(?:\sff?\.)?)\)|,\s(?P<comma>\d{1,5}(?:[-–]\d{1,5})?)(?=\s\(|[.;]|\Z)"
)
_MOST_PAGES = 300
"""Pages of an article or decision behind its first."""
_ATTACHED = re.compile(r"(?:\([a-z\d]{1,3}\))+(?:,\s?\d+(?:\([a-z\d]{1,3}\))+)*")
_SECTION = re.compile(r"\A\W*[\w.]{1,6}\.?\s?(?=§)")
_Fields = tuple[Field, ...]


def reported(scan: Scan, span: Span, fields: _Fields, near: tuple[Tagged, ...]) -> _Fields:
    """Volume, report, first page and page cited, where they stand in this order."""
    found = _VOLUME_FIRST.search(scan.text, span.start, span.end)
    if not found or not _ABBREVIATED.search(found["container"]) or _YEAR.match(found["volume"]):
        return fields
    if scan.lexicon["months"].match(found["container"]) or _YEAR.match(found["pages"]):
        return fields
    told = tuple(Field(name, Span(*found.span(name))) for name, value in found.groupdict().items() if value)
    whole = Span(*found.span())
    before = tuple(
        replace(field, span=Span(field.span.start, found.start()).strip(scan.text))
        for field in fields
        if field.span.start < found.start() < field.span.end
    )
    kept = tuple(field for field in fields if not field.span.overlaps(whole))
    return tuple(sorted((*kept, *before, *told), key=lambda field: field.span))


def pinpointed(scan: Scan, span: Span, fields: _Fields, near: tuple[Tagged, ...]) -> _Fields:
    """The page cited right behind a first page: in brackets in German, behind a comma in English law."""
    first = next((field for field in fields if field.label == "pages"), None)
    if first is None or any(field.label == "locator" for field in fields):
        return fields
    number = first.span.of(scan.text)
    found = _PIN.match(scan.text, first.span.end)
    if not found or not number.isdecimal():
        return fields
    place = Span(*found.span("bracket" if found["bracket"] else "comma"))
    cited = int(re.match(r"\d+", place.of(scan.text))[0])  # type: ignore[index]
    free = not any(field.span.overlaps(place) for field in fields)
    if not free or not int(number) <= cited <= int(number) + _MOST_PAGES:
        return fields
    return tuple(sorted((*fields, Field("locator", place)), key=lambda field: field.span))


def sections(scan: Scan, span: Span, fields: _Fields, near: tuple[Tagged, ...]) -> _Fields:
    """ "8(c)" is one place; "C. § 2" is "§ 2" behind "U.S.C."."""
    return tuple(_section(scan, field) if field.label == "locator" else field for field in fields)


def _section(scan: Scan, field: Field) -> Field:
    start, end = field.span.start, field.span.end
    if cut := _SECTION.match(field.span.of(scan.text)):
        start += cut.end()
    if scan.text[end - 1].isdigit() and (found := _ATTACHED.match(scan.text, end)):
        end = found.end()
    return replace(field, span=Span(start, end))
