"""Where the model and the rules disagree: the few things on which the rules, or the marking itself, know better.

Each entry of `REPAIRS` was measured on annotated essays that neither side had learnt from: possessives ("Anderson's
article ‘X’") are read rightly by the rules ten times of eleven where the model cuts them in two; a place in the imprint
that the model leaves blank is one whenever the rules say so; and only a piece of something larger has pages of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from biblio.citations.scan import Scan
from biblio.citations.tagged import Field, Tagged
from biblio.citations.trained.labels import Stretch
from biblio.model import Span

__all__ = ["REPAIRS", "preferred", "repaired"]

_PREFERRED = frozenset(("possessive",))
"""Rules whose cites stand against the model's."""
_FILLED = frozenset(("place", "date", "doi"))
"""Fields taken from the rules where the model has none."""
_PIECES = frozenset(("container", "container-author", "institution", "number"))
_IMPRINT = frozenset(("place", "publisher"))
_BOOK = _IMPRINT | {"back"}
_DATED = frozenset(("date", "volume"))
_HEADS = frozenset(
    (
        *("author", "editor", "title", "container", "back", "xref", "abbr"),
        *("url", "doi", "archive", "shelfmark", "number"),
    )
)
"""Fields that name a work; a cite without any has lost its head."""
_RANGE = re.compile(r"(\d{1,6})\s?[-–—]\s?(\d{1,6})")
_Fields = tuple[Field, ...]


def preferred(stretches: Iterable[Stretch], proposals: Iterable[Tagged]) -> tuple[Tagged, ...]:
    """The rules' cites that take the place of what the model reads there: possessives, and heads that it lost."""
    headless = [stretch for stretch in stretches if not any(field.label in _HEADS for field in stretch.fields)]
    return tuple(
        cite
        for cite in proposals
        if cite.rule in _PREFERRED
        or (cite.has("title") and any(cite.span.contains(stretch.span) for stretch in headless))
    )


def repaired(scan: Scan, stretch: Stretch, proposals: Iterable[Tagged]) -> Stretch:
    """The stretch with every repair that fits."""
    near = tuple(cite for cite in proposals if cite.span.overlaps(stretch.span))
    fields = stretch.fields
    for _, repair in REPAIRS:
        fields = repair(scan, stretch, fields, near)
    return replace(stretch, fields=fields)


def _filled(scan: Scan, stretch: Stretch, fields: _Fields, near: tuple[Tagged, ...]) -> _Fields:
    """A place, date or DOI of the rules in words that the model gave no label."""
    known = {field.label for field in fields}
    missing = [
        field
        for cite in near
        for field in cite.fields
        if field.label in _FILLED
        and field.label not in known
        and stretch.span.contains(field.span)
        and not any(field.span.overlaps(other.span) for other in fields)
    ]
    return tuple(sorted((*fields, *missing), key=lambda field: field.span))


def _whole_date(scan: Scan, stretch: Stretch, fields: _Fields, near: tuple[Tagged, ...]) -> _Fields:
    """A season or month that stands right before the year: "automne 1982"."""
    return tuple(
        replace(field, span=Span(start, field.span.end))
        if field.label == "date" and (start := _season_before(scan, field.span.start, stretch.span.start)) is not None
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


def _abbreviated(scan: Scan, stretch: Stretch, fields: _Fields, near: tuple[Tagged, ...]) -> _Fields:
    """The full stop of "2nd ser.", which the rules count in."""
    spelled = {(field.label, field.span.start): field.span for cite in near for field in cite.fields}
    return tuple(
        replace(field, span=Span(field.span.start, field.span.end + 1))
        if (other := spelled.get((field.label, field.span.start)))
        and other.end == field.span.end + 1
        and scan.text[field.span.end] == "."
        else field
        for field in fields
    )


def _named_papers(scan: Scan, stretch: Stretch, fields: _Fields, near: tuple[Tagged, ...]) -> _Fields:
    """ "British Library, Place Papers, Add. MS 27825" has a name where the rules part it from the archive."""
    if any(field.label in ("title", "author", "genre") for field in fields):
        return fields
    for index, field in enumerate(fields):
        parts = [part for cite in near for part in cite.fields if field.span.contains(part.span)]
        if field.label == "archive" and [part.label for part in parts] == ["archive", "title"]:
            return (*fields[:index], *parts, *fields[index + 1 :])
    return fields


def _author_of_the_whole(scan: Scan, stretch: Stretch, fields: _Fields, near: tuple[Tagged, ...]) -> _Fields:
    """A second author behind the title and right before the container: "in Douglas Hay et al., Albion's Fatal Tree"."""
    labels = [field.label for field in fields]
    if labels[:1] != ["author"] or "title" not in labels:
        return fields
    behind = labels.index("title") + 1
    return tuple(
        replace(field, label="container-author")
        if index >= behind and field.label == "author" and labels[index + 1 : index + 2] == ["container"]
        else field
        for index, field in enumerate(fields)
    )


def _place_cited(scan: Scan, stretch: Stretch, fields: _Fields, near: tuple[Tagged, ...]) -> _Fields:
    """Pages that are the place cited: after "Ibid." or a book's imprint, and one or two pages of a piece of a book."""
    labels = {field.label for field in fields}
    alone = not labels & _PIECES and bool(labels & _BOOK or not labels & _DATED)
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


REPAIRS: tuple[tuple[str, Callable[[Scan, Stretch, _Fields, tuple[Tagged, ...]], _Fields]], ...] = (
    ("filled", _filled),
    ("whole-date", _whole_date),
    ("abbreviated", _abbreviated),
    ("named-papers", _named_papers),
    ("author-of-the-whole", _author_of_the_whole),
    ("place-cited", _place_cited),
)
