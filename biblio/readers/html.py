"""Web pages, with the notes of every kind of page that links or numbers them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from biblio.model import Document
from biblio.readers import Reader
from biblio.readers._flow import assemble

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["plugin"]

_BEGINS = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|div|p|meta)\b",
    re.I | re.S,
)
_TITLES = ("citation_title", "dc.title", "og:title")


class HtmlReader:
    """HTML and XHTML, saved or fetched."""

    suffixes: ClassVar[tuple[str, ...]] = (".html", ".htm", ".xhtml", ".xht")

    def sniff(self, head: bytes) -> bool:
        """A document type or a first element of HTML's."""
        return bool(_BEGINS.match(head))

    def read(self, data: bytes, source: str) -> Document:
        """The page's text without menus and scripts; notes and calls as its links join them.

        Raises:
            ReadError: it is no text.
        """
        from biblio.readers._html import source as sources
        from biblio.readers._html.css import Sheet
        from biblio.readers._html.linking import link
        from biblio.readers._html.page import Page
        from biblio.readers._html.walk import walk

        root, encoding, remarks = sources.parse(data, source)
        sheet = Sheet()
        for style in root.iter("style"):
            sheet.read(style.text or "")
        page = Page([(source, root)])
        body, notes = walk(page, link(page), sheet)
        return assemble(
            source, body, notes, title=_title(root), language=_language(root), encoding=encoding, diagnostics=remarks
        )


def _title(root: _Element) -> str:
    """What the page declares for citing it, its title, or its first heading."""
    said = {(meta.get("name") or meta.get("property") or "").lower(): meta.get("content") for meta in root.iter("meta")}
    for name in _TITLES:
        if said.get(name):
            return str(said[name])
    for tag in ("title", "h1"):
        for element in root.iter(tag):
            if title := "".join(map(str, element.itertext())).strip():
                return title
    return ""


def _language(root: _Element) -> str:
    for element in (root, *root.iterchildren("body")):
        if language := element.get("lang") or element.get("xml:lang"):
            return str(language)
    return ""


plugin: Reader = HtmlReader()
