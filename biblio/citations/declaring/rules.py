"""Which cite of a note is a short form announced for? The first rule that answers decides."""

from __future__ import annotations

import re
from collections.abc import Callable

from biblio.citations.declaring.announcement import Announcement
from biblio.citations.tagged import Tagged
from biblio.identity import initials_of, siglum_letters, words

__all__ = ["RULES", "TOLD", "Rule"]

Rule = Callable[[Announcement], int | None]
"""The index of the cite in its note; None leaves the form to the next rule."""

_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_SIGLUM = re.compile(r"(?P<letters>\D+?)(?P<year>\d\d)?\Z")
_TITLES = ("title", "container", "series")
_DATES = ("date", "original-date")
_PEOPLE = ("author", "editor", "translator")
_STEM = 4
"""Letters by which two words are taken for one, and that a name has at least."""
_NEAR = 160
"""Characters between a cite and the short form announced for it."""


def year(announced: Announcement) -> int | None:
    """ "LB 1798 and LB 1800", "*Principes (1806)*": the one cite that has the year."""
    found = _YEAR.search(announced.form)
    if found is None:
        return None
    labels = (*_DATES, "title")
    return _only(announced, lambda cite: any(found[0] in text for text in announced.printed(cite, *labels)))


def initials(announced: Announcement) -> int | None:
    """ "SN44", of *Scienza nuova*, 1744, and a later edition: the one cite with these initials, and this year."""
    match = _SIGLUM.match(announced.form)
    letters = siglum_letters(match["letters"]) if match else ""
    if match is None or not letters:
        return None

    def fits(cite: Tagged) -> bool:
        dates = announced.printed(cite, *_DATES)
        dated = not match["year"] or any(date.endswith(match["year"]) for date in dates)
        titles = announced.printed(cite, *_TITLES)
        return dated and any(initials_of(letters, title, anywhere=bool(match["year"])) for title in titles)

    return _only(announced, fits)


def ordinal(announced: Announcement) -> int | None:
    """ "I cite the second as KS", "the latter": counted among the cites of the note, where one form is announced."""
    place = _place(announced)
    if announced.count > 1 or len(announced.cites) < 2 or place is None:
        return None
    return announced.cites[place][0] if -1 <= place < len(announced.cites) else None


def named(announced: Announcement) -> int | None:
    """ "Mays’s edition is cited as PW": the one cite by somebody whom the words name."""
    told = set(words(announced.words))

    def fits(cite: Tagged) -> bool:
        names = (words(name) for name in announced.printed(cite, *_PEOPLE))
        return any(len(name[-1]) >= _STEM and name[-1] in told for name in names if name)

    return _only(announced, fits)


def kind(announced: Announcement) -> int | None:
    """ "Ich zitiere das Buch als GG": the last book, or the last piece in one, where the words ask for that."""
    told = set(words(announced.words))
    lists = announced.scan.lexicon.lists
    book, piece = (bool(told.intersection(lists[name])) for name in ("book_nouns", "piece_nouns"))
    if book == piece:
        return None
    found = [at for at, cite in announced.cites if cite.has("container") == piece and _shares_word(announced, cite)]
    return found[-1] if found and announced.count == 1 else None


def in_order(announced: Announcement) -> int | None:
    """ "Hereafter Arden 3 and Arden 3b": as many forms as cites."""
    if announced.count < 2 or announced.count != len(announced.cites):
        return None
    return announced.cites[announced.place][0]


def nearest(announced: Announcement) -> int | None:
    """The cite just before, of one form announced alone; one of words has a word of the cite."""
    if not announced.cites or announced.count > 1 or announced.distance > _NEAR or _place(announced) is not None:
        return None
    at, cite = announced.cites[-1]
    return at if _shares_word(announced, cite) else None


TOLD: tuple[tuple[str, Rule], ...] = (
    ("year", year),
    ("initials", initials),
    ("ordinal", ordinal),
    ("named", named),
    ("kind", kind),
    ("in-order", in_order),
)
"""What the form and the words beside it tell."""
RULES: tuple[tuple[str, Rule], ...] = (*TOLD, ("nearest", nearest))


def _only(announced: Announcement, fits: Callable[[Tagged], bool]) -> int | None:
    found = [at for at, cite in announced.cites if fits(cite)]
    return found[0] if len(found) == 1 else None


def _place(announced: Announcement) -> int | None:
    """Where among the cites the words point, from 0; -1 for the last of them."""
    told = words(announced.words)
    lexicon = announced.scan.lexicon
    said = {lexicon.ordinals[word] - 1 for word in told if word in lexicon.ordinals}
    said |= {-1 for word in told if word in lexicon.lists["latter_words"]}
    return said.pop() if len(said) == 1 else None


def _shares_word(announced: Announcement, cite: Tagged) -> bool:
    """Whether a form of words has one that the cite prints, too; initials need none."""
    spoken = {word[:_STEM] for word in words(announced.form) if len(word) >= _STEM}
    printed = {word[:_STEM] for word in words(cite.span.of(announced.scan.text))}
    return not spoken or bool(printed.intersection(spoken))
