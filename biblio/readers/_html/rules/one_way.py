"""A raised or bracketed number that links to a place which begins with the same number, and nothing leads back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from biblio.readers._html.marker import label_of
from biblio.readers._html.page import BLOCKS, Link, text_of
from biblio.readers._html.rules.mutual import is_heading
from biblio.readers._html.rules.verdict import Verdict

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["judge"]


def judge(link: Link) -> Verdict | None:
    """Only where the call is raised or in brackets and the note bears the same label."""
    label = label_of(link.text)
    if not label or link.backward or is_heading(link.target) or is_heading(link.element):
        return None
    raised = any(part.tag == "sup" for part in (*link.element.iter("sup"), *_inline_above(link.element)))
    bracketed = link.text[:1] in "[(" or (link.element.tail or "").startswith(("]", ")"))
    if not (raised or bracketed) or not _bears(link.target, label):
        return None
    return Verdict(label, confidence=0.9)


def _inline_above(element: _Element) -> list[_Element]:
    found = []
    above = element.getparent()
    while above is not None and above.tag not in BLOCKS:
        found.append(above)
        above = above.getparent()
    return found


def _bears(target: _Element, label: str) -> bool:
    """Whether the note begins with the label, or is the item of that number in a list."""
    block = target
    while block.tag not in BLOCKS and (parent := block.getparent()) is not None:
        block = parent
    if block.tag == "li" and (parent := block.getparent()) is not None and parent.tag == "ol":
        number = 1 + sum(1 for _ in block.itersiblings("li", preceding=True))
        return str(number + _start(parent) - 1) == label
    first = target if target.tag in BLOCKS or text_of(target).strip() else block
    head = " ".join(text_of(first).split())[: len(label) + 2].lstrip("[(")
    return head.startswith(label)


def _start(ordered: _Element) -> int:
    start = ordered.get("start", "1")
    return int(start) if start.isdecimal() else 1
