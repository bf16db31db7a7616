"""An OpenDocument text's elements -> the running text and its notes.

What tracked changes took out stands in a place of its own (`text:tracked-changes`), which is not read.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from biblio.model import Mark, NoteKind
from biblio.readers import _fields, _xml
from biblio.readers._flow import Flow, FlowNote
from biblio.readers._odt.names import LINK, TEXT
from biblio.readers._odt.styles import Styles

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["Story"]

_GONE = frozenset(
    {"tracked-changes", "annotation", "annotation-end", "ruby-text", "sequence-decls", "variable-decls", "forms"}
    | {"user-field-decls", "note-citation", "title", "desc", "hidden-text", "hidden-paragraph", "number"}
)
_MOST_BLANKS = 1000


class Story:
    """Walks the elements in their order; notes stand where they are called."""

    def __init__(self, styles: Styles) -> None:
        self.styles = styles
        self.body = Flow(collapse=True)
        self.notes: list[FlowNote] = []
        self.title = ""
        self.languages: Counter[str] = Counter()
        self._flow = self.body
        self._marks: frozenset[Mark] = frozenset()
        self._href = ""
        self._language = ""
        self._boxes: list[_Element] = []
        self._paragraphs = 0
        self._numbers: Counter[NoteKind] = Counter()

    def walk(self, element: _Element) -> None:
        """Read what stands in `element`, and the text between."""
        inside = self._paragraphs > 0
        if inside and element.text:
            self._print(element.text)
        for inner in element:
            self._step(inner)
            if inside and inner.tail:
                self._print(inner.tail)

    def _print(self, text: str) -> None:
        if self._language:
            self.languages[self._language] += len(text)
        self._flow.add(text, self._marks, self._href)

    def _step(self, element: _Element) -> None:
        name = _xml.local(element)
        if name in ("p", "h"):
            self._paragraph(element)
        elif name == "span":
            self._span(element)
        elif name == "a":
            outer, self._href = self._href, element.get(f"{LINK}href", "")
            self.walk(element)
            self._href = outer
        elif name == "note":
            self._note(element)
        elif name == "text-box":
            self._boxes.append(element)
        elif name not in _GONE and not self._symbol(name, element):
            self.walk(element)

    def _symbol(self, name: str, element: _Element) -> bool:
        """Elements that stand for a character, or mark a place."""
        match name:
            case "s":
                count = element.get(f"{TEXT}c", "1")
                self._print(" " * min(int(count) if count.isdecimal() else 1, _MOST_BLANKS))
            case "tab":
                self._print("\t")
            case "line-break":
                self._flow.line_break()
            case "soft-page-break":
                pass
            case "reference-mark-start":
                items, manager = _fields.embedded(element.get(f"{TEXT}name", ""))
                self._flow.embedded(items, manager, opens=True)
            case "reference-mark-end":
                self._flow.embedded((), "", opens=False)
            case _:
                return False
        return True

    def _paragraph(self, element: _Element) -> None:
        style = element.get(f"{TEXT}style-name", "")
        if self.styles.hidden("paragraph", style):
            return
        outer = self._marks, self._language
        self._marks = self.styles.marks("paragraph", style)
        self._language = self.styles.language("paragraph", style)
        self._flow.paragraph()
        self._paragraphs += 1
        self.walk(element)
        self._paragraphs -= 1
        self._marks, self._language = outer
        if not self.title and self._flow is self.body and self.styles.is_title(style):
            part = Flow()
            part.paragraphs = self.body.paragraphs[-1:]
            self.title = part.bare()
        if self._boxes and not self._paragraphs:
            self._text_boxes()

    def _text_boxes(self) -> None:
        """What stands in boxes beside a paragraph is read after it."""
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            self.walk(box)
        self._flow.paragraph()

    def _span(self, element: _Element) -> None:
        style = element.get(f"{TEXT}style-name", "")
        if self.styles.hidden("text", style):
            return
        outer = self._marks, self._language
        self._marks = self.styles.marks("text", style, self._marks)
        self._language = self.styles.language("text", style) or self._language
        self.walk(element)
        self._marks, self._language = outer

    def _note(self, element: _Element) -> None:
        kind = NoteKind.ENDNOTE if element.get(f"{TEXT}note-class") == "endnote" else NoteKind.FOOTNOTE
        citation = element.find(f"{TEXT}note-citation")
        body = element.find(f"{TEXT}note-body")
        label = "" if citation is None else "".join(map(str, citation.itertext())).strip()
        label = label or ("" if citation is None else citation.get(f"{TEXT}label", ""))
        self._numbers[kind] += 1
        key = (kind, self._numbers[kind])
        self._flow.call(key)
        state = self._flow, self._marks, self._href, self._language, self._paragraphs, self._boxes
        note = FlowNote(key, label or str(self._numbers[kind]), Flow(collapse=True), f"odt-{kind}", kind)
        self.notes.append(note)
        self._flow, self._marks, self._href, self._paragraphs, self._boxes = note.flow, frozenset(), "", 0, []
        if body is not None:
            self.walk(body)
        self._flow, self._marks, self._href, self._language, self._paragraphs, self._boxes = state
