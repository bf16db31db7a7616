"""The pieces of an imprint between commas, told apart by their looks: "Paris", "Gallimard", "1964", "2nd edn"."""

from __future__ import annotations

import re
from functools import cache

from biblio.citations import lexicon
from biblio.citations.letters import RANGE, UPPER, YEAR
from biblio.citations.scan import Scan
from biblio.citations.tagged import Field
from biblio.citations.values import dates
from biblio.model import Span

__all__ = ["classify", "is_place", "place_at", "publisher_pattern", "split"]

_NAME = re.compile(
    rf"[{UPPER}][\w.’'&\-]*(?:[\s\u00a0/]+(?:[{UPPER}&][\w.’'&\-]*|de|del|der|des|di|of|the|and|und|et|y|e|für|la|le|am|a\.|im|i\.|upon|for|d[’']\w+|do|da|per|für|in|sur|van|von|zu|-|–))*[.)]?\Z"
)
_PAGES = re.compile(rf"(?:{RANGE})(?:\s?ff?\.)?\Z")

_FIGURE = re.compile(r"\d{1,2}(?=\s)")


@cache
def _place_index() -> dict[str, tuple[str, ...]]:
    """First word -> places that begin with it, the longest first."""
    index: dict[str, list[str]] = {}
    for place in lexicon.words("places"):
        index.setdefault(re.split(r"[\s,/\-]", place)[0], []).append(place)
    return {word: tuple(sorted(names, key=len, reverse=True)) for word, names in index.items()}


_FIRST_WORD = re.compile(rf"(?:'s-)?[{UPPER}][\w.’']*")
_MORE = re.compile(r"(?:\s?[-–/]\s?|/| (?:and|und|u\.|et|y|e|&) |, (?=[A-Z]))")


@cache
def _region() -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, lexicon.words("regions")), key=len, reverse=True))
    return re.compile(rf",? ?\(?(?:{names})\)?(?!\w)")


def place_at(text: str, pos: int, limit: int) -> int:
    """Where the known place(s) of publication at `pos` end; `pos` if there is none."""
    end = _one_place(text, pos, limit)
    if end == pos:
        return pos
    while more := _MORE.match(text, end, limit):
        if more[0].startswith(","):
            break
        following = _one_place(text, more.end(), limit)
        if following == more.end():
            break
        end = following
    return end


def _one_place(text: str, pos: int, limit: int) -> int:
    word = _FIRST_WORD.match(text, pos, limit)
    if not word:
        return pos
    keys = {word[0], word[0].rstrip(".")}
    for key in keys:
        for place in _place_index().get(key, ()):
            end = pos + len(place)
            if end <= limit and text.startswith(place, pos) and not text[end : end + 1].isalpha():
                mark = _region().match(text, end, limit)
                return mark.end() if mark else end
    return pos


def is_place(text: str) -> bool:
    """Whether the whole of `text` is one or more known places."""
    return bool(text) and place_at(text, 0, len(text)) == len(text)


@cache
def publisher_pattern() -> re.Pattern[str]:
    """Matches a word that tells a publisher."""
    return lexicon.phrases(lexicon.words("publishers"), flags=0)


def split(text: str, span: Span) -> list[Span]:
    """`span` cut at commas, semicolons and colons; "Cambridge, MA" stays together, quotes and brackets too."""
    pieces: list[Span] = []
    start, depth = span.start, 0
    for pos in range(span.start, span.end + 1):
        char = text[pos] if pos < span.end else ","
        depth += (char in "([«“„") - (char in ")]»”")
        if (depth <= 0 and char in ",;:" and text[pos + 1 : pos + 2] in (" ", "\n", "\u00a0", "")) or pos == span.end:
            piece = Span(start, pos).strip(text)
            if pieces and _region().fullmatch(piece.of(text)) and is_place(pieces[-1].of(text)):
                pieces[-1] = Span(pieces[-1].start, piece.end)
            elif len(piece):
                pieces.append(piece)
            start = pos + 1
    return pieces


def classify(scan: Scan, piece: Span, seen: set[str]) -> tuple[Field, ...]:
    """The field(s) a piece of an imprint holds; none where it is not understood."""
    text = piece.of(scan.text)
    for rule in _PIECE_RULES:
        if fields := rule(scan, piece, text, seen):
            return fields
    return ()


def _date(scan: Scan, piece: Span, text: str, seen: set[str]) -> tuple[Field, ...]:
    found = dates.match(scan.text, piece.start, piece.end)
    if found and found.end() >= piece.end - 1:
        label = "date" if "date" not in seen else "extra-date"
        return (Field(label, Span(piece.start, found.end())),)
    if found and scan.text[found.end() : piece.end].lstrip()[:1] in ("[", "("):
        rest = dates.find(scan.text, found.end(), piece.end)
        if rest:
            return (
                Field("date", Span(found.start(), found.end())),
                Field("original-date", Span(rest.start(), rest.end())),
            )
    if (undated := scan.phrase("undated", piece.start, piece.end)) and undated.end() >= piece.end - 7:
        inner = dates.find(scan.text, undated.end(), piece.end)
        return (Field("date", Span(inner.start(), inner.end()) if inner else Span(piece.start, undated.end())),)
    return ()


def _original(scan: Scan, piece: Span, text: str, seen: set[str]) -> tuple[Field, ...]:
    """ "first published 1936", "repr. 2011": the date behind the words."""
    for words, label in (("first_printed", "original-date"), ("printed_again", "date")):
        start = piece.start + (scan.text[piece.start] == "[")
        if (found := scan.phrase(words, start, piece.end)) and (date := dates.find(scan.text, found.end(), piece.end)):
            return (Field(label, Span(date.start(), date.end())),)
    return ()


def _counts_volumes(scan: Scan, piece: Span) -> bool:
    count = _FIGURE.match(scan.text, piece.start, piece.end) or scan.phrase("number_words", piece.start, piece.end)
    words = scan.phrase("volumes_words", scan.blank(count.end(), piece.end), piece.end) if count else None
    return bool(words) and words.end() == piece.end  # type: ignore[union-attr]


def _labelled(scan: Scan, piece: Span, text: str, seen: set[str]) -> tuple[Field, ...]:
    if _counts_volumes(scan, piece):
        return (Field("addendum", piece),)
    for name, label in (("volume_labels", "volume"), ("issue_labels", "issue"), ("page_labels", "pages")):
        found = scan.phrase(name, piece.start, piece.end)
        if found and _PAGES.match(scan.text[scan.blank(found.end(), piece.end) : piece.end]):
            return (Field(label, Span(scan.blank(found.end(), piece.end), piece.end)),)
    return ()


_EDITION_NUMBER = re.compile(r"(?:\d{1,2}(?:st|nd|rd|th|e|re|ᵉ|ème|ª|\.ª|a|º|\.)?|\d{1,2}\.,? [a-zäöü .]+?)\s?")


def _edition(scan: Scan, piece: Span, text: str, seen: set[str]) -> tuple[Field, ...]:
    start = _EDITION_NUMBER.match(scan.text, piece.start, piece.end) or scan.phrase(
        "edition_ordinals", piece.start, piece.end
    )
    if not start:
        return ()
    word = scan.lexicon["edition_words"].search(scan.text, start.end(), piece.end)
    if word and word.start() - start.end() <= 30:
        rest = scan.text[word.end() : piece.end].strip()
        date = dates.match(scan.text, scan.blank(word.end(), piece.end), piece.end) if rest else None
        fields = (Field("edition", Span(piece.start, word.end())),)
        return fields + ((Field("date", Span(date.start(), date.end())),) if date else ())
    return ()


def _people(scan: Scan, piece: Span, text: str, seen: set[str]) -> tuple[Field, ...]:
    for name, label in (("editor_before", "editor"), ("translator_before", "translator")):
        found = scan.phrase(name, piece.start, piece.end)
        if found and scan.text[found.end() : found.end() + 1].isspace():
            start = scan.blank(found.end(), piece.end)
            if start < piece.end and scan.text[start].isupper():
                return (Field(label, Span(start, piece.end)),)
    return ()


@cache
def _school() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, lexicon.words("schools"))))


def _genre(scan: Scan, piece: Span, text: str, seen: set[str]) -> tuple[Field, ...]:
    found = scan.phrase("genres", piece.start, piece.end)
    if not found:
        held = "genre" in seen and "institution" not in seen and _school().search(text)
        return (Field("institution", _undated(scan, piece)), *_date_in(scan, piece)) if held else ()
    rest = Span(scan.blank(found.end(), piece.end), piece.end)
    fields: tuple[Field, ...] = (Field("genre", Span(piece.start, found.end())),)
    if _school().search(rest.of(scan.text)):
        fields += (Field("institution", _undated(scan, rest)),)
    return fields + _date_in(scan, rest)


def _date_in(scan: Scan, piece: Span) -> tuple[Field, ...]:
    date = dates.find(scan.text, piece.start, piece.end)
    return (Field("date", Span(date.start(), date.end())),) if date else ()


def _undated(scan: Scan, piece: Span) -> Span:
    date = dates.find(scan.text, piece.start, piece.end)
    return Span(piece.start, date.start()).strip(scan.text) if date else piece


def _addendum(scan: Scan, piece: Span, text: str, seen: set[str]) -> tuple[Field, ...]:
    found = scan.phrase("addenda", piece.start, piece.end)
    return (Field("addendum", piece),) if found and found.end() == piece.end else ()


def _place_or_publisher(scan: Scan, piece: Span, text: str, seen: set[str]) -> tuple[Field, ...]:
    end = place_at(scan.text, piece.start, piece.end)
    if end > piece.start:
        rest = Span(end, piece.end).strip(scan.text)
        if not len(rest):
            return (Field("place", piece),) if "place" not in seen else (Field("publisher", piece),)
        date = dates.match(scan.text, rest.start, rest.end)
        if date and date.end() == piece.end:
            return (Field("place", Span(piece.start, end)), Field("date", rest))
    if trailing := _trailing_date(scan, piece):
        before = Span(piece.start, trailing.start).strip(scan.text)
        name = "publisher" if "place" in seen or publisher_pattern().search(before.of(scan.text)) else "place"
        if _NAME.match(before.of(scan.text)):
            return (Field(name, before), Field("date", trailing))
    if not _NAME.match(text) or len(text) > 90:
        return ()
    if publisher_pattern().search(text) or "place" in seen:
        return (Field("publisher", piece),) if "publisher" not in seen else ()
    return (Field("place", piece),) if len(text.split()) <= 4 else (Field("publisher", piece),)


def _trailing_date(scan: Scan, piece: Span) -> Span | None:
    found = re.search(rf"\s(\[?{YEAR}\]?)\Z", piece.of(scan.text))
    return Span(piece.start + found.start(1), piece.end) if found else None


def _pages(scan: Scan, piece: Span, text: str, seen: set[str]) -> tuple[Field, ...]:
    if "date" in seen and _PAGES.match(text):
        return (Field("pages" if re.search("[-–]", text) else "locator", piece),)
    return ()


_PIECE_RULES = (_date, _original, _labelled, _edition, _people, _genre, _addendum, _pages, _place_or_publisher)
