"""DataCite: data, software, theses, reports and papers of repositories (support.datacite.org/docs/api).

1,000 questions in five minutes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, ClassVar
from urllib.parse import quote

from biblio.identity import credited
from biblio.lookup.asking import Asker
from biblio.lookup.candidate import Candidate, Service
from biblio.lookup.raw import date_of, dig, identifiers, items, natural_name, plain, text
from biblio.model import Contributor, IdentifierKind, Name, Pages, Role, Work

__all__ = ["plugin"]

_TYPES = {
    "dissertation": "thesis", "journalarticle": "article-journal", "bookchapter": "chapter", "book": "book",
    "conferencepaper": "paper-conference", "dataset": "dataset", "software": "software", "report": "report",
    "preprint": "article", "standard": "standard", "audiovisual": "motion_picture", "image": "graphic",
}  # fmt: skip
_ASKED = frozenset(("dataset", "software", "thesis", "report", "article", "speech", "paper-conference", "document"))
_SPECIAL = re.compile(r'[+\-!(){}\[\]^"~*?:\\/&|]')


class DataCite:
    """By DOI, else by title and the first author's name."""

    label: ClassVar[str] = "DataCite"
    base: ClassVar[str] = "https://api.datacite.org"
    per_second: ClassVar[float] = 3.0
    per_second_named: ClassVar[float] = 3.0

    def asks(self, work: Work) -> bool:
        """Works with a DOI, and kinds that repositories hold."""
        if work.identifier(IdentifierKind.DOI):
            return True
        return work.type in _ASKED and bool(work.title and credited(work)) and not work.archive_location

    def find(self, work: Work, ask: Asker) -> tuple[Candidate, ...]:
        """Records, the one with the work's DOI alone if it has one."""
        doi = work.identifier(IdentifierKind.DOI)
        base = ask.base("datacite", self.base)
        if doi:
            found = ask.json(
                "datacite", self.label, f"{base}/dois/{quote(doi, safe='')}", per_second=self.per_second, mailto=True
            )
            record = dig(found, "data", "attributes")
            return (_candidate(record, True),) if isinstance(record, Mapping) else ()
        person = credited(work)[0]
        name = _quoted(person.family or person.literal)
        query = {"query": f"titles.title:{_quoted(work.title)} AND creators.name:{name}", "page[size]": "5"}
        found = ask.json("datacite", self.label, f"{base}/dois", query, per_second=self.per_second, mailto=True)
        records = (dig(row, "attributes") for row in items(dig(found, "data")))
        return tuple(_candidate(record, False) for record in records if isinstance(record, Mapping))


def _quoted(words: str) -> str:
    """A phrase of the query language, without its special characters."""
    return f'"{" ".join(_SPECIAL.sub(" ", words).split())}"'


def _candidate(record: Mapping[str, Any], by_identifier: bool) -> Candidate:
    doi = text(record.get("doi"))
    return Candidate("datacite", _work(record), f"https://doi.org/{doi}", by_identifier)


def _work(record: Mapping[str, Any]) -> Work:
    kind = text(dig(record, "types", "resourceTypeGeneral")).lower().replace(" ", "")
    container = record.get("container")
    title, first_page = plain(dig(container, "title")), text(dig(container, "firstPage"))
    pages = "-".join(part for part in (first_page, text(dig(container, "lastPage"))) if part)
    publisher = record.get("publisher")
    return Work(
        type=_TYPES.get(kind, "document"),
        title=_title(record),
        contributors=(*_people(record.get("creators"), Role.AUTHOR), *_contributors(record)),
        date=date_of(text(record.get("publicationYear"))),
        container=Work(type="periodical", title=title) if title else None,
        publisher=plain(dig(publisher, "name") or publisher),
        volume=text(dig(container, "volume")),
        issue=text(dig(container, "issue")),
        pages=Pages.parse(pages) if first_page else None,
        language=text(record.get("language")),
        identifiers=identifiers(record.get("doi")),
    )


def _title(record: Mapping[str, Any]) -> str:
    """The title that is of no special type; a subtitle after it."""
    titles = items(record.get("titles"))
    main = next((plain(one.get("title")) for one in titles if not one.get("titleType")), "")
    sub = next((plain(one.get("title")) for one in titles if one.get("titleType") == "Subtitle"), "")
    return f"{main}: {sub}" if main and sub else main


def _people(raw: Any, role: Role) -> tuple[Contributor, ...]:
    found = []
    for person in items(raw):
        family, given, whole = (plain(person.get(name)) for name in ("familyName", "givenName", "name"))
        if family and given:
            name = Name.parse(f"{family}, {given}")
        elif person.get("nameType") == "Organizational":
            name = Name(literal=whole)
        else:
            name = natural_name(whole)
        found.append(Contributor(name, role))
    return tuple(found)


def _contributors(record: Mapping[str, Any]) -> tuple[Contributor, ...]:
    rows = items(record.get("contributors"))
    return tuple(
        person for row in rows if row.get("contributorType") == "Editor" for person in _people([row], Role.EDITOR)
    )


plugin: Service = DataCite()
