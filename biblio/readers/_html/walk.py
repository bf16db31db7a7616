"""A page's trees -> the running text and the notes, read in one go from the first element to the last."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from biblio.model import Mark
from biblio.readers._flow import Flow, FlowNote
from biblio.readers._html.css import Sheet, is_hidden
from biblio.readers._html.linking import FoundNote
from biblio.readers._html.marker import label_of
from biblio.readers._html.page import BLOCKS, Page, classes, text_of
from biblio.readers._html.rules.mutual import around
from biblio.readers._numbering import Numerals

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["walk"]

_GONE = frozenset(
    """head script style template noscript nav button select option textarea input svg math iframe object embed audio
    video canvas del rp rt""".split()  # noqa: SIM905
)
_BACK = frozenset(
    {
        "footnote-back",
        "footnote-backref",
        "reversefootnote",
        "doc-backlink",
        "mw-cite-backlink",
        "data-footnote-backref",
    }
    | {"footnote-return", "backlink", "fn-backref", "noprint"}
)
_EDITING = frozenset({"mw-editsection", "noprint"})
_ORPHANED = re.compile(r"\s*(?:[\[(]\s*[\])]|[\])])?\s*[.:)\]]?\s*")
"""What is left of a mark whose number was a link: `[]`, `.`, `)`."""
_BETWEEN = re.compile(r"[\s,;–-]*")
_NUMERALS = {
    "a": Numerals.LOWER_LETTER,
    "A": Numerals.UPPER_LETTER,
    "i": Numerals.LOWER_ROMAN,
    "I": Numerals.UPPER_ROMAN,
}
_BRACKETS = {"[": "]", "(": ")"}


def walk(page: Page, notes: list[FoundNote], sheet: Sheet) -> tuple[Flow, list[FlowNote]]:
    """The running text with its calls, and the notes."""
    walker = _Walker(page, notes, sheet)
    for _, root in page.roots:
        walker.tree(root)
    return walker.body, [walker.finished(index) for index in range(len(notes))]


class _Walker:
    def __init__(self, page: Page, notes: list[FoundNote], sheet: Sheet) -> None:
        self.page = page
        self.notes = notes
        self.sheet = sheet
        self.body = Flow(collapse=True)
        self.flows = [Flow(collapse=True) for _ in notes]
        self._starts = {note.extent.start: index for index, note in enumerate(notes)}
        self._further = {block: index for index, note in enumerate(notes) for block in note.extent.blocks[1:]}
        self._calls = {call: index for index, note in enumerate(notes) for call in note.calls}
        self._raised = {above for call in self._calls for above in call.iterancestors("sup")}
        self._own = {id(part) for note in notes for call in note.calls for part in around(call)}
        self._headless: set[int] = set()
        self._counts: dict[_Element, int | None] = {}
        """The next number of each list; None for the lists of notes, whose numbers are labels."""
        self._flow = self.body
        self._current: int | None = None
        self._marks: frozenset[Mark] = frozenset()
        self._href = ""
        self._preformatted = 0

    def tree(self, root: _Element) -> None:
        """Read one tree; depth is limited by the parser."""
        self._element(root)

    def _element(self, element: _Element) -> None:
        if not isinstance(element.tag, str) or element.tag in _GONE or is_hidden(element):
            return
        outer = self._flow, self._current, self._marks, self._href
        if element in self._starts and element.tag not in BLOCKS:
            self._begin(self._starts[element])
        if self._is_back(element):
            self._unbracket(element)
            return
        if element in self._calls:
            self._call(element)
            return
        self._enter(element)
        if element.tag == "br":
            self._break()
        self._inside(element)
        if element.tag in BLOCKS:
            self._flow.paragraph(_line(element))
        current = self._current
        flow = self._flow
        self._flow, self._current, self._marks, self._href = outer
        if element.tag not in BLOCKS and element is not self._block_of(current):
            # A note that began inside goes on to the end of its block.
            self._flow, self._current = flow, current
        self._preformatted -= element.tag == "pre"

    def _begin(self, index: int) -> None:
        """A note that begins inside a paragraph; a bracket before its mark is part of the mark."""
        for bracket in _BRACKETS:
            self._flow.chop(bracket)
        if not self.notes[index].calls:
            self._flow.call(index)
        self._current, self._flow = index, self.flows[index]

    def _block_of(self, index: int | None) -> _Element | None:
        return self.notes[index].extent.blocks[0] if index is not None else None

    def _inside(self, element: _Element) -> None:
        if element.text:
            self._print(element.text, element)
        for inner in element:
            self._element(inner)
            if inner.tail:
                self._print(inner.tail, element)

    def _enter(self, element: _Element) -> None:
        if element.tag in BLOCKS:
            self._flow.paragraph(_line(element))
        index = self._starts.get(element, self._further.get(element))
        if index is not None and element.tag in BLOCKS:
            self._current, self._flow = index, self.flows[index]
            self._flow.paragraph(_line(element))
        elif element.tag == "li":
            self._item(element)
        self._marks = self.sheet.marks(element, self._marks)
        if element.tag == "a" and element.get("href"):
            self._href = element.get("href", "")
        self._preformatted += element.tag == "pre"

    def _item(self, element: _Element) -> None:
        """The number that a list prints before its item."""
        parent = element.getparent()
        if parent is None or parent.tag != "ol" or parent in self._starts:
            return
        if parent not in self._counts:
            start = parent.get("start", "1")
            bears_notes = any(item in self._starts for item in parent)
            self._counts[parent] = None if bears_notes else int(start) if start.isdecimal() and len(start) < 9 else 1
        number = self._counts[parent]
        if number is None:
            return
        self._counts[parent] = number + 1
        numerals = _NUMERALS.get(parent.get("type", ""), Numerals.ARABIC)
        self._flow.add(f"{numerals.write(number)}. ")

    def _print(self, text: str, element: _Element) -> None:
        if element in self._raised and _BETWEEN.fullmatch(text):
            return
        if self._flow.opened:
            closing = _BRACKETS[self._flow.opened]
            self._flow.opened = ""
            text = text.removeprefix(closing)
        if not self._preformatted:
            self._flow.add(text, self._marks, self._href)
            return
        for number, line in enumerate(text.split("\n")):
            if number:
                self._break()
            self._flow.add(line, self._marks, self._href)

    def _break(self) -> None:
        """Two line breaks make a paragraph, as on pages of the nineties."""
        if self._flow.broken():
            self._flow.paragraph()
        else:
            self._flow.line_break()

    def _call(self, element: _Element) -> None:
        self._unbracket(element)
        self._flow.call(self._calls[element])

    def _unbracket(self, element: _Element) -> None:
        """Brackets around a mark go with it."""
        following = element.tail or ""
        for opening, closing in _BRACKETS.items():
            if following.startswith(closing) and self._flow.chop(opening):
                self._flow.opened = opening

    def _is_back(self, element: _Element) -> bool:
        """Whether it only leads from a note back to its call."""
        if self._current is None:
            return bool(classes(element) & _EDITING)
        if not classes(element) & (_BACK | _EDITING):
            if element.tag != "a" or not element.get("href"):
                return False
            target = self.page.target(element)
            if target is None or (id(target) not in self._own and not self._names_call(target)):
                return False
        if label_of(text_of(element)) and not self._flow.bare().strip(" [("):
            self._headless.add(self._current)
        return True

    def _names_call(self, target: _Element) -> bool:
        """Whether it is an anchor just before one of this note's calls, or the block in which that stands."""
        if self._current is None:
            return False
        return any(target in call.iterancestors() for call in self.notes[self._current].calls)

    def finished(self, index: int) -> FlowNote:
        """The note without its mark."""
        note, flow = self.notes[index], self.flows[index]
        if index in self._headless:
            flow.cut(_length(_ORPHANED, flow.head(20)))
        else:
            flow.cut(_length(_printed_mark(note), flow.head(len(note.label) + 20)))
        return FlowNote(index, note.label, flow, note.rule, note.kind, note.confidence)


def _line(element: _Element) -> int:
    """The line of the page on which the element begins."""
    line = element.sourceline
    return line if isinstance(line, int) else 0


def _length(pattern: re.Pattern[str], head: str) -> int:
    match = pattern.match(head)
    return match.end() if match else 0


def _printed_mark(note: FoundNote) -> re.Pattern[str]:
    """How the note may print its own mark; an item of a numbered list bears none but in brackets or raised."""
    label = re.escape(note.label)
    start = note.extent.start
    parent = start.getparent()
    listed = start.tag == "li" and parent is not None and parent.tag == "ol"
    raised = start.find(".//sup")
    bare = listed and not (raised is not None and label_of(text_of(raised)) == note.label)
    if bare:
        return re.compile(rf"\s*(?:\[{label}\]|\({label}\))[.:]?\s*")
    return re.compile(rf"\s*(?:\[\s*{label}\s*\]|\(\s*{label}\s*\)|{label}(?![\w])[.:)\]]?)[.:]?\s*")
