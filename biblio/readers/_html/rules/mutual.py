"""Two links that point at each other, as marxists.org and most hand-made pages have them.

... as he said. <a name="f1" href="#n1">[1]</a>        <p><a name="n1" href="#f1">1.</a> Pratt, p. 9.</p>
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from biblio.readers._html.marker import label_of
from biblio.readers._html.page import BLOCKS, Link
from biblio.readers._html.rules.verdict import Verdict

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["judge"]

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6", "nav")
_MOST_LINKS = 40
"""Links of one note that are looked at."""


def judge(link: Link) -> Verdict | None:
    """The earlier one is the call, if it prints a mark and its partner is no heading."""
    label = label_of(link.text)
    if not label or link.backward or is_heading(link.target) or is_heading(link.element):
        return None
    own = {id(element) for element in around(link.element)}
    for back in _links_at(link.target):
        target = link.page.target(back)
        if target is not None and id(target) in own:
            return Verdict(label, confidence=0.98)
    return None


def is_heading(element: _Element) -> bool:
    """Whether it stands in a heading or a menu: there, links lead to and from tables of contents."""
    return element.tag in _HEADINGS or any(above.tag in _HEADINGS for above in element.iterancestors())


def around(element: _Element) -> list[_Element]:
    """A call's own elements: the link, what it holds, what raises it, and an empty anchor beside it."""
    found = [element, *element.iter("*")]
    above: _Element | None = element
    while above is not None and above.tag not in BLOCKS:
        found.append(above)
        before = above.getprevious()
        if before is not None and before.tag == "a" and not before.get("href"):
            found.append(before)
        above = above.getparent()
    return found


def _links_at(target: _Element) -> list[_Element]:
    """The links in the note: of the target itself and of the block in which it stands."""
    block = target
    while block.tag not in BLOCKS:
        parent = block.getparent()
        if parent is None:
            break
        block = parent
    if target.tag == "a" and target.get("href"):
        return [target]
    found = list(islice(block.iter("a"), _MOST_LINKS)) if block.tag not in ("body", "html", "table") else []
    beside = target.getnext()
    if not found and beside is not None:
        found = list(islice(beside.iter("a"), _MOST_LINKS))
    return found
