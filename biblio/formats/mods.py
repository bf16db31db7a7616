"""MODS, the Library of Congress's XML for library records; bibutils and many catalogues speak it.

What it has no element for is in an `extension`, a line each as in Zotero's Extra field.
"""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from lxml import etree

from biblio.errors import FormatError, Place
from biblio.formats import Format
from biblio.formats._keys import Keys
from biblio.formats._mods.reading import read
from biblio.formats._mods.tables import MODS
from biblio.formats._mods.writing import write
from biblio.formats._xml import line_of, parse, serialize
from biblio.model import Diagnostic, Entry, Library

__all__ = ["plugin"]


class Mods:
    """`modsCollection`, or one `mods`."""

    suffixes: ClassVar[tuple[str, ...]] = (".mods",)

    def loads(self, text: str, source: str = "") -> Library:
        """Read every record."""
        root = parse(text, source, "expected MODS")
        nodes = list(root.iter(f"{{{MODS}}}mods"))
        if not nodes and root.tag != f"{{{MODS}}}modsCollection":
            raise FormatError("not MODS: no records", place=Place(source, 1), hint="name its format with -f")
        remarks: list[Diagnostic] = []
        keys = Keys(remarks)
        entries: list[Entry] = []
        for node in nodes:
            entry = read(node)
            entries.append(replace(entry, key=keys.free(entry.key, line_of(node)), line=line_of(node)))
        return Library(tuple(entries), text, tuple(remarks))

    def dumps(self, library: Library) -> str:
        """Write a collection."""
        root = etree.Element(f"{{{MODS}}}modsCollection", nsmap={None: MODS})  # type: ignore[dict-item]
        for entry in library.entries:
            write(root, entry)
        return serialize(root)


plugin: Format = Mods()
