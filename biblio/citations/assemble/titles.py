"""Titles that a cite spreads over several fields: "Loi n° 2020-1673 du 24 décembre 2020 relative à …", "STC 152/1988".

A letter goes by its recipient: "Reicher to A. Marty, 3 May 1938" is the "Letter to A. Marty".
"""

from __future__ import annotations

import re

from biblio.citations.assemble.laws import dated_kind
from biblio.citations.scan import Scan
from biblio.citations.tagged import Tagged
from biblio.model import Contributor, Role, Span

__all__ = ["title_of"]

_BLANKS = re.compile(r"\s+")
_RECIPIENT = re.compile(
    r"(?:^|[\s(])(?P<words>(?:to|an|à|al?|ad|aan|do|till) (?:(?:the|la|le|den|die|das) )?"
    r"(?:[A-ZÀ-Þ][\w.’'-]*(?: (?:de|von|van|der|du|del|la|le))?(?: (?=[A-ZÀ-Þ]))?)+)"
)


def title_of(scan: Scan, tagged: Tagged, kind: str, printed: str, people: tuple[Contributor, ...]) -> tuple[str, bool]:
    """(the title, whether it was put together); the printed one where nothing else is needed."""
    if kind == "legislation":
        law = None if printed else dated_kind(scan, tagged)
        return _words(scan, law) if law else _with_genre(scan, tagged, printed), False
    if printed:
        return printed, False
    if kind == "legal_case":
        return _numbered(scan, tagged), False
    if kind == "personal_communication":
        made = _letter(scan, tagged, people)
        return made, bool(made)
    return "", False


def _with_genre(scan: Scan, tagged: Tagged, printed: str) -> str:
    """ "relative à la Charte …" with what stands before it: the kind of law, its number and date."""
    title, genre = tagged.first("title"), tagged.first("genre")
    if title is None or genre is None or genre.start > title.start or not printed[:1].islower():
        return printed
    return _words(scan, Span(genre.start, title.end))


def _numbered(scan: Scan, tagged: Tagged) -> str:
    """ "STC 152/1988": the kind of decision and its number, where they stand side by side."""
    genre, number = tagged.first("genre"), tagged.first("number")
    if genre is None or number is None or genre.end > number.start:
        return ""
    return _words(scan, Span(genre.start, number.end)) if number.start - genre.end < 5 else ""


def _letter(scan: Scan, tagged: Tagged, people: tuple[Contributor, ...]) -> str:
    word = scan.lexicon.lists["letter_to"][0]
    recipients = [person.name.display for person in people if person.role is Role.RECIPIENT]
    if recipients:
        return f"{word} {recipients[0]}"
    found = _RECIPIENT.search(tagged.span.of(scan.text))
    if not found:
        return ""
    return f"{word} {found['words'].split(' ', 1)[1].rstrip(' .,')}"


def _words(scan: Scan, span: Span) -> str:
    return _BLANKS.sub(" ", span.of(scan.text)).strip(" ,;:")
