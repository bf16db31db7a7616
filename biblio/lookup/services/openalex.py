"""OpenAlex, by DOI only: that is free, where its search costs money and wants a key (docs.openalex.org)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar
from urllib.parse import quote

from biblio.lookup.asking import Asker
from biblio.lookup.candidate import Candidate, Service
from biblio.lookup.raw import date_of, dig, identifiers, items, natural_name, plain, text
from biblio.model import Contributor, IdentifierKind, Pages, Role, Work

__all__ = ["plugin"]

_TYPES = {
    "article": "article-journal", "review": "article-journal", "letter": "article-journal",
    "editorial": "article-journal",
    "book": "book", "book-chapter": "chapter", "dissertation": "thesis", "dataset": "dataset", "report": "report",
    "preprint": "article", "reference-entry": "entry", "standard": "standard",
}  # fmt: skip


class OpenAlex:
    """One record."""

    label: ClassVar[str] = "OpenAlex"
    base: ClassVar[str] = "https://api.openalex.org"
    per_second: ClassVar[float] = 5.0
    per_second_named: ClassVar[float] = 10.0

    def asks(self, work: Work) -> bool:
        """Works with a DOI."""
        return bool(work.identifier(IdentifierKind.DOI))

    def find(self, work: Work, ask: Asker) -> tuple[Candidate, ...]:
        """The record with the work's DOI."""
        doi = work.identifier(IdentifierKind.DOI)
        url = f"{ask.base('openalex', self.base)}/works/doi:{quote(doi, safe='/')}"
        pace = self.per_second_named if ask.mail else self.per_second
        found = ask.json("openalex", self.label, url, per_second=pace, mailto=True)
        if not isinstance(found, Mapping) or not found.get("id"):
            return ()
        return (Candidate("openalex", _work(found), text(found.get("id")), True),)


def _work(record: Mapping[str, Any]) -> Work:
    kind = _TYPES.get(text(record.get("type")), "document")
    source = dig(record, "primary_location", "source")
    title = plain(dig(source, "display_name"))
    biblio = record.get("biblio")
    pages = "-".join(part for name in ("first_page", "last_page") if (part := text(dig(biblio, name))))
    journal = kind == "article-journal"
    return Work(
        type=kind,
        title=plain(record.get("title") or record.get("display_name")),
        contributors=tuple(
            Contributor(natural_name(dig(row, "author", "display_name")), Role.AUTHOR)
            for row in items(record.get("authorships"))
        ),
        date=date_of(record.get("publication_date")) or date_of(text(record.get("publication_year"))),
        container=Work(type="periodical" if journal else "book", title=title) if title else None,
        volume=text(dig(biblio, "volume")),
        issue=text(dig(biblio, "issue")),
        pages=Pages.parse(pages) if pages else None,
        language=text(record.get("language")),
        identifiers=identifiers(record.get("doi"), (), text(dig(source, "issn_l")) if journal else ""),
    )


plugin: Service = OpenAlex()
