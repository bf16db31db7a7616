"""Walks an XML text (TEI, JATS): marks, links, paragraphs; what an element means is for its reader to say."""

from __future__ import annotations

from html.entities import html5
from typing import TYPE_CHECKING

from biblio.model import Mark
from biblio.readers._flow import Flow

if TYPE_CHECKING:
    from collections.abc import Hashable

    from lxml.etree import _Element

__all__ = ["XML_ID", "XML_LANG", "Walker", "line_of"]

_XML = "{http://www.w3.org/XML/1998/namespace}"
XML_ID = f"{_XML}id"
XML_LANG = f"{_XML}lang"


def line_of(element: _Element) -> int:
    """The line of the file on which an element begins."""
    line = element.sourceline
    return line if isinstance(line, int) else 0


class Walker:
    """Reads elements in their order into the flow that is open."""

    def __init__(self) -> None:
        self.body = Flow(collapse=True)
        self.flow = self.body
        self.marks: frozenset[Mark] = frozenset()
        self.href = ""

    def step(self, element: _Element) -> None:
        """Read one element; readers override this, and come back for what is only a wrapping."""
        self.walk(element)

    def walk(self, element: _Element) -> None:
        """Read an element's text and its children."""
        if element.text:
            self.add(element.text)
        for inner in element:
            if isinstance(inner.tag, str):
                self.step(inner)
            else:
                self.add(_entity(inner))
            if inner.tail:
                self.add(inner.tail)

    def add(self, text: str) -> None:
        """Print text as things are."""
        self.flow.add(text, self.marks, self.href)

    def paragraph(self, element: _Element) -> None:
        """Read an element that is a paragraph, or holds some."""
        self.flow.paragraph(line_of(element))
        self.walk(element)
        self.flow.paragraph(line_of(element))

    def marked(self, element: _Element, on: frozenset[Mark], href: str = "") -> None:
        """Read an element that is set in some way, or links somewhere."""
        outer = self.marks, self.href
        self.marks, self.href = self.marks | on, href or self.href
        self.walk(element)
        self.marks, self.href = outer

    def aside(self, element: _Element, flow: Flow) -> None:
        """Read an element's inside into another flow."""
        outer = self.flow, self.marks, self.href
        self.flow, self.marks, self.href = flow, frozenset(), ""
        flow.paragraph(line_of(element))
        self.walk(element)
        self.flow, self.marks, self.href = outer

    def call(self, key: Hashable, printed: str = "") -> None:
        """A call of a note stands here."""
        self.flow.call(key, printed)


def _entity(node: _Element) -> str:
    """`&mdash;` of a DTD that is not read; entities that are defined in the file itself print nothing."""
    text = node.text or ""
    return html5.get(text[1:], "") if text.startswith("&") else ""
