"""Zotero RDF, the file that carries most into Zotero: every item type, creators of all kinds, tags, child notes, links.

What an item type has no field for is a line of Extra ("Original Date: 1848", "Citation Key: trotsky1972"), as Zotero
and Better BibTeX read it; the citing notes are child notes.
"""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from biblio.errors import FormatError, Place
from biblio.formats import Format
from biblio.formats._keys import Keys
from biblio.formats._xml import parse
from biblio.formats._zotero import reading, writing
from biblio.formats._zotero.rdf import RDF, Graph
from biblio.formats._zotero.rdf_reading import read
from biblio.formats._zotero.rdf_writing import write
from biblio.model import Diagnostic, Entry, Library

__all__ = ["plugin"]


class ZoteroRdf:
    """RDF/XML as Zotero exports and imports it."""

    suffixes: ClassVar[tuple[str, ...]] = (".rdf",)

    def loads(self, text: str, source: str = "") -> Library:
        """Read every item; collections become groups."""
        root = parse(text, source, "expected the RDF of Zotero")
        if root.tag != f"{{{RDF}}}RDF":
            raise FormatError("no RDF: its root is another", place=Place(source, 1), hint="name its format with -f")
        remarks: list[Diagnostic] = []
        keys = Keys(remarks)
        entries: list[Entry] = []
        for item, line in read(Graph(root)):
            found = reading.entry(item)
            entries.append(replace(found, key=keys.free(found.key, line), line=line))
        return Library(tuple(entries), text, tuple(remarks))

    def dumps(self, library: Library) -> str:
        """Write all items, notes, links to archived copies, and groups as collections."""
        return write(writing.item(entry) for entry in library.entries)


plugin: Format = ZoteroRdf()
