"""Crossref: articles, chapters and books with a DOI (api.crossref.org/swagger-ui).

Its `score` is not comparable between questions and not looked at. The public pool allows five questions a second, one
at a time; the polite one, for those who name an address, ten.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar
from urllib.parse import quote

from biblio.identity import credited
from biblio.lookup.asking import Asker
from biblio.lookup.candidate import Candidate, Service
from biblio.lookup.raw import date_of, dig, first, identifiers, items, plain, text
from biblio.model import Contributor, Date, IdentifierKind, Name, Pages, Role, Work

__all__ = ["plugin"]

_TYPES = {
    "journal-article": "article-journal", "book": "book", "monograph": "book", "edited-book": "book",
    "reference-book": "book", "book-set": "book", "book-series": "book", "proceedings": "book",
    "book-chapter": "chapter", "book-section": "chapter", "book-part": "chapter", "book-track": "chapter",
    "reference-entry": "entry", "proceedings-article": "paper-conference", "dissertation": "thesis",
    "report": "report", "report-component": "report", "posted-content": "article", "dataset": "dataset",
    "standard": "standard",
}  # fmt: skip
_ROLES = {"author": Role.AUTHOR, "editor": Role.EDITOR, "translator": Role.TRANSLATOR}
_PERIODICAL = frozenset(("article-journal",))
_DATES = ("published-print", "issued", "published", "published-online")
_ROWS = "5"
_ASKED = frozenset(
    ("article-journal", "article", "review", "review-book", "chapter", "book", "paper-conference", "thesis", "report",
     "entry", "entry-encyclopedia", "entry-dictionary", "dataset", "standard", "article-magazine", "document")
)  # fmt: skip


class Crossref:
    """By DOI, else by the words of the reference and the author's name."""

    label: ClassVar[str] = "Crossref"
    base: ClassVar[str] = "https://api.crossref.org"
    per_second: ClassVar[float] = 5.0
    per_second_named: ClassVar[float] = 10.0

    def asks(self, work: Work) -> bool:
        """Works with a DOI, and those of a kind that is given one, if more than the title is known."""
        if work.identifier(IdentifierKind.DOI):
            return True
        told = credited(work) or work.container or work.date
        return work.type in _ASKED and bool(work.title and told) and not work.archive_location

    def find(self, work: Work, ask: Asker) -> tuple[Candidate, ...]:
        """Records, the one with the work's DOI alone if it has one."""
        doi = work.identifier(IdentifierKind.DOI)
        base = ask.base("crossref", self.base)
        pace = self.per_second_named if ask.mail else self.per_second
        if doi:
            found = ask.json(
                "crossref", self.label, f"{base}/works/{quote(doi, safe='')}", per_second=pace, mailto=True
            )
            record = dig(found, "message")
            return (_candidate(record, work, True),) if isinstance(record, Mapping) else ()
        query = {"query.bibliographic": _words(work), "rows": _ROWS}
        people = credited(work)
        if people:
            query["query.author"] = people[0].family or people[0].literal
        found = ask.json("crossref", self.label, f"{base}/works", query, per_second=pace, mailto=True)
        return tuple(_candidate(record, work, False) for record in items(dig(found, "message", "items")))


def _words(work: Work) -> str:
    year = str(work.date.year) if work.date and work.date.year else ""
    container = work.container.title if work.container else ""
    return " ".join(part for part in (work.title, container, year) if part)


def _candidate(record: Mapping[str, Any], work: Work, by_identifier: bool) -> Candidate:
    doi = text(record.get("DOI"))
    return Candidate("crossref", _work(record, work), f"https://doi.org/{doi}", by_identifier)


def _work(record: Mapping[str, Any], asked: Work) -> Work:
    kind = _TYPES.get(text(record.get("type")), "document")
    title, subtitle = plain(first(record.get("title"))), plain(first(record.get("subtitle")))
    if subtitle and subtitle.lower() not in title.lower():
        title = f"{title}: {subtitle}"
    container = plain(first(record.get("container-title")))
    whole = Work(type="periodical" if kind in _PERIODICAL else "book", title=container) if container else None
    return Work(
        type=kind,
        title=title,
        contributors=_people(record),
        date=_date(record, asked),
        container=whole,
        publisher=plain(record.get("publisher")),
        place=plain(record.get("publisher-location")),
        edition=text(record.get("edition-number")),
        volume=text(record.get("volume")),
        issue=text(record.get("issue")),
        pages=Pages.parse(text(record["page"])) if text(record.get("page")) else None,
        language=text(record.get("language")),
        identifiers=identifiers(record.get("DOI"), record.get("ISBN") or (), record.get("ISSN") or ()),
    )


def _people(record: Mapping[str, Any]) -> tuple[Contributor, ...]:
    found = []
    for field, role in _ROLES.items():
        for person in items(record.get(field)):
            family, given = plain(person.get("family")), plain(person.get("given"))
            name = Name(literal=plain(person.get("name")) or family) if not given else Name.parse(f"{family}, {given}")
            if name.literal or name.family:
                found.append(Contributor(name, role))
    return tuple(found)


def _date(record: Mapping[str, Any], asked: Work) -> Date | None:
    """Of the dates of print and of first appearance on line the one that the reference goes by, if it goes by one."""
    dates = [found for field in _DATES if (found := date_of(dig(record, field, "date-parts"))) is not None]
    year = asked.date.year if asked.date else None
    return next((date for date in dates if date.year == year), dates[0] if dates else None)


plugin: Service = Crossref()
