"""OpenDocument text, as LibreOffice writes it: ODT, its templates, and the flat form in one XML file."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from biblio.errors import Place, ReadError
from biblio.model import Document
from biblio.readers import Reader, _xml
from biblio.readers._flow import assemble
from biblio.readers._zip import Package

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["plugin"]

_MIME = b"application/vnd.oasis.opendocument.text"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_DC = "{http://purl.org/dc/elements/1.1/}"


class OdtReader:
    """OpenDocument texts; notes bear the marks that the word processor printed."""

    suffixes: ClassVar[tuple[str, ...]] = (".odt", ".ott", ".fodt", ".odm")

    def sniff(self, head: bytes) -> bool:
        """The MIME type, which a package keeps in its first part and a flat file in its root element."""
        zipped = head.startswith(b"PK\x03\x04") and _MIME in head[:200]
        return zipped or (b"office:document" in head and _MIME in head)

    def read(self, data: bytes, source: str) -> Document:
        """Body and notes, changes accepted.

        Raises:
            ReadError: it is no OpenDocument text, damaged, or protected by a password.
        """
        from biblio.readers._odt.story import Story
        from biblio.readers._odt.styles import Styles

        content, others = _parts(data, source)
        styles = Styles()
        for part in (*others, content):
            styles.read(part)
        story = Story(styles)
        text = content.find(f"{_OFFICE}body/{_OFFICE}text")
        if text is None:
            raise ReadError("no OpenDocument text", place=Place(source), hint="is it a spreadsheet, or a presentation?")
        story.walk(text)
        common = [code for code, _ in story.languages.most_common(1)]
        return assemble(
            source,
            story.body,
            story.notes,
            title=_said("title", *others, content) or story.title,
            language=common[0] if common else _said("language", *others, content),
        )


def _parts(data: bytes, source: str) -> tuple[_Element, list[_Element]]:
    """The content, and the parts with styles and properties."""
    if not data.startswith((b"PK", b"\xd0\xcf")):
        return _xml.parse(data, source), []
    package = Package(data, source)
    manifest = package.read("META-INF/manifest.xml") or b""
    if b"encryption-data" in manifest:
        raise ReadError("protected by a password", place=Place(source), hint="save it without one")
    others = [package.xml(name) for name in ("styles.xml", "meta.xml")]
    return package.require("content.xml", "OpenDocument text"), [part for part in others if part is not None]


def _said(name: str, *parts: _Element) -> str:
    """A property that the author set."""
    for part in parts:
        for element in part.iterfind(f"{_OFFICE}meta/{_DC}{name}"):
            return "".join(map(str, element.itertext()))
    return ""


plugin: Reader = OdtReader()
