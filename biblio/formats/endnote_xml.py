"""EndNote XML, what EndNote exports and imports without loss, and Mendeley and Zotero read.

What EndNote has no field for is in the research notes, a line each as in Zotero's Extra field.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from lxml import etree

from biblio.errors import FormatError, Place
from biblio.formats import Format
from biblio.formats._endnote.fields import ris_lines, written_lines
from biblio.formats._endnote.tables import tables
from biblio.formats._keys import Keys
from biblio.formats._ris.reading import read_entry
from biblio.formats._xml import clean, line_of, parse, serialize, words
from biblio.model import Diagnostic, Entry, Library

__all__ = ["plugin"]

_LINES = frozenset(("research-notes", "notes", "keywords/keyword", "isbn"))
"""Fields of several lines, each a value of its own."""
_SERIALS = frozenset(("JOUR", "EJOUR", "MGZN", "NEWS"))


class EndNoteXml:
    """`xml/records/record`."""

    suffixes: ClassVar[tuple[str, ...]] = ()

    def loads(self, text: str, source: str = "") -> Library:
        """Read every record."""
        root = parse(text, source, "expected EndNote's XML")
        records = [node for node in root.iter("record") if node.find("ref-type") is not None]
        if not records and root.tag not in ("xml", "records"):
            raise FormatError("not EndNote XML: no records", place=Place(source, 1), hint="name its format with -f")
        remarks: list[Diagnostic] = []
        keys = Keys(remarks)
        entries = tuple(read_entry(line_of(node), list(_lines(node)), keys, remarks) for node in records)
        return Library(entries, text, tuple(remarks))

    def dumps(self, library: Library) -> str:
        """Write all records."""
        root = etree.Element("xml")
        records = etree.SubElement(root, "records")
        for number, entry in enumerate(library.entries, start=1):
            _write(etree.SubElement(records, "record"), entry, number)
        return serialize(root)


def _lines(node: etree._Element) -> Iterator[tuple[str, str]]:
    """The record as lines of RIS."""
    kind = node.find("ref-type")
    name = (kind.get("name") or "") if kind is not None else ""
    return ris_lines(tables().kinds.get(name.lower(), name.upper() or "GEN"), _values(node))


def _values(node: etree._Element) -> Iterator[tuple[str, str]]:
    known = tables().paths
    for element in node.iter():
        path = _path(element, node)
        tag = known.get(path, "")
        if (
            tag in ("T2", "JF")
            and path == "titles/secondary-title"
            and words(element) == words(node.find("periodical/full-title"))
        ):
            continue
        if tag and path in _LINES:
            lines = str(element.xpath("string()")).replace("\r", "\n").split("\n")
            yield from ((tag, line.strip()) for line in lines if line.strip())
        elif tag:
            yield tag, words(element)


def _path(element: etree._Element, record: etree._Element) -> str:
    parts: list[str] = []
    while element is not record:
        parts.append(str(element.tag))
        parent = element.getparent()
        if parent is None:
            break
        element = parent
    return "/".join(reversed(parts))


def _write(record: etree._Element, entry: Entry, number: int) -> None:
    known = tables()
    found = list(written_lines(entry, known.xml))
    kind = found[0][1]
    if kind in _SERIALS:
        found += [("JF", value) for tag, value in found if tag == "T2"]
    name, code = known.types.get(kind, known.types["GEN"])
    etree.SubElement(record, "rec-number").text = str(number)
    etree.SubElement(record, "ref-type", {"name": name}).text = str(code)
    for tag, path in known.xml.items():
        values = [value for other, value in found if other == tag]
        if values and path in _LINES and path != "keywords/keyword":
            values = ["\n".join(values)]
        for value in values:
            _place(record, path, clean(value))


def _place(record: etree._Element, path: str, value: str) -> None:
    *parents, last = path.split("/")
    node = record
    for name in parents:
        found = node.find(name)
        node = etree.SubElement(node, name) if found is None else found
    etree.SubElement(node, last).text = value


plugin: Format = EndNoteXml()
