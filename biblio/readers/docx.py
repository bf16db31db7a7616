"""Word's DOCX: footnotes and endnotes with the numbers Word prints, tracked changes, citation fields."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from biblio.model import Document, NoteKind
from biblio.readers import Reader
from biblio.readers._flow import FlowNote, assemble
from biblio.readers._numbering import Counter
from biblio.readers._zip import Package

if TYPE_CHECKING:
    from lxml.etree import _Element

    from biblio.readers._docx.sections import NumberingBySection
    from biblio.readers._docx.story import CallSite, Story
    from biblio.readers._docx.styles import Styles

__all__ = ["plugin"]

_OFFICE = re.compile(rb"PK\x03\x04.{0,40}(?:\[Content_Types\]\.xml|_rels/|word/|docProps/)", re.S)
_PARTS = {NoteKind.FOOTNOTE: "footnotes", NoteKind.ENDNOTE: "endnotes"}


class DocxReader:
    """Office Open XML text documents, with macros and templates too."""

    suffixes: ClassVar[tuple[str, ...]] = (".docx", ".docm", ".dotx", ".dotm")

    def sniff(self, head: bytes) -> bool:
        """A ZIP that begins with a part of an Office file."""
        return bool(_OFFICE.match(head)) or (head.startswith(b"PK\x03\x04") and b"word/" in head)

    def read(self, data: bytes, source: str) -> Document:
        """Body and notes as Word prints them, changes accepted.

        Raises:
            ReadError: it is no Word file, damaged, or protected by a password.
        """
        from biblio.readers._docx.sections import numbering_of
        from biblio.readers._docx.styles import Styles

        package = Package(data, source)
        main = _main_part(package)
        folder = main.rpartition("/")[0]
        root = package.require(main, "Word file")
        styles = Styles.read(package.xml(f"{folder}/styles.xml"))
        story = _story(package, main, root, styles)
        numbering = numbering_of(root, package.xml(f"{folder}/settings.xml"))
        notes = _notes(package, folder, styles, story.calls, numbering)
        title, language = _properties(package)
        common = [code for code, _ in story.languages.most_common(1)]
        return assemble(
            source, story.flow, notes, title=title or story.title, language=common[0] if common else language
        )


def _main_part(package: Package) -> str:
    """Word writes word/document.xml; others may call it as they like."""
    for kind, target in _relationships(package, ""):
        if kind == "officeDocument":
            return target.lstrip("/")
    return "word/document.xml"


def _relationships(package: Package, part: str) -> list[tuple[str, str]]:
    """(last word of the type, target) of the relations of a part; of the whole package for ""."""
    return [(kind, target) for kind, _, target in _relations(package, part)]


def _relations(package: Package, part: str) -> list[tuple[str, str, str]]:
    folder, slash, name = part.rpartition("/")
    root = package.xml(f"{folder}{slash}_rels/{name}.rels")
    found = [] if root is None else list(root)
    return [(item.get("Type", "").rpartition("/")[2], item.get("Id", ""), item.get("Target", "")) for item in found]


def _story(package: Package, part: str, element: _Element, styles: Styles) -> Story:
    from biblio.readers._docx.story import Story

    story = Story(styles, _links(package, part))
    story.walk(element)
    return story


def _links(package: Package, part: str) -> dict[str, str]:
    return {name: target for kind, name, target in _relations(package, part) if kind == "hyperlink"}


def _notes(
    package: Package, folder: str, styles: Styles, calls: list[CallSite], numbering: NumberingBySection
) -> list[FlowNote]:
    """Notes that nothing calls are left over in the file, and not printed."""
    from biblio.readers._docx.names import value
    from biblio.readers._docx.story import Story

    elements: dict[tuple[NoteKind, str], _Element] = {}
    links: dict[NoteKind, dict[str, str]] = {}
    for kind, name in _PARTS.items():
        root = package.xml(f"{folder}/{name}.xml")
        links[kind] = _links(package, f"{folder}/{name}.xml")
        elements |= {} if root is None else {(kind, value(note, "id")): note for note in root}
    counters = {kind: Counter() for kind in _PARTS}
    found: dict[tuple[NoteKind, str], FlowNote] = {}
    for call in calls:
        if call.key not in elements or call.key in found:
            continue
        label = call.mark
        if label is None:
            label = counters[call.kind].next(numbering.of(call.kind, call.section), call.section, call.page)
        story = Story(styles, links[call.kind])
        story.walk(elements[call.key])
        if call.mark:
            story.flow.without(call.mark.strip())
        found[call.key] = FlowNote(call.key, label.strip(), story.flow, f"docx-{call.kind}", call.kind)
    return list(found.values())


def _properties(package: Package) -> tuple[str, str]:
    """Title and language of docProps/core.xml."""
    root = package.xml("docProps/core.xml")
    title = language = ""
    for item in root if root is not None else ():
        match item.tag:
            case "{http://purl.org/dc/elements/1.1/}title":
                title = item.text or ""
            case "{http://purl.org/dc/elements/1.1/}language":
                language = item.text or ""
    return title, language


plugin: Reader = DocxReader()
