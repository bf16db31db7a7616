"""Where the note begins and ends that a link points at.

A note is read from `start` to the end of the last of its `blocks`, or to where the next note starts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from biblio.readers._html.page import BLOCKS, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["Extent", "extents"]

_CONTAINERS = frozenset({"li", "aside", "dd", "tr"})
_DIVISIONS = frozenset({"div", "section", "span", "td", "blockquote"})
_NOTE_WORDS = re.compile(r"note|\bfn|ftn|edn|cite|rearnote", re.I)
_ENDS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "hr", "table", "footer", "nav", "ul", "ol", "section", "aside"})

_MOST_REST = 3


@dataclass(frozen=True, slots=True)
class Extent:
    """The elements of one note."""

    start: _Element
    blocks: tuple[_Element, ...]


def extents(targets: Sequence[_Element], calls: Sequence[_Element]) -> dict[_Element, Extent]:
    """The extent of each target; `calls` are the links, which no note holds."""
    census = _Census(targets, calls)
    blocks = {target: _block(target, census) for target in targets}
    shared = Counter(blocks.values())
    found = {}
    for target in targets:
        block = blocks[target]
        start = target if shared[block] > 1 else block
        found[target] = Extent(start, (block, *_further(block, census, set(blocks.values()))))
    last = targets[-1] if targets else None
    if last is not None and any(len(extent.blocks) > 1 for extent in found.values()):
        found[last] = _with_rest(found[last])
    return found


def _with_rest(extent: Extent) -> Extent:
    """The last note, where others have several paragraphs: with what follows up to a rule, a heading, the end, or
    a line that links to other pages as the foot of a page does.
    """
    block = extent.blocks[-1]
    rest: list[_Element] = []
    if block.tag != "p":
        return extent
    for beside in block.itersiblings():
        leads_away = any(not link.get("href", "#").startswith(("http", "#", "mailto:")) for link in beside.iter("a"))
        if beside.tag in _ENDS or leads_away:
            break
        if beside.tag not in ("p", "blockquote") or beside.get("class") or len(rest) == _MOST_REST:
            return extent
        rest.append(beside)
    return Extent(extent.start, (*extent.blocks, *rest))


class _Census:
    """How many notes and calls every element holds."""

    def __init__(self, targets: Sequence[_Element], calls: Sequence[_Element]) -> None:
        self.notes: Counter[_Element] = Counter()
        self.calls: Counter[_Element] = Counter()
        for elements, counter in ((targets, self.notes), (calls, self.calls)):
            for element in elements:
                counter[element] += 1
                counter.update(element.iterancestors())


def _block(target: _Element, census: _Census) -> _Element:
    block = target
    while block.tag not in BLOCKS and (parent := block.getparent()) is not None:
        block = parent
    if _is_single(block, census):
        return _climbed(block, census)
    if target is not block and not _own_text(target) and (beside := _beside(target, census)) is not None:
        # An empty anchor before the paragraph that it names.
        return beside
    return block


def _is_single(block: _Element, census: _Census) -> bool:
    return census.notes[block] == 1 and not census.calls[block] and block.tag not in ("body", "html")


def _climbed(block: _Element, census: _Census) -> _Element:
    """The list item, box or row that holds the note with all its paragraphs."""
    if block.tag == "dt":
        return block
    best = block
    for above in block.iterancestors():
        if not _is_single(above, census):
            break
        said = f"{above.get('id', '')} {above.get('class', '')} {above.get('role', '')} {above.get('epub:type', '')}"
        several = _is_one_of_several(above, census)
        if above.tag in _CONTAINERS or (above.tag in _DIVISIONS and several and _NOTE_WORDS.search(said)):
            best = above
    return best


def _is_one_of_several(element: _Element, census: _Census) -> bool:
    """A division with its own name for one note; that of all the notes holds a single one only by chance."""
    parent = element.getparent()
    return bool(element.get("id")) or (parent is not None and census.notes[parent] > 1)


def _own_text(target: _Element) -> bool:
    return bool(text_of(target).strip())


def _beside(target: _Element, census: _Census) -> _Element | None:
    if (target.tail or "").strip():
        return None
    beside = target.getnext()
    while beside is not None and beside.tag not in BLOCKS:
        if text_of(beside).strip() or (beside.tail or "").strip():
            return None
        beside = beside.getnext()
    return None if beside is None or census.calls[beside] else beside


def _further(block: _Element, census: _Census, starts: set[_Element]) -> list[_Element]:
    """The paragraphs that follow, up to the next note; behind the last note none can be told from other text,
    but for those of its own class.
    """
    if block.tag == "dt":
        beside = block.getnext()
        return [beside] if beside is not None and beside.tag == "dd" else []
    if block.tag in _CONTAINERS or block.tag in ("td", "div"):
        return []
    found: list[_Element] = []
    for beside in block.itersiblings():
        if beside in starts or census.notes[beside]:
            return found
        if beside.tag in _ENDS or census.calls[beside]:
            break
        found.append(beside)
    own = block.get("class")
    kept = []
    for beside in found:
        if not own or beside.get("class") != own:
            break
        kept.append(beside)
    return kept
