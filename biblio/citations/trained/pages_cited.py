"""A piece's own pages and the page cited, which numbers tell apart, and the volume that stands before a page.

"Past & Present 50 (1971), 76–136, here 90", "in Oxford Studies (Oxford, 1990), 281–318", "Letters, II, 40"
"""

from __future__ import annotations

import re
from dataclasses import replace

from biblio.citations.letters import LOWER, UPPER
from biblio.citations.scan import Scan
from biblio.citations.tagged import Field, Tagged
from biblio.model import Span

__all__ = [
    "behind_name",
    "behind_title",
    "bracketed",
    "cut_short",
    "numeral",
    "own_range",
    "paragraphs",
    "volumed",
    "within_range",
]

_RANGE = re.compile(r"(\d{1,5})\s?[-–—‑]\s?(\d{1,5})")
_HERE = re.compile(r"\s?[,;:]\s[^\d;()\n]{0,24}?(\d{1,5}(?:\s?[-–—‑]\s?\d{1,5})?)(?!\w|[-–—/])")
_VOLUME = re.compile(r"(?P<volume>[IVXL]+|[ivxl]+(?=,))(?:[,.]\s|\s)(?=[^\d\W]{0,6}\.?\s?\d)")
_ANY_VOLUME = re.compile(r"(?P<volume>\d{1,3}|[IVXLivxl]+),\s(?=\D{0,8}\d)")
_BEHIND_TITLE = re.compile(r"\s(\d{1,3}[-–]\d{1,3})\Z")
_YEAR_BEHIND = re.compile(r"\s\((?:[^()]{0,40}\s)?\d{4}\)")
_BRACKETED = re.compile(r"(\d{1,5})\s\((\d{1,5}(?:[-–]\d{1,5})?(?:\sff?\.)?)(?=[):,\s]|\Z)")
_FIRST_PAGE = re.compile(r"(\d{1,5}),\s(\d{1,5})(?![,\d])")
_PARAGRAPH = re.compile(r"(?:,?\s)(\[\d{1,4}\](?:[-–]\[\d{1,4}\])?)")
_COURT = re.compile(r"\s\([A-Z][\w.& ]{1,20}\)")
_NUMERAL = re.compile(r"[IVXL]{2,6}")
_NUMBERED_NAME = re.compile(r"(?P<name>[^\W\d_][\w’'.-]+),\s(?P<volume>[IVXL]+)\.?")
_NUMBERED_SIGLUM = re.compile(rf"(?P<name>[{UPPER}]{{2,5}})\s(?P<volume>[IVXL]+(?:/\d+|,\d+)?)")
_MOST_PAGES = 300
"""Pages of an article or decision behind its first."""
_REMARK = re.compile(r"(?<=\d)\s?:\s(?=\S)|(?<=\d)\s=\s")
_GOES_ON = re.compile(rf"(?<=\w)[;,.]\s(?:[{LOWER}]{{1,4}}\s)?(?P<word>[{UPPER}][{LOWER}]+)(?![\w.])")
_ROMAN = re.compile(r"[IVXLC][ivxlc]*")
_OWN = 5
"""Pages from which a range in a journal or collection is the whole piece: of 500 marked by hand all but eight are."""
_IMPRINT = frozenset(("place", "publisher"))
_Fields = tuple[Field, ...]


def own_range(scan: Scan, span: Span, fields: _Fields, near: tuple[Tagged, ...]) -> _Fields:
    """A long range behind a journal or collection is where the piece stands, where no other pages are given."""
    labels = [field.label for field in fields]
    if labels.count("locator") != 1 or "pages" in labels or not {"title", "container"} <= set(labels):
        return fields
    at = labels.index("locator")
    found = _RANGE.fullmatch(fields[at].span.of(scan.text))
    if not found or not _IMPRINT.union(("date",)) & set(labels) or _length(found) < _OWN:
        return fields
    return (*fields[:at], replace(fields[at], label="pages"), *fields[at + 1 :])


def within_range(scan: Scan, span: Span, fields: _Fields, near: tuple[Tagged, ...]) -> _Fields:
    """A page within the range before it is the place cited, and the range is the piece's own."""
    labels = [field.label for field in fields]
    places = [at for at, label in enumerate(labels) if label in ("pages", "locator")]
    if not places or "container" not in labels:
        return fields
    first = fields[places[0]]
    own = _RANGE.match(scan.text, first.span.start, first.span.end)
    here = _HERE.match(scan.text, own.end()) if own else None
    if own is None or here is None or not _holds(own, here[1]):
        return fields
    place = Span(*here.span(1))
    if place.end > span.end and scan.text.find(";", span.end, place.end) >= 0:
        return fields
    if own.end() < first.span.end:
        place = Span(place.start, first.span.end)
    kept = [field for field in fields if field is not first and not field.span.overlaps(place)]
    told = (Field("pages", Span(*own.span())), Field("locator", place))
    return tuple(sorted((*kept, *told), key=lambda field: field.span))


def volumed(scan: Scan, span: Span, fields: _Fields, near: tuple[Tagged, ...]) -> _Fields:
    """ "II, 40", "III. 83": the Roman number before a page is the volume."""
    if any(field.label == "volume" for field in fields):
        return fields
    at = next((at for at, field in enumerate(fields) if field.label == "locator"), None)
    if at is None:
        return fields
    start, end = fields[at].span.start, fields[at].span.end
    found = (_ANY_VOLUME if _behind_label(scan, start) else _VOLUME).match(scan.text, start, end)
    if not found:
        return fields
    volume = Field("volume", Span(*found.span("volume")))
    return (*fields[:at], volume, replace(fields[at], span=Span(found.end(), fields[at].span.end)), *fields[at + 1 :])


def behind_name(scan: Scan, span: Span, fields: _Fields, near: tuple[Tagged, ...]) -> _Fields:
    """ "Vaissette, III. 124": a Roman number behind a surname alone is the volume, not a younger namesake.

    Behind capitals it is the volume of what they stand for: "HR I, Nr. 413".
    """
    if any(field.label == "volume" for field in fields):
        return fields
    at = next((at for at, field in enumerate(fields) if field.label == "author"), None)
    text = fields[at].span.of(scan.text) if at is not None else ""
    siglum = _NUMBERED_SIGLUM.fullmatch(text)
    found = siglum or _NUMBERED_NAME.fullmatch(text)
    if at is None or not found:
        return fields
    start = fields[at].span.start
    name = Field("title" if siglum else "author", Span(start, start + found.end("name")))
    volume = Field("volume", Span(start + found.start("volume"), start + found.end("volume")))
    return (*fields[:at], name, volume, *fields[at + 1 :])


def numeral(scan: Scan, span: Span, fields: _Fields, near: tuple[Tagged, ...]) -> _Fields:
    """ "; III, 33 n. 4": a Roman number before a page is a volume of what was cited, not a title."""
    labels = [field.label for field in fields]
    if labels[:2] != ["title", "locator"] or "volume" in labels:
        return fields
    numbered = _NUMERAL.fullmatch(fields[0].span.of(scan.text))
    return (replace(fields[0], label="volume"), *fields[1:]) if numbered else fields


def _behind_label(scan: Scan, pos: int) -> bool:
    """Whether "vol." stands right before."""
    found = scan.lexicon["volume_labels"].search(scan.text, max(pos - 8, 0), pos)
    return found is not None and not scan.text[found.end() : pos].strip()


def behind_title(scan: Scan, span: Span, fields: _Fields, near: tuple[Tagged, ...]) -> _Fields:
    """ "Wrap Contracts 39–43 (2013)": American law prints the place cited between title and year."""
    labels = [field.label for field in fields]
    if "locator" in labels or "pages" in labels or "title" not in labels:
        return fields
    at = labels.index("title")
    title = fields[at].span
    found = _BEHIND_TITLE.search(scan.text, title.start, title.end)
    if not found or not _YEAR_BEHIND.match(scan.text, title.end):
        return fields
    cut = replace(fields[at], span=Span(title.start, found.start()).strip(scan.text))
    return (*fields[:at], cut, Field("locator", Span(*found.span(1))), *fields[at + 1 :])


def bracketed(scan: Scan, span: Span, fields: _Fields, near: tuple[Tagged, ...]) -> _Fields:
    """ "NJW 1974, 1529 (1533 f.)", "AcP 184 (1984), 201, 225 ff.": first page and page cited read as one place."""
    labels = [field.label for field in fields]
    if "pages" in labels or "locator" not in labels:
        return fields
    at = labels.index("locator")
    start = fields[at].span.start
    found = _BRACKETED.match(scan.text, start, len(scan.text))
    if not found and {"container", "volume"} <= set(labels):
        found = _FIRST_PAGE.match(scan.text, start, fields[at].span.end)
    if not found or not int(found[1]) <= int(re.match(r"\d+", found[2])[0]) <= int(found[1]) + _MOST_PAGES:  # type: ignore[index]
        return fields
    place = Span(found.start(2), max(found.end(2), fields[at].span.end if found.re is _FIRST_PAGE else 0))
    if any(field.span.overlaps(place) for field in fields[at + 1 :]):
        return fields
    return (*fields[:at], Field("pages", Span(*found.span(1))), Field("locator", place), *fields[at + 1 :])


def paragraphs(scan: Scan, span: Span, fields: _Fields, near: tuple[Tagged, ...]) -> _Fields:
    """ "250 CLR 209, 226 [26]", "[2011] EWHC 1913 (QB), [125]": the paragraph in square brackets at the end."""
    last = fields[-1]
    if "container" not in {field.label for field in fields}:
        return fields
    found = _PARAGRAPH.match(scan.text, _behind_court(scan, last.span.end))
    return (*fields, Field("locator", Span(*found.span(1)))) if found else fields


def _behind_court(scan: Scan, pos: int) -> int:
    found = _COURT.match(scan.text, pos)
    return found.end() if found else pos


def cut_short(scan: Scan, span: Span, fields: _Fields, near: tuple[Tagged, ...]) -> _Fields:
    """ "142: 24 Soldaten", "847 = DAA 120": what a page says is not part of it."""
    return tuple(_without_remark(scan, field) if field.label == "locator" else field for field in fields)


def _without_remark(scan: Scan, field: Field) -> Field:
    found = _REMARK.search(scan.text, field.span.start, field.span.end)
    end = found.start() if found else _before_sentence(scan, field.span)
    return replace(field, span=Span(field.span.start, end)) if end < field.span.end else field


def _before_sentence(scan: Scan, span: Span) -> int:
    """Where a word behind a place goes on with the sentence: "112, 238–9. At LSD: 78n1", "238, en Hermans"."""
    for found in _GOES_ON.finditer(scan.text, span.start, span.end):
        word = found["word"]
        labelled = word.lower() in scan.lexicon.locator_labels or f"{word.lower()}." in scan.lexicon.locator_labels
        if not labelled and not _ROMAN.fullmatch(word):
            return found.start()
    return span.end


def _holds(own: re.Match[str], page: str) -> bool:
    first = int(own[1])
    return first <= int(re.match(r"\d+", page)[0]) <= first + _length(own)  # type: ignore[index]


def _length(found: re.Match[str]) -> int:
    first, last = found[1], found[2]
    return int(first[: max(0, len(first) - len(last))] + last) - int(first)
