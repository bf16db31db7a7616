"""What Zotero's own importer makes of a Zotero RDF file: a double of its reader, which looks in fixed places.

After the behaviour of its translator "RDF" (2023): containers by the class of what an item is part of, numbers by the
word before them, everything under the `z` namespace taken as a field of that name, last and without question.
"""

from __future__ import annotations

from typing import Any

from lxml import etree

__all__ = ["imported"]

_NS = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "z": "http://www.zotero.org/namespaces/export#",
    "bib": "http://purl.org/net/biblio#", "dc": "http://purl.org/dc/elements/1.1/", "dcterms": "http://purl.org/dc/terms/",
    "prism": "http://prismstandard.org/namespaces/1.2/basic/", "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://nwalsh.com/rdf/vCard#", "link": "http://purl.org/rss/1.0/modules/link/",
    "schema": "http://schema.org/", "video": "http://ogp.me/ns/video#",
}  # fmt: skip
_WHOLES = {
    "bookSection": "bib:Book", "encyclopediaArticle": "bib:Book", "dictionaryEntry": "bib:Book",
    "conferencePaper": "bib:Journal", "journalArticle": "bib:Journal", "magazineArticle": "bib:Periodical",
    "newspaperArticle": "bib:Newspaper", "case": "bib:CourtReporter", "blogPost": "z:Blog", "forumPost": "z:Forum",
    "webpage": "z:Website",
}  # fmt: skip
_LOOKED_FOR = {"castMember": "video:actor", "scriptwriter": "video:writer", "producer": "schema:producer",
               "programmer": "schema:author", "author": "bib:authors", "editor": "bib:editors",
               "contributor": "bib:contributors"}  # fmt: skip


def imported(rdf: str, creators: dict[str, tuple[str, ...]]) -> dict[str, dict[str, Any]]:
    """Citation key -> the item's fields under the names the importer gives them, with creators, notes, tags, extra."""
    root = etree.fromstring(rdf.encode("utf-8"))
    items = [node for node in _find(root, "*[z:itemType]") if _first(node, "z:itemType") != "attachment"]
    return {_first(node, "z:citationKey"): _item(node, root, creators) for node in items}


def _find(node: Any, path: str) -> list[Any]:
    return list(node.xpath(path, namespaces=_NS))


def _first(node: Any, *paths: str) -> str:
    for path in paths:
        found = _find(node, path) if node is not None else []
        if found:
            return str(found[0].xpath("string()"))
    return ""


def _item(node: Any, root: Any, creators: dict[str, tuple[str, ...]]) -> dict[str, Any]:
    type_ = _first(node, "z:itemType")
    kind = _WHOLES.get(type_)
    whole = next(iter(_find(node, f"dcterms:isPartOf/{kind}")), None) if kind else None
    series = next(iter(_find(node, "dcterms:isPartOf//bib:Series")), None)
    publisher, number = _first(node, "dc:publisher//foaf:name"), _first(whole, "prism:number")
    edition, kind_of = _first(node, "prism:edition"), _first(node, "dc:type")
    title = _first(whole, "dc:title")
    found: dict[str, Any] = {
        "title": _first(node, "dc:title"), "rights": _first(node, "dc:rights"), "publicationTitle": title,
        "reporter": title,
        "section": _first(node, "dcterms:isPartOf/bib:Part/dc:title"), "series": _first(series, "dc:title"),
        "seriesTitle": _first(series, "dcterms:alternative"), "seriesText": _first(series, "dc:description"),
        "seriesNumber": _first(series, "dc:identifier"),
        "volume": _first(whole, "prism:volume") or _first(node, "prism:volume"), "issue": number, "number": number,
        "edition": edition, "versionNumber": edition, "pages": _first(node, "bib:pages"),
        "artworkMedium": _first(node, "dcterms:medium"), "interviewMedium": _first(node, "dcterms:medium"),
        **dict.fromkeys(("publisher", "distributor", "label", "company", "institution"), publisher),
        "place": _first(node, "dc:publisher//vcard:locality"), "date": _first(node, "dc:date", "dcterms:dateSubmitted"),
        "accessDate": _first(node, "dcterms:dateSubmitted"), "archiveLocation": _first(node, "dc:coverage"),
        "abstractNote": _first(node, "dcterms:abstract"), "journalAbbreviation": _first(whole, "dcterms:alternative"),
        "extra": _first(node, "dc:description"), "language": _first(node, "dc:language"),
        "callNumber": _first(node, "dc:subject/dcterms:LCC/rdf:value"),
        "url": _first(node, "dc:identifier/dcterms:URI/rdf:value"),
        **dict.fromkeys(("reportType", "letterType", "manuscriptType", "mapType", "thesisType", "websiteType",
                         "presentationType", "postType", "audioFileType"), kind_of),
    }  # fmt: skip
    for text in (str(one.text) for one in _find(node, "dc:identifier") if one.text and one.text.strip()):
        name, _, value = text.partition(" ")
        found[name] = value
    found |= {str(child.tag).partition("}")[2]: child.text for child in _find(node, "z:*") if not len(child)}
    found["creators"] = [creator for kind in creators[type_] for creator in _creators(node, kind)]
    found["tags"] = [tag.text for tag in _find(node, "dc:subject[not(*)]")]
    found["notes"] = [_first(_described(root, note), "rdf:value") for note in _find(node, "dcterms:isReferencedBy")]
    found["attachments"] = [
        _first(_described(root, link), "dc:identifier//rdf:value") for link in _find(node, "link:link")
    ]
    return found


def _described(root: Any, pointer: Any) -> Any:
    about = pointer.get(f"{{{_NS['rdf']}}}resource")
    return next(node for node in root if node.get(f"{{{_NS['rdf']}}}about") == about)


def _creators(node: Any, kind: str) -> list[str]:
    people = _find(node, f"{_LOOKED_FOR.get(kind, f'z:{kind}s')}/rdf:Seq/rdf:li/foaf:Person")
    names = [", ".join(filter(None, (_first(one, "foaf:surname"), _first(one, "foaf:givenName")))) for one in people]
    return [f"{kind}: {name}" for name in names]
