"""What a piece stands in, and who writes to whom, where the model took either for the title of a book.

"... repr. in City Trenches, 197–219": the name of a collection; "Baring to Lennox-Boyd, 24 June 1959": a letter.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from biblio.citations import lexicon
from biblio.citations.letters import LOWER, UPPER
from biblio.citations.scan import Scan
from biblio.citations.tagged import Field, Tagged
from biblio.model import Span

__all__ = ["letter", "printed_in", "second_title", "short_title"]

_OPENING = " \t\n“„«‘\"'‚»"
_MARKS = re.compile(r"[^\w\s\[]*\s?")
"""What may stand between a title and the word "in"."""
_LONGEST = 40
_OWN = frozenset(("container", "author", "back", "abbr", "url", "doi"))
_PLACED = frozenset(("pages", "locator", "volume", "number", "issue"))
_KEPT = frozenset(("archive", "shelfmark"))
_NAMED = frozenset(("author", "back"))
_SHORT = _NAMED | {"container", "pages", "locator", "xref"}
_NAME = rf"(?:[{UPPER}][{LOWER}{UPPER}.’'-]*\s){{0,3}}[{UPPER}][{LOWER}{UPPER}’'-]+"
_LETTER = re.compile(rf"{_NAME} (?:to|an|à|till|do) (?:the )?{_NAME}")
_DAY = re.compile(r"\d{1,2}\D.*\d{4}|\d{4}-\d\d-\d\d|\D\d{1,2},? \d{4}")
_Fields = tuple[Field, ...]


def printed_in(scan: Scan, span: Span, fields: _Fields, near: tuple[Tagged, ...]) -> _Fields:
    """Behind "reprinted in" stands what the piece is in, not another title."""
    labels = [field.label for field in fields]
    if labels.count("title") != 1 or _OWN.intersection(labels) or not _PLACED.intersection(labels):
        return fields
    before = scan.text[max(0, span.start - _LONGEST) : span.start].rstrip(_OPENING)
    joined = {"pages", "editor"} & set(labels) and _joined(scan.lexicon.language).search(before)
    if not joined and not _announced(scan.lexicon.language).search(before):
        return fields
    return tuple(replace(field, label="container") if field.label == "title" else field for field in fields)


def second_title(scan: Scan, span: Span, fields: _Fields, near: tuple[Tagged, ...]) -> _Fields:
    """Of two titles parted by "in" the second is what holds the first, whoever is named as its editor between them."""
    titles = [at for at, field in enumerate(fields) if field.label == "title"]
    if len(titles) != 2 or any(field.label == "container" for field in fields):
        return fields
    first, second = titles
    gap = _MARKS.match(scan.text, fields[first].span.end)
    opens = gap and scan.phrase("container_in", gap.end(), fields[second].span.start)
    quoted = scan.structure.quoted(fields[first].span.start) and not scan.structure.quoted(fields[second].span.start)
    if not opens and not (quoted and second == first + 1):
        return fields
    return (*fields[:second], replace(fields[second], label="container"), *fields[second + 1 :])


def short_title(scan: Scan, span: Span, fields: _Fields, near: tuple[Tagged, ...]) -> _Fields:
    """ "Kurz, „Blutmai“, S. 67–70": what stands in quotation marks behind a name is its work, unless a year or volume
    shows that it holds one; the pages are the place cited."""
    labels = [field.label for field in fields]
    if labels.count("container") != 1 or not _NAMED.intersection(labels) or not _SHORT.issuperset(labels):
        return fields
    held = fields[labels.index("container")]
    if scan.structure.quoted(held.span.start) is None:
        return fields
    meant = {"container": "title", "pages": "locator"}
    return tuple(replace(field, label=meant.get(field.label, field.label)) for field in fields)


@cache
def _announced(language: str) -> re.Pattern[str]:
    """The words that say that the piece just cited stands elsewhere, too: those ending on "in"."""
    words = lexicon.load(language)
    ends = tuple(f" {word}" for word in words.lists["container_in"])
    phrases = (phrase.rstrip(":") for phrase in words.lists["same_author_again"] if phrase.endswith(ends))
    found = "|".join(sorted(map(re.escape, phrases), key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{found})\s?:?\Z" if found else r"(?!)", re.IGNORECASE)


@cache
def _joined(language: str) -> re.Pattern[str]:
    """ "; now also in", "(= in": a few words that end on "in" behind the mark that parts two cites."""
    words = "|".join(sorted(map(re.escape, lexicon.load(language).lists["container_in"]), key=len, reverse=True))
    return re.compile(rf"[,;(=)]\s?(?:[{LOWER}]+[ ,]+){{0,3}}(?:{words})\s?:?\Z", re.IGNORECASE)


def letter(scan: Scan, span: Span, fields: _Fields, near: tuple[Tagged, ...]) -> _Fields:
    """ "X to Y" in plain type, with an archive or a day, is who wrote to whom."""
    labels = {field.label for field in fields}
    title = next((field for field in fields if field.label == "title"), None)
    if (
        title is None
        or labels & {"author", "container", "publisher"}
        or not _LETTER.fullmatch(title.span.of(scan.text))
    ):
        return fields
    if scan.structure.quoted(title.span.start) or scan.italic_at(title.span.start) is not None:
        return fields
    dated = any(field.label == "date" and _DAY.search(field.span.of(scan.text)) for field in fields)
    if not (dated or labels & _KEPT):
        return fields
    return tuple(replace(field, label="author") if field is title else field for field in fields)
