"""RDF/XML -> resources: as much of it as bibliographies use.

Typed nodes and descriptions, `rdf:about`, `rdf:ID` and `rdf:nodeID`, properties as elements and attributes, nested
nodes, `rdf:Seq` with `rdf:li` or `rdf:_1`. A resource that is described in several places is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from biblio.formats._xml import line_of

__all__ = ["NAMESPACES", "RDF", "Graph", "Resource"]

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
NAMESPACES = {
    "rdf": RDF,
    "z": "http://www.zotero.org/namespaces/export#",
    "bib": "http://purl.org/net/biblio#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "prism": "http://prismstandard.org/namespaces/1.2/basic/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://nwalsh.com/rdf/vCard#",
    "link": "http://purl.org/rss/1.0/modules/link/",
    "schema": "http://schema.org/",
    "video": "http://ogp.me/ns/video#",
}
_MEMBER = re.compile(r"_\d+\Z")


@dataclass(slots=True)
class Resource:
    """A node and its properties; names are "prefix:local" where the namespace is a known one, else "{uri}local"."""

    uri: str
    """`rdf:about`; a made-up "_:n" where it has none."""
    line: int = 0
    types: list[str] = field(default_factory=list)
    properties: dict[str, list[str | Resource]] = field(default_factory=dict)
    part: bool = False
    """Whether another node points to it."""

    def texts(self, *names: str) -> list[str]:
        """The literal values of the first of these properties that has any."""
        for name in names:
            found = [value for value in self.properties.get(name, ()) if isinstance(value, str) and value.strip()]
            if found:
                return found
        return []

    def text(self, *names: str) -> str:
        """The first literal value of the first of these properties that has one."""
        return next(iter(self.texts(*names)), "").strip()

    def nodes(self, name: str) -> list[Resource]:
        """The resources that a property points to, the members of a container one by one."""
        found: list[Resource] = []
        for value in self.properties.get(name, ()):
            if isinstance(value, Resource):
                members = [node for member in value.members() for node in member]
                found += members or [value]
        return found

    def members(self) -> Iterator[list[Resource]]:
        """The members of an `rdf:Seq`, in order."""
        numbered = [name for name in self.properties if name == "rdf:li" or _MEMBER.match(name.removeprefix("rdf:"))]
        for name in sorted(numbered, key=lambda name: int(name.removeprefix("rdf:_") if "_" in name else 0)):
            yield [value for value in self.properties[name] if isinstance(value, Resource)]


class Graph:
    """All resources of a document, in its order."""

    def __init__(self, root: etree._Element) -> None:
        self.resources: dict[str, Resource] = {}
        self._anonymous = 0
        for child in root if root.tag == f"{{{RDF}}}RDF" else [root]:
            self._node(child)

    def _node(self, element: etree._Element) -> Resource:
        resource = self._resource(_subject(element))
        resource.line = resource.line or line_of(element)
        name = _name(element.tag)
        if name != "rdf:Description":
            resource.types.append(name)
        for attribute, value in element.attrib.items():
            found = _name(str(attribute))
            if not found.startswith(("rdf:", "{http://www.w3.org/XML")):
                resource.properties.setdefault(found, []).append(str(value))
        for child in element:
            if isinstance(child.tag, str):
                self._property(resource, child)
        return resource

    def _property(self, resource: Resource, element: etree._Element) -> None:
        name = _name(element.tag)
        target = _target(element)
        nested = [child for child in element if isinstance(child.tag, str)]
        values: list[str | Resource]
        if name == "rdf:type":
            resource.types.append(_name(_curie(target)))
            return
        if name == "rdf:resource":
            values = [target]
        elif target:
            values = [self._resource(target)]
        elif element.get(f"{{{RDF}}}parseType") == "Resource":
            values = [self._node(element)]
        elif nested:
            values = [self._node(child) for child in nested]
        else:
            values = [str(element.xpath("string()"))]
        for value in values:
            if isinstance(value, Resource):
                value.part = value.part or name != "dc:relation"
        resource.properties.setdefault(name, []).extend(values)

    def _resource(self, uri: str) -> Resource:
        if not uri:
            self._anonymous += 1
            uri = f"_:{self._anonymous}"
        return self.resources.setdefault(uri, Resource(uri))


def _subject(element: etree._Element) -> str:
    about, own, node = (element.get(f"{{{RDF}}}{name}") for name in ("about", "ID", "nodeID"))
    return about or (f"#{own}" if own else "") or (f"_:node-{node}" if node else "")


def _target(element: etree._Element) -> str:
    resource, node = (element.get(f"{{{RDF}}}{name}") for name in ("resource", "nodeID"))
    return resource or (f"_:node-{node}" if node else "")


def _curie(uri: str) -> str:
    cut = max(uri.rfind("#"), uri.rfind("/")) + 1
    return f"{{{uri[:cut]}}}{uri[cut:]}"


def _name(tag: str) -> str:
    if not tag.startswith("{"):
        return tag
    uri, _, local = tag[1:].partition("}")
    prefix = next((prefix for prefix, known in NAMESPACES.items() if known == uri), "")
    return f"{prefix}:{local}" if prefix else tag
