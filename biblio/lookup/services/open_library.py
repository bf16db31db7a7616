"""Open Library: books, with their editions and the year of the first (openlibrary.org/developers/api).

One question a second, three from those who name an address. A search gives works whose numbers are those of all
editions mixed; numbers are taken from single editions only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, ClassVar

from biblio.identity import credited, match_titles, same_person
from biblio.lookup.asking import Asker
from biblio.lookup.candidate import Candidate, Service
from biblio.lookup.raw import date_of, dig, first, identifiers, items, main_title, natural_name, plain, text
from biblio.model import Contributor, IdentifierKind, Name, Role, Work

__all__ = ["plugin"]

_NAME = "open-library"
_FIELDS = "key,title,subtitle,author_name,first_publish_year,edition_count"
_WORKS = 5
_LOOKED_AT = 2
"""Works of which the editions are asked for."""
_EDITIONS = "100"
_BOOKS = frozenset(("book", "collection", "classic"))


class OpenLibrary:
    """By ISBN, else by title and author, then through the editions of the works that fit."""

    label: ClassVar[str] = "Open Library"
    base: ClassVar[str] = "https://openlibrary.org"
    per_second: ClassVar[float] = 1.0
    per_second_named: ClassVar[float] = 3.0

    def asks(self, work: Work) -> bool:
        """Books with an ISBN, or with a title and somebody whose it is."""
        return work.type in _BOOKS and bool(work.identifier(IdentifierKind.ISBN) or (work.title and credited(work)))

    def find(self, work: Work, ask: Asker) -> tuple[Candidate, ...]:
        """The edition with the work's ISBN, else the editions of works of this title."""
        isbn = re.sub(r"[^\dXx]", "", work.identifier(IdentifierKind.ISBN).split(" ")[0])
        found = self._by_isbn(isbn, ask) if isbn else ()
        return found or (self._by_words(work, ask) if work.title and credited(work) else ())

    def _json(self, ask: Asker, path: str, query: dict[str, str]) -> Any:
        pace = self.per_second_named if ask.client.contact else self.per_second
        return ask.json(_NAME, self.label, ask.base(_NAME, self.base) + path, query, per_second=pace)

    def _by_isbn(self, isbn: str, ask: Asker) -> tuple[Candidate, ...]:
        found = self._json(ask, "/api/books", {"bibkeys": f"ISBN:{isbn}", "format": "json", "jscmd": "data"})
        record = dig(found, f"ISBN:{isbn}")
        if not isinstance(record, Mapping):
            return ()
        numbers = [*_listed(dig(record, "identifiers", "isbn_13")), *_listed(dig(record, "identifiers", "isbn_10"))]
        book = Work(
            type="book",
            title=_title(record),
            contributors=_authors(text(person.get("name")) for person in items(record.get("authors"))),
            date=date_of(record.get("publish_date")),
            publisher=plain(dig(record, "publishers", 0, "name")),
            place=plain(dig(record, "publish_places", 0, "name")),
            identifiers=identifiers("", numbers or [isbn]),
        )
        return (Candidate(_NAME, book, text(record.get("url")), by_identifier=True),)

    def _by_words(self, work: Work, ask: Asker) -> tuple[Candidate, ...]:
        person = credited(work)[0]
        # All words of a title must be in it, and few catalogues have subtitles as books do.
        query = {"title": main_title(work.title), "author": person.display, "fields": _FIELDS, "limit": str(_WORKS)}
        found = items(dig(self._json(ask, "/search.json", query), "docs"))
        fitting = [record for record in found if _fits(record, work)]
        return tuple(candidate for record in fitting[:_LOOKED_AT] for candidate in self._editions(record, ask))

    def _editions(self, record: Mapping[str, Any], ask: Asker) -> Iterable[Candidate]:
        key = text(record.get("key"))
        of_work = Work(type="book", title=_title(record), contributors=_authors(_listed(record.get("author_name"))))
        first_published = date_of(text(record.get("first_publish_year")))
        if not re.fullmatch(r"/works/OL\d+W", key):
            return
        rows = items(dig(self._json(ask, f"{key}/editions.json", {"limit": _EDITIONS}), "entries"))
        for row in rows:
            edition = replace(
                of_work,
                title=_title(row) or of_work.title,
                date=date_of(row.get("publish_date")),
                publisher=plain(first(row.get("publishers"))),
                place=plain(first(row.get("publish_places"))),
                edition=_edition(text(row.get("edition_name"))),
                identifiers=identifiers("", [*_listed(row.get("isbn_13")), *_listed(row.get("isbn_10"))]),
            )
            address = f"{self.base}{text(row.get('key')) or key}"
            yield Candidate(_NAME, edition, address, one_of_editions=True, first_published=first_published)


def _title(record: Mapping[str, Any]) -> str:
    title, subtitle = plain(record.get("title")), plain(record.get("subtitle"))
    return f"{title}: {subtitle}" if subtitle else title


def _edition(words: str) -> str:
    """The number of an edition; "Reprint" and "Penguin classics ed." are none."""
    found = re.match(r"(\d+)(?:st|nd|rd|th|\.)?\b", words)
    return found[1] if found else ""


def _listed(raw: Any) -> list[str]:
    return [text(one) for one in raw if text(one)] if isinstance(raw, list) else []


def _authors(names: Iterable[str]) -> tuple[Contributor, ...]:
    return tuple(Contributor(natural_name(name), Role.AUTHOR) for name in names if name)


def _fits(record: Mapping[str, Any], work: Work) -> bool:
    people: list[Name] = [person.name for person in _authors(_listed(record.get("author_name")))]
    return bool(match_titles(work.title, _title(record))) and (
        not people or any(same_person(credited(work)[0], name) for name in people)
    )


plugin: Service = OpenLibrary()
