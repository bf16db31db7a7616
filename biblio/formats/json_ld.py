"""JSON-LD in the words of schema.org, for the head of a web page: search engines and Zotero's browser button read it.

An article stands in an issue of a volume of a periodical, a chapter in a book; the archived copy is `archivedAt`.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, ClassVar
from urllib.parse import quote

from biblio.formats import Format
from biblio.formats._csl.texts import texts
from biblio.formats._nesting import SERIAL, flat
from biblio.formats._one_way import WrittenOnly
from biblio.model import Date, Entry, IdentifierKind, Library, Name, Role, Work

__all__ = ["plugin"]


@cache
def _tables() -> Mapping[str, Any]:
    return tomllib.loads(files("biblio.formats._web").joinpath("schema_org.toml").read_text("utf-8"))


class JsonLd(WrittenOnly):
    """One graph with a node an entry."""

    suffixes: ClassVar[tuple[str, ...]] = (".jsonld",)
    carries: ClassVar[frozenset[str]] = frozenset((
        "title", "contributors", "date", "publisher", "place", "edition", "volume", "issue", "pages", "number", "genre",
        "series", "note", "url", "container", "identifiers", "language", "archive_url", "event", "abstract", "keyword",
        "title-short", "number-of-pages", "version", "license",
    ))  # fmt: skip

    def dumps(self, library: Library) -> str:
        """Write the graph; what would end a script element of a page is written so that it does not."""
        graph = {"@context": "https://schema.org", "@graph": [_node(entry) for entry in library.entries]}
        return json.dumps(graph, ensure_ascii=False, indent=2).replace("</", "<\\/") + "\n"


def _node(entry: Entry) -> dict[str, Any]:
    work, known = flat(entry.work), _tables()
    values = texts(work)
    found: dict[str, Any] = {
        "@type": known["types"].get(work.type, "CreativeWork"),
        "@id": "#" + quote(entry.key, safe=""),
    }
    found |= {name: values.get(variable, "") for variable, name in known["properties"].items()}
    if work.type in SERIAL:
        found["headline"] = work.title
    for contributor in work.contributors:
        name = known["roles"].get(contributor.role.value, "contributor")
        if work.container and contributor.role in (Role.EDITOR, Role.CONTAINER_AUTHOR):
            continue
        found.setdefault(name, []).append(_person(contributor.name))
    found["datePublished"] = _date(work.date)
    found["publisher"] = _publisher(work)
    found["isPartOf"] = _whole(work)
    found["keywords"] = list(work.keywords)
    found["archivedAt"] = work.archive_url
    found |= _numbers(work)
    return _filled(found)


def _filled(found: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in found.items() if value not in ("", [], {}, None)}


def _person(name: Name) -> dict[str, str]:
    if name.literal:
        return {"@type": "Organization", "name": name.literal}
    family = " ".join(filter(None, (name.particle, name.family)))
    given = " ".join(filter(None, (name.given, name.dropping_particle)))
    return _filled({"@type": "Person", "name": name.display, "familyName": family, "givenName": given,
                    "honorificSuffix": name.suffix})  # fmt: skip


def _date(date: Date | None) -> str:
    """ISO 8601, which is all that schema.org has; seasons and doubts are left out."""
    if date is None or date.start is None:
        return ""
    start = str(date.start) if not date.start.season else f"{date.start.year:04d}"
    return f"{start}/{date.end}" if date.end and not date.end.season else start


def _publisher(work: Work) -> dict[str, Any]:
    if not (work.publisher or work.place):
        return {}
    place = _filled({"@type": "PostalAddress", "addressLocality": work.place})
    return _filled({"@type": "Organization", "name": work.publisher, "address": place if work.place else ""})


def _whole(work: Work) -> list[dict[str, Any]]:
    """What the work is part of: its container and its series."""
    found: list[dict[str, Any]] = []
    title = work.container.title if work.container else ""
    if title and work.type in SERIAL:
        issn = work.identifier(IdentifierKind.ISSN)
        node = _filled({"@type": "Periodical", "name": title, "issn": issn})
        if work.volume:
            node = {"@type": "PublicationVolume", "volumeNumber": work.volume, "isPartOf": node}
        if work.issue:
            node = {"@type": "PublicationIssue", "issueNumber": work.issue, "isPartOf": node}
        found.append(node)
    elif title:
        kind = "WebSite" if work.type in ("webpage", "post", "post-weblog") else "Book"
        authors, editors = (
            [_person(name) for name in work.names(role)] for role in (Role.CONTAINER_AUTHOR, Role.EDITOR)
        )
        isbn = work.identifier(IdentifierKind.ISBN) if kind == "Book" else ""
        found.append(_filled({"@type": kind, "name": title, "isbn": isbn, "volumeNumber": work.volume,
                              "author": authors, "editor": editors}))  # fmt: skip
    if work.series:
        found.append(_filled({"@type": "BookSeries", "name": work.series, "position": work.series_number}))
    return found


def _numbers(work: Work) -> dict[str, Any]:
    doi, isbn = work.identifier(IdentifierKind.DOI), work.identifier(IdentifierKind.ISBN)
    spare = [number for number in work.identifiers if number.kind not in (IdentifierKind.DOI, IdentifierKind.ISBN)]
    named = [{"@type": "PropertyValue", "propertyID": number.kind.value, "value": number.value} for number in spare]
    if work.number:
        named.append({"@type": "PropertyValue", "propertyID": "number", "value": work.number})
    alone = {} if work.container else {"isbn": isbn, "volumeNumber": work.volume if work.type == "book" else ""}
    return {"sameAs": f"https://doi.org/{doi}" if doi else "", "identifier": named, **alone}


plugin: Format = JsonLd()
