"""What the fields of one cite say together, and what the rules read in words that the model left out.

Each is kept as long as annotated essays that the model has not learnt from do not lose by it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from biblio.citations.letters import UPPER, YEAR
from biblio.citations.scan import Scan
from biblio.citations.tagged import Field, Tagged
from biblio.citations.trained.held import letter, printed_in, second_title, short_title
from biblio.citations.trained.labels import Stretch
from biblio.citations.trained.pages_cited import (
    behind_name,
    behind_title,
    bracketed,
    cut_short,
    numeral,
    own_range,
    paragraphs,
    volumed,
    within_range,
)
from biblio.citations.trained.reports import pinpointed, reported, sections
from biblio.model import Span

__all__ = ["REPAIRS", "readable", "repaired"]

_FILLED = frozenset(("place", "date", "doi", "locator", "volume", "pages", "issue", "xref"))
"""Fields taken from the rules where the model has none."""
_HELD = frozenset(("container", "container-author"))
_PIECES = _HELD | {"institution", "number"}
_IMPRINT = frozenset(("place", "publisher"))
_BOOK = _IMPRINT | {"back", "genre"}
_DATED = frozenset(("date", "volume"))
_LOOSE = " \t\n,;:"
"""What neither begins nor ends a cite."""
_MOST_VOLUMES = 20
"""A bare number above this is a page of a book, not its volume."""
_LONGEST_WORD = 60
_YEAR = re.compile(rf"(?<!\d){YEAR}(?!\d)")
_TO_YEAR = re.compile(rf"[-–](?:\d\d|{YEAR})(?![\d.])")
_LETTERED = re.compile(r"(?:1[5-9]|20)\d\d[a-h](?!\w)")
_RANGE = re.compile(r"(\d{1,6})\s?[-–—]\s?(\d{1,6})")
_PAPERS = re.compile(rf",\s+(?P<papers>(?:[{UPPER}][\w.’'-]+ ){{1,4}}(?P<word>[{UPPER}]\w+))\Z")
_Fields = tuple[Field, ...]


def readable(scan: Scan, stretches: Iterable[Stretch]) -> Iterator[Stretch]:
    """The stretches with the fields that say something: letters or figures, in words of some length."""
    for stretch in stretches:
        stretch = _behind_signal(scan, _behind_pronoun(scan, stretch))
        fields = tuple(field for field in stretch.fields if _says_something(field.label, field.span.of(scan.text)))
        told = any(map(str.isalpha, stretch.span.of(scan.text)))
        if fields and (told or len(fields) == 1):
            yield replace(stretch, fields=fields)


def _behind_pronoun(scan: Scan, stretch: Stretch) -> Stretch:
    """ "reprinted in his *Customs in Common*": the pronoun is a word of the commentary, and tells whose book it is."""
    if not stretch.fields:
        return stretch
    start = stretch.fields[0].span.start
    before = scan.text[stretch.span.start : start].strip().lower()
    if before not in scan.lexicon.lists["possessive_pronouns"]:
        return stretch
    return replace(stretch, span=Span(start, stretch.span.end))


def _behind_signal(scan: Scan, stretch: Stretch) -> Stretch:
    """ "From Tawney, *Letters*": the word that leads to a cite is no part of the first name in it."""
    first = stretch.fields[0] if stretch.fields else None
    if first is None or first.label != "author" or first.span.start != stretch.span.start:
        return stretch
    signal = scan.phrase("signals", first.span.start, first.span.end)
    start = scan.blank(signal.end(), first.span.end) if signal else first.span.end
    if signal is None or start == signal.end() or not scan.text[start : start + 1].isupper():
        return stretch
    name = replace(first, span=Span(start, first.span.end))
    return replace(stretch, span=Span(start, stretch.span.end), fields=(name, *stretch.fields[1:]))


def _says_something(label: str, text: str) -> bool:
    if label in ("url", "doi"):
        return True
    return any(map(str.isalnum, text)) and max(map(len, text.split())) <= _LONGEST_WORD


def repaired(scan: Scan, stretch: Stretch, near: tuple[Tagged, ...], limit: int) -> Stretch:
    """The stretch with every repair that fits, without loose punctuation at its ends.

    `near` are the rules' cites. A repair may find a place right behind the stretch, but not beyond `limit`.
    """
    fields = stretch.fields
    for _, repair in REPAIRS:
        fields = repair(scan, stretch.span, fields, near)
    fields = tuple(field for field in fields if field.span.end <= limit)
    start, end = stretch.span.start, max(stretch.span.end, fields[-1].span.end)
    while start < fields[0].span.start and scan.text[start] in _LOOSE:
        start += 1
    while end > fields[-1].span.end and scan.text[end - 1] in _LOOSE:
        end -= 1
    return replace(stretch, span=Span(start, end), fields=fields)


def _filled(scan: Scan, span: Span, fields: _Fields, near: tuple[Tagged, ...]) -> _Fields:
    """A place, date or DOI of the rules in words that the model gave no label."""
    known = {field.label for field in fields}
    missing = [
        field
        for cite in near
        for field in cite.fields
        if field.label in _FILLED
        and field.label not in known
        and span.contains(field.span)
        and not any(field.span.overlaps(other.span) for other in fields)
    ]
    return tuple(sorted((*fields, *missing), key=lambda field: field.span))


def _whole_date(scan: Scan, span: Span, fields: _Fields, near: tuple[Tagged, ...]) -> _Fields:
    """A season or month that stands right before the year: "automne 1982"."""
    return tuple(
        replace(field, span=Span(start, field.span.end))
        if field.label == "date" and (start := _season_before(scan, field.span.start, span.start)) is not None
        else field
        for field in fields
    )


def _years(scan: Scan, span: Span, fields: _Fields, near: tuple[Tagged, ...]) -> _Fields:
    """ "1956–75": the years of a work that came out over some belong together."""
    return tuple(
        replace(field, span=Span(field.span.start, found.end()))
        if field.label == "date"
        and (found := _TO_YEAR.match(scan.text, field.span.end))
        and not any(other.span.overlaps(Span(*found.span())) for other in fields)
        and _YEAR.search(field.span.of(scan.text)[-4:])
        else field
        for field in fields
    )


def _one_date(scan: Scan, span: Span, fields: _Fields, near: tuple[Tagged, ...]) -> _Fields:
    """ "23 February, 1953": a day or month and the year right behind it are one date."""
    kept: list[Field] = []
    for field in fields:
        before = kept[-1] if kept else None
        joined = before and before.label == field.label == "date" and scan.text[before.span.end : field.span.start]
        if before and joined in (", ", " ", ". ") and _YEAR.fullmatch(field.span.of(scan.text)):
            whole = Span(before.span.start, field.span.end)
            kept[-1] = replace(before, span=whole) if not _YEAR.search(before.span.of(scan.text)) else before
            if kept[-1] is not before:
                continue
        kept.append(field)
    return tuple(kept)


def _lettered(scan: Scan, span: Span, fields: _Fields, near: tuple[Tagged, ...]) -> _Fields:
    """ "2008a": the letter belongs to the year."""
    return tuple(
        replace(field, span=Span(field.span.start, field.span.end + 1))
        if field.label == "date" and _LETTERED.match(scan.text, max(field.span.end - 4, 0))
        else field
        for field in fields
    )


def _season_before(scan: Scan, pos: int, low: int) -> int | None:
    if not scan.text[pos : pos + 4].isdecimal():
        return None
    for name in ("seasons", "months"):
        for found in scan.lexicon[name].finditer(scan.text, max(low, pos - 14), pos):
            if not scan.text[found.end() : pos].strip(" ."):
                return found.start()
    return None


def _undated(scan: Scan, span: Span, fields: _Fields, near: tuple[Tagged, ...]) -> _Fields:
    """ "(London: J. M. Dent, n.d.)": that a work has no date stands in the place of its date."""
    if any(field.label == "date" for field in fields):
        return fields
    return tuple(
        replace(field, label="date")
        if field.label == "addendum" and scan.lexicon["undated"].fullmatch(field.span.of(scan.text))
        else field
        for field in fields
    )


def _papers(scan: Scan, span: Span, fields: _Fields, near: tuple[Tagged, ...]) -> _Fields:
    """ "British Library, London, Place Papers, Add. MS 27825": the papers are what is kept, not who keeps them."""
    labels = [field.label for field in fields]
    if labels.count("archive") != 1 or "shelfmark" not in labels or "title" in labels:
        return fields
    at = labels.index("archive")
    archive = fields[at]
    found = _PAPERS.search(archive.span.of(scan.text))
    if found is None or not scan.lexicon["papers_words"].fullmatch(found["word"]):
        return fields
    start = archive.span.start
    keeper = replace(archive, span=Span(start, start + found.start()))
    title = replace(archive, label="title", span=Span(start + found.start("papers"), archive.span.end))
    return (*fields[:at], keeper, title, *fields[at + 1 :])


def _dated_piece(scan: Scan, span: Span, fields: _Fields, near: tuple[Tagged, ...]) -> _Fields:
    """ "[23 February 1953], Documents (New York, n.d.)": a piece has the date, what it is in has none."""
    undated = any(
        field.label == "date" and scan.lexicon["undated"].fullmatch(field.span.of(scan.text)) for field in fields
    )
    held = any(field.label == "container" for field in fields)
    return tuple(
        replace(field, label="date") if field.label == "original-date" and undated and held else field
        for field in fields
    )


def _places_in_a_row(scan: Scan, span: Span, fields: _Fields, near: tuple[Tagged, ...]) -> _Fields:
    """ "(New York, 1972), 59, 111-13": a high number between a book's imprint and a page is a page, too."""
    kept: list[Field] = []
    for field in fields:
        before = kept[-1] if kept else field
        joined = field.label == "locator" and scan.text[before.span.end : field.span.start] in (", ", " , ")
        if joined and _is_page(scan, kept):
            kept[-1] = replace(field, span=Span(before.span.start, field.span.end))
        else:
            kept.append(field)
    return tuple(kept)


def _is_page(scan: Scan, fields: list[Field]) -> bool:
    """Whether the last field, read as a volume or a place of its own, can be nothing but a page."""
    if fields[-1].label != "volume":
        return fields[-1].label == "locator"
    text = fields[-1].span.of(scan.text)
    imprinted = any(field.label in ("date", "place", "publisher") for field in fields[:-1])
    held = any(field.label == "container" for field in fields)
    bare = scan.text[max(fields[-1].span.start - 2, 0) : fields[-1].span.start] == ", "
    return text.isdecimal() and len(text) < 5 and int(text) > _MOST_VOLUMES and imprinted and bare and not held


def _bare_number(scan: Scan, span: Span, fields: _Fields, near: tuple[Tagged, ...]) -> _Fields:
    """ "Past & Present 171 (May 2001)": a bare number right behind a journal is nine times in ten a volume."""
    labels = [field.label for field in fields]
    if "volume" in labels or labels.count("issue") != 1 or "container" not in labels:
        return fields
    at, held = labels.index("issue"), fields[labels.index("container")]
    between = scan.text[held.span.end : fields[at].span.start]
    if not fields[at].span.of(scan.text).isdecimal() or between.strip(" ,”’»\"'"):
        return fields
    return (*fields[:at], replace(fields[at], label="volume"), *fields[at + 1 :])


def _place_cited(scan: Scan, span: Span, fields: _Fields, near: tuple[Tagged, ...]) -> _Fields:
    """Pages that are the place cited: after "Ibid." or a book's imprint, and one or two pages of a piece of a book."""
    labels = {field.label for field in fields}
    if "locator" in labels:
        return fields
    book = not labels & _HELD and bool(labels & _BOOK)
    alone = book or not labels & (_PIECES | _DATED)
    in_book = "container" in labels and bool(labels & _IMPRINT or "date" not in labels)
    return tuple(
        replace(field, label="locator")
        if field.label == "pages" and (alone or (in_book and _short(field.span.of(scan.text))))
        else field
        for field in fields
    )


def _short(text: str) -> bool:
    """Whether pages are one or two: "145-146", "421-22"."""
    found = _RANGE.fullmatch(text)
    if not found:
        return text.isdecimal()
    first, last = found.groups()
    return int(first[: max(0, len(first) - len(last))] + last) - int(first) <= 1


REPAIRS: tuple[tuple[str, Callable[[Scan, Span, _Fields, tuple[Tagged, ...]], _Fields]], ...] = (
    ("filled", _filled),
    ("whole-date", _whole_date),
    ("years", _years),
    ("lettered", _lettered),
    ("undated", _undated),
    ("papers", _papers),
    ("dated-piece", _dated_piece),
    ("one-date", _one_date),
    ("second-title", second_title),
    ("printed-in", printed_in),
    ("short-title", short_title),
    ("letter", letter),
    ("reported", reported),
    ("pinpointed", pinpointed),
    ("sections", sections),
    ("places-in-a-row", _places_in_a_row),
    ("bare-number", _bare_number),
    ("place-cited", _place_cited),
    ("behind-name", behind_name),
    ("numeral", numeral),
    ("volumed", volumed),
    ("behind-title", behind_title),
    ("cut-short", cut_short),
    ("bracketed", bracketed),
    ("paragraphs", paragraphs),
    ("within-range", within_range),
    ("own-range", own_range),
)
