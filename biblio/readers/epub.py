"""EPUB 2 and 3: the pages of a book in reading order, with notes that stand on other pages than their calls."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import unquote

from biblio.errors import Place, ReadError
from biblio.model import Diagnostic, Document
from biblio.readers import Reader
from biblio.readers._flow import assemble
from biblio.readers._zip import Package

if TYPE_CHECKING:
    from lxml.etree import _Element

    from biblio.readers._html.css import Sheet

__all__ = ["plugin"]

_MIME = b"application/epub+zip"
_PAGES = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml")


class EpubReader:
    """Books without copy protection."""

    suffixes: ClassVar[tuple[str, ...]] = (".epub",)

    def sniff(self, head: bytes) -> bool:
        """The MIME type, which is the first part of the package."""
        return head.startswith(b"PK\x03\x04") and _MIME in head[:200]

    def read(self, data: bytes, source: str) -> Document:
        """The book's text, and its notes wherever they stand.

        Raises:
            ReadError: it is no EPUB, damaged, or protected.
        """
        from biblio.readers._html.css import Sheet
        from biblio.readers._html.linking import link
        from biblio.readers._html.page import Page
        from biblio.readers._html.walk import walk

        package = Package(data, source)
        name = _package_file(package)
        opf = package.require(name, "EPUB")
        manifest = _manifest(opf, posixpath.dirname(name))
        pages, remarks = _pages(package, opf, manifest)
        sheet = Sheet()
        _styles(package, manifest, pages, sheet)
        page = Page(pages)
        body, notes = walk(page, link(page), sheet)
        return assemble(
            source, body, notes, title=_said(opf, "title"), language=_said(opf, "language"), diagnostics=remarks
        )


def _package_file(package: Package) -> str:
    container = package.require("META-INF/container.xml", "EPUB")
    for element in container.iter("{*}rootfile"):
        return str(element.get("full-path", ""))
    raise ReadError("no EPUB", place=Place(package.source), hint="META-INF/container.xml names no book")


def _manifest(opf: _Element, folder: str) -> dict[str, tuple[str, str]]:
    """id -> (path in the package, media type)."""
    found = {}
    for item in opf.iter("{*}item"):
        path = posixpath.normpath(posixpath.join(folder, unquote(item.get("href", ""))))
        found[item.get("id", "")] = path, item.get("media-type", "")
    return found


def _pages(
    package: Package, opf: _Element, manifest: dict[str, tuple[str, str]]
) -> tuple[list[tuple[str, _Element]], tuple[Diagnostic, ...]]:
    """The pages in the order of the spine; the table of contents for reading programs is left out."""
    from biblio.readers._html import source as sources

    protected = package.read("META-INF/encryption.xml") or b""
    menus = {item.get("id") for item in opf.iter("{*}item") if "nav" in (item.get("properties") or "").split()}
    pages, remarks = [], []
    for itemref in opf.iter("{*}itemref"):
        key = itemref.get("idref", "")
        path, kind = manifest.get(key, ("", ""))
        if key in menus or kind not in _PAGES:
            continue
        if path.encode() in protected:
            raise ReadError(
                "protected against copying", place=Place(package.source), hint="only books without protection are read"
            )
        data = package.read(path)
        if data is None:
            remarks.append(Diagnostic("page-missing", f"the book names {path}, but there is no such page in it"))
        elif data.strip():
            pages.append((path, sources.parse(data, f"{package.source}: {path}")[0]))
    if not pages:
        raise ReadError("a book without pages", place=Place(package.source), hint="its spine names none that is there")
    return pages, tuple(remarks)


def _styles(
    package: Package, manifest: dict[str, tuple[str, str]], pages: list[tuple[str, _Element]], sheet: Sheet
) -> None:
    for path, kind in manifest.values():
        if kind == "text/css":
            sheet.read((package.read(path) or b"").decode("utf-8", "replace"))
    for _, root in pages:
        for style in root.iter("style"):
            sheet.read(style.text or "")


def _said(opf: _Element, name: str) -> str:
    for element in opf.iter(f"{{http://purl.org/dc/elements/1.1/}}{name}"):
        return "".join(map(str, element.itertext())).strip()
    return ""


plugin: Reader = EpubReader()
