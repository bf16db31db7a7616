"""Zotero RDF -> items of Zotero."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from biblio.formats._zotero.item import Creator, Item, Weblink
from biblio.formats._zotero.rdf import Graph, Resource
from biblio.formats._zotero.rdf_writing import predicates
from biblio.formats._zotero.tables import tables

__all__ = ["read"]

_ASIDE = frozenset(("z:Attachment", "z:Collection", "bib:Collection", "bib:Memo"))
_CALL_NUMBERS = frozenset(("dcterms:LCC", "dcterms:DDC", "dcterms:UDC"))
_NUMBER = re.compile(r"(ISBN|ISSN|DOI)[ :]+(.+)\Z", re.IGNORECASE)


def read(graph: Graph) -> Iterator[tuple[Item, int]]:
    """The items with the line each begins in; notes, attachments and collections come with their items."""
    collections = _collections(graph)
    for resource in graph.resources.values():
        if not resource.part and resource.properties and not _ASIDE & set(resource.types):
            yield _item(resource, collections), resource.line


def _collections(graph: Graph) -> dict[str, list[str]]:
    """Item's address -> names of the collections it is in."""
    found: dict[str, list[str]] = {}
    for resource in graph.resources.values():
        if "z:Collection" in resource.types or "bib:Collection" in resource.types:
            for member in resource.nodes("dcterms:hasPart"):
                member.part = "z:Collection" in member.types
                found.setdefault(member.uri, []).append(resource.text("dc:title"))
    return found


def _item(node: Resource, collections: dict[str, list[str]]) -> Item:
    type_ = _type(node)
    parts = node.nodes("dcterms:isPartOf")
    parts += [inner for part in parts for inner in part.nodes("dcterms:isPartOf")]
    fields = {name: value for name, value in _fields(node, parts, type_) if value}
    return Item(
        key=_key(node),
        type=type_,
        fields=fields,
        creators=tuple(_creators(node, type_)),
        extra=tuple(node.text("dc:description").split("\n")),
        tags=(*node.texts("dc:subject"), *(tag.text("rdf:value") for tag in node.nodes("dc:subject")
                                           if not _CALL_NUMBERS & set(tag.types))),
        notes=tuple(note.text("rdf:value") for note in node.nodes("dcterms:isReferencedBy")),
        links=tuple(_attachment(link) for link in node.nodes("link:link")),
        related=tuple(_key(other) for other in node.nodes("dc:relation") if other.text("z:itemType", "dc:title")),
        collections=tuple(collections.get(node.uri, ())),
    )  # fmt: skip


def _key(node: Resource) -> str:
    """The citation key, wherever it is; else what the file calls the item."""
    said = re.search(r"^Citation Key: *(\S+)", node.text("dc:description"), re.MULTILINE)
    return node.text("z:citationKey") or (said[1] if said else unquote(node.uri.removeprefix("#")))


def _attachment(node: Resource) -> Weblink:
    return Weblink(node.text("dc:title"), _uri(node), node.text("rdf:resource"), node.text("link:type"))


def _type(node: Resource) -> str:
    named = node.text("z:itemType", "z:type")
    if named in tables().fields:
        return named
    wholes = {kind for part in node.nodes("dcterms:isPartOf") for kind in part.types}
    if "bib:Article" in node.types:
        of = {"bib:Periodical": "magazineArticle", "bib:Newspaper": "newspaperArticle"}
        return next((type_ for kind, type_ in of.items() if kind in wholes), "journalArticle")
    if "bib:Document" in node.types and "bib:CourtReporter" in wholes:
        return "case"
    return next((guess for kind, guess in predicates()["guesses"].items() if kind in node.types), "document")


def _creators(node: Resource, type_: str) -> Iterator[Creator]:
    further = predicates()["creators"]
    for kind in tables().creators[type_]:
        people = node.nodes(f"z:{kind}s") or node.nodes(f"bib:{kind}s") or node.nodes(further.get(kind, ""))
        for person in people:
            last = person.text("foaf:surname", "foaf:familyName", "foaf:family_name", "foaf:lastName", "foaf:name")
            first = person.text("foaf:givenName", "foaf:givenname", "foaf:firstName")
            if last or first:
                yield Creator(kind, last or first, first if last else "")


def _fields(node: Resource, parts: list[Resource], type_: str) -> Iterator[tuple[str, str]]:
    """Field, under the name that items of the type have for it, and value."""
    own, known = tables().fields[type_], predicates()
    whole = next((part for part in parts if known["wholes"].get(type_) in part.types), node)
    for base, term in known["of_whole"].items():
        if whole is not node or term != "dc:title":
            yield own.get(base, base), (whole.text(term) or node.text(term)) if base in own else ""
    for name, term in known["terms"].items():
        if name in own or name in own.values():
            yield own.get(name, name), node.text(term)
    yield from _series_and_section(parts)
    yield from _publisher(node, own)
    yield from _numbers([node, whole], own)
    if "number" in own and "issue" not in own:
        yield own["number"], node.text("prism:number") or (whole.text("prism:number") if whole is not node else "")
    if "versionNumber" in own:
        yield "versionNumber", node.text("prism:edition")
    yield "accessDate", node.text("dcterms:dateSubmitted")
    if "meetingName" in own or "conferenceName" in own:
        meeting = next(iter(node.nodes("bib:presentedAt")), None)
        yield "meetingName" if "meetingName" in own else "conferenceName", meeting.text("dc:title") if meeting else ""
    for name in node.properties:
        if name.startswith("z:") and name not in ("z:itemType", "z:type", "z:citationKey", "z:displayTitle"):
            yield name.removeprefix("z:"), node.text(name)


def _series_and_section(parts: list[Resource]) -> Iterator[tuple[str, str]]:
    for part in parts:
        if "bib:Part" in part.types:
            yield "section", part.text("dc:title")
        if "bib:Series" in part.types:
            yield "series", part.text("dc:title")
            yield "seriesTitle", part.text("dcterms:alternative")
            yield "seriesText", part.text("dc:description")
            yield "seriesNumber", part.text("dc:identifier")


def _publisher(node: Resource, own: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    yield own.get("publisher", "publisher"), node.text("dc:publisher")
    for organization in node.nodes("dc:publisher"):
        yield own.get("publisher", "publisher"), organization.text("foaf:name")
        for address in organization.nodes("vcard:adr"):
            yield own.get("place", "place"), address.text("vcard:locality")


def _numbers(nodes: list[Resource], own: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for node in nodes:
        for text in node.texts("dc:identifier"):
            match = _NUMBER.match(text.strip())
            if match:
                yield match[1].upper(), match[2]
        yield "url", _uri(node)
        for subject in node.nodes("dc:subject"):
            if _CALL_NUMBERS & set(subject.types):
                yield "callNumber", subject.text("rdf:value")


def _uri(node: Resource) -> str:
    return next((found.text("rdf:value") for found in node.nodes("dc:identifier") if "dcterms:URI" in found.types), "")
