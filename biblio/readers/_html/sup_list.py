"""Raised numbers without links, and a list or paragraphs of notes under the same numbers at the end.

so it was said.<sup>1</sup> ...      <h2>Notes</h2> <ol><li>Pratt, p. 9.</li> ...     or     <p><sup>1</sup> Pratt ...
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from biblio.readers._html.extents import Extent
from biblio.readers._html.marker import label_of
from biblio.readers._html.page import BLOCKS, Page, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["Unlinked", "find"]


@dataclass(frozen=True, slots=True)
class Unlinked:
    """A call and its note that only their number joins."""

    call: _Element
    label: str
    extent: Extent


def find(page: Page) -> list[Unlinked]:
    """All pairs, if the calls count up from 1 and a note stands under every number; none else."""
    raised = [(element, label_of(text_of(element))) for _, root in page.roots for element in root.iter("sup")]
    numbered = [(element, label) for element, label in raised if label.isdecimal()]
    heads = [(element, label) for element, label in numbered if _opens(element)]
    calls = _counted([(element, label) for element, label in numbered if not _opens(element)])
    if not calls:
        return []
    notes = _paragraphs(heads, len(calls)) or _items(page, calls)
    return [Unlinked(call, label, notes[label]) for call, label in calls] if notes else []


def _counted(found: list[tuple[_Element, str]]) -> list[tuple[_Element, str]]:
    """Those that make 1, 2, 3 ...; others are powers or stand in the text for something else."""
    calls: list[tuple[_Element, str]] = []
    for element, label in found:
        if int(label) == len(calls) + 1:
            calls.append((element, label))
    return calls if 2 * len(calls) > len(found) else []


def _opens(element: _Element) -> bool:
    """Whether nothing stands before it in its block."""
    at = element
    while at.tag not in BLOCKS:
        before, parent = at.getprevious(), at.getparent()
        if parent is None:
            return False
        if (parent.text or "").strip() or before is not None:
            return False
        at = parent
    return at is not element


def _block(element: _Element) -> _Element:
    while element.tag not in BLOCKS and (parent := element.getparent()) is not None:
        element = parent
    return element


def _paragraphs(heads: list[tuple[_Element, str]], count: int) -> dict[str, Extent]:
    """Paragraphs that begin with a raised number, one for each call."""
    notes = {label: Extent(_block(element), (_block(element),)) for element, label in heads}
    return notes if len(notes) == count == len(heads) and set(notes) == {str(n + 1) for n in range(count)} else {}


def _items(page: Page, calls: list[tuple[_Element, str]]) -> dict[str, Extent]:
    """The last list behind the calls that has exactly as many items."""
    after = page.order[calls[-1][0]]
    for _, root in reversed(page.roots):
        for ordered in reversed(list(root.iter("ol"))):
            items = list(ordered.iterchildren("li"))
            if page.order[ordered] > after and len(items) == len(calls) and ordered.get("start", "1") == "1":
                return {str(number): Extent(item, (item,)) for number, item in enumerate(items, 1)}
    return {}
