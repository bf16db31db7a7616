"""Notes that stand where they are called and are moved to the margin by the style sheet, as Tufte CSS does.

so it was said.<label for="sn-1" class="sidenote-number"></label><span class="sidenote">Pratt, p. 9.</span>
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from biblio.readers._html.page import Page, classes

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["find"]

_NAMES = frozenset({"sidenote", "marginnote", "side-note", "margin-note", "inline-footnote"})
_TAGS = ("span", "small", "aside")


def find(page: Page) -> list[_Element]:
    """The elements that hold such notes, in order."""
    return [
        element
        for _, root in page.roots
        for element in root.iter(*_TAGS)
        if classes(element) & _NAMES and not any(classes(above) & _NAMES for above in element.iterancestors())
    ]
