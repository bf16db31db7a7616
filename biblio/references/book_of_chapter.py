"""A book of which only chapters were cited so far: "Mommsen/Schwentker (Hg.), Zeitgenossen"."""

from __future__ import annotations

from dataclasses import replace

from biblio.identity import credited, match_titles, same_people
from biblio.model import Work
from biblio.references.choosing import SHORT_FORMS
from biblio.references.finding import Finding
from biblio.references.memory import Memory
from biblio.references.occurrence import Occurrence

__all__ = ["book_of", "resolve"]

_NOT_BOOKS = ("article-journal", "article-magazine", "article-newspaper", "post", "broadcast")


def resolve(occurrence: Occurrence, memory: Memory) -> Finding | None:
    """Answer for short forms that give the title, and the editors, of a book that holds a known chapter."""
    clue = occurrence.work
    if occurrence.cite.form not in SHORT_FORMS or not clue.title or not credited(clue):
        return None
    near = (memory.works[number] for number in memory.index.fitting(clue))
    books = [book for work in near if (book := book_of(work)) is not None and _meant(clue, book)]
    if not books:
        return None
    if any(not match_titles(books[0].title, book.title) for book in books[1:]):
        return None
    number = memory.add(books[0])
    return Finding(number, 0.85, (number,))


def book_of(work: Work) -> Work | None:
    """The book that holds a chapter, as a work of its own; the chapter's date is the book's."""
    held = work.container
    if held is None or work.type in _NOT_BOOKS or not held.title:
        return None
    edited = tuple(found for found in work.contributors if found.name not in work.authors)
    people = held.contributors or edited or work.contributors
    said = ("publisher", "place", "edition", "volume", "series")
    taken = {name: getattr(held, name) or getattr(work, name) for name in said}
    return replace(held, type="book", contributors=people, date=held.date or work.date, **taken)


def _meant(clue: Work, book: Work) -> bool:
    return same_people(credited(clue), credited(book)) and match_titles(clue.title, book.title).score > 0.5
