"""Items of Zotero -> Zotero RDF."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from urllib.parse import quote

from lxml import etree

from biblio.formats._xml import clean, serialize
from biblio.formats._zotero.item import Creator, Item
from biblio.formats._zotero.rdf import NAMESPACES, RDF
from biblio.formats._zotero.tables import tables

__all__ = ["predicates", "write"]

_NAMED_PLAIN = frozenset(("author", "editor", "contributor"))
"""Creators that the `bib` vocabulary has a term for."""


@cache
def predicates() -> Mapping[str, Mapping[str, str]]:
    """predicates.toml, read once."""
    raw: dict[str, dict[str, str]] = tomllib.loads(
        files("biblio.formats._zotero").joinpath("predicates.toml").read_text("utf-8")
    )
    return raw


def write(items: Iterable[Item]) -> str:
    """All items, their notes, attachments and collections."""
    root = etree.Element(_tag("rdf:RDF"), nsmap=NAMESPACES)
    found = list(items)
    keys = {item.key for item in found}
    for item in found:
        _item(root, item, keys)
    for name in dict.fromkeys(name for item in found for name in item.collections):
        collection = _node(root, "z:Collection", f"#collection-{quote(name, safe='')}")
        _literal(collection, "dc:title", name)
        for item in found:
            if name in item.collections:
                _pointer(collection, "dcterms:hasPart", _about(item.key))
    return serialize(root)


def _about(key: str) -> str:
    return "#" + quote(key, safe="")


def _item(root: etree._Element, item: Item, keys: set[str]) -> None:
    node = _node(root, predicates()["kinds"].get(item.type, "rdf:Description"), _about(item.key))
    _literal(node, "z:itemType", item.type)
    _literal(node, "z:citationKey", item.key)
    whole = _whole(node, item)
    _publisher(node, item)
    _creators(node, item.creators)
    for index, note in enumerate(item.notes, start=1):
        about = f"{_about(item.key)}-note-{index}"
        _pointer(node, "dcterms:isReferencedBy", about)
        _literal(_node(root, "bib:Memo", about), "rdf:value", note)
    for index, link in enumerate(item.links, start=1):
        about = f"{_about(item.key)}-link-{index}"
        _pointer(node, "link:link", about)
        attachment = _node(root, "z:Attachment", about)
        _literal(attachment, "z:itemType", "attachment")
        if link.path:
            _pointer(attachment, "rdf:resource", link.path)
        _literal(attachment, "dc:title", link.title)
        if link.url:
            _uri(attachment, link.url)
            _literal(attachment, "z:linkMode", "3")
        if link.mime:
            _literal(attachment, "link:type", link.mime)
    _fields(node, whole, item)
    for tag in item.tags:
        _literal(node, "dc:subject", tag)
    for key in item.related:
        if key in keys:
            _pointer(node, "dc:relation", _about(key))
    if item.extra:
        _literal(node, "dc:description", "\n".join(item.extra))


def _whole(node: etree._Element, item: Item) -> etree._Element:
    """What the item stands in, with its series; the item itself where that has no container."""
    kind = predicates()["wholes"].get(item.type, "")
    if "section" in item.fields:
        _literal(_nested(node, "dcterms:isPartOf", "bib:Part"), "dc:title", item.fields["section"])
    series = {name: item.fields[name] for name in ("series", "seriesTitle", "seriesText", "seriesNumber")
              if name in item.fields}  # fmt: skip
    own = {name: base for base, name in tables().fields[item.type].items()}
    filled = series or any(own.get(name) in predicates()["of_whole"] for name in item.fields)
    whole = _nested(node, "dcterms:isPartOf", kind) if kind and filled else node
    if series:
        part = _nested(whole, "dcterms:isPartOf", "bib:Series")
        terms = {"series": "dc:title", "seriesTitle": "dcterms:alternative", "seriesText": "dc:description",
                 "seriesNumber": "dc:identifier"}  # fmt: skip
        for name, value in series.items():
            _literal(part, terms[name], value)
    return whole


def _publisher(node: etree._Element, item: Item) -> None:
    own = tables().fields[item.type]
    publisher, place = (item.fields.get(own.get(base, ""), "") for base in ("publisher", "place"))
    if publisher or place:
        organization = _nested(node, "dc:publisher", "foaf:Organization")
        if publisher:
            _literal(organization, "foaf:name", publisher)
        if place:
            _literal(_nested(organization, "vcard:adr", "vcard:Address"), "vcard:locality", place)


def _creators(node: etree._Element, creators: tuple[Creator, ...]) -> None:
    for kind in dict.fromkeys(creator.type for creator in creators):
        names = [f"bib:{kind}s" if kind in _NAMED_PLAIN else f"z:{kind}s", predicates()["creators"].get(kind, "")]
        for name in filter(None, names):
            sequence = _nested(node, name, "rdf:Seq")
            for creator in (creator for creator in creators if creator.type == kind):
                person = _nested(sequence, "rdf:li", "foaf:Person")
                _literal(person, "foaf:surname", creator.last)
                if creator.first:
                    _literal(person, "foaf:givenName", creator.first)


_PLACED = frozenset(("publisher", "place", "section", "series", "seriesTitle", "seriesText", "seriesNumber"))


def _fields(node: etree._Element, whole: etree._Element, item: Item) -> None:
    own = {name: base for base, name in tables().fields[item.type].items()}
    known = predicates()
    for name, value in item.fields.items():
        base = own.get(name, name)
        if base in _PLACED:
            continue
        if base == "url":
            _uri(node, value)
        elif base in ("ISBN", "ISSN", "DOI"):
            _literal(node, "dc:identifier", f"{base} {value}")
        elif base == "callNumber":
            _literal(_nested(node, "dc:subject", "dcterms:LCC"), "rdf:value", value)
        elif base == "accessDate" and "date" in {own.get(field, field) for field in item.fields}:
            # Where there is no date, Zotero's reader takes this for it.
            _literal(node, "dcterms:dateSubmitted", value)
        elif whole is not node and base in known["of_whole"]:
            _literal(whole, known["of_whole"][base], value)
        elif term := known["terms"].get(name) or known["terms"].get(base):
            _literal(node, term, value)
        else:
            _literal(node, f"z:{name}", value)


def _tag(name: str) -> str:
    prefix, _, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def _node(parent: etree._Element, kind: str, about: str) -> etree._Element:
    return etree.SubElement(parent, _tag(kind), {f"{{{RDF}}}about": about})


def _nested(parent: etree._Element, name: str, kind: str) -> etree._Element:
    return etree.SubElement(etree.SubElement(parent, _tag(name)), _tag(kind))


def _literal(parent: etree._Element, name: str, value: str) -> None:
    etree.SubElement(parent, _tag(name)).text = clean(value)


def _pointer(parent: etree._Element, name: str, target: str) -> None:
    etree.SubElement(parent, _tag(name), {f"{{{RDF}}}resource": target})


def _uri(parent: etree._Element, url: str) -> None:
    _literal(_nested(parent, "dc:identifier", "dcterms:URI"), "rdf:value", url)
