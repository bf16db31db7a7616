"""One story of a Word file (the body, or a note) -> a `Flow`.

Tracked changes are taken as accepted: what was deleted or moved away is left out, what was inserted is read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from biblio.model import NoteKind
from biblio.readers import _fields, _xml
from biblio.readers._docx.names import child, value
from biblio.readers._docx.styles import Look, Styles, look_of
from biblio.readers._flow import Flow

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["CallSite", "Story"]

_GONE = frozenset({"del", "moveFrom", "delText", "delInstrText", "pPr", "rPr", "sdtPr", "tblPr", "trPr", "tcPr", "rt"})
_GONE_TOO = frozenset({"instrText", "Fallback", "object", "sectPr", "tblGrid"})
_KINDS = {"footnoteReference": NoteKind.FOOTNOTE, "endnoteReference": NoteKind.ENDNOTE}
_SYMBOLS = {0xF02A: "*", 0xF0A7: "§", 0xF086: "†", 0xF087: "‡"}
"""Private code points that symbol fonts put in the place of letters."""


@dataclass(slots=True)
class CallSite:
    """A reference to a note as it was met."""

    kind: NoteKind
    id: str
    section: int
    page: int
    mark: str | None = None
    """The author's own mark; None if the note is numbered."""

    @property
    def key(self) -> tuple[NoteKind, str]:
        """What the note is known by."""
        return self.kind, self.id


@dataclass(slots=True)
class _Field:
    instruction: list[str] = field(default_factory=list)
    data: str = ""
    in_result: bool = False
    href: str = ""
    opened: bool = False


class Story:
    """Walks a story's elements in their order."""

    def __init__(self, styles: Styles, targets: Mapping[str, str]) -> None:
        """`targets`: the part's relationships, id -> address."""
        self.styles = styles
        self.targets = targets
        self.flow = Flow()
        self.calls: list[CallSite] = []
        self.title = ""
        self.languages: Counter[str] = Counter()
        self._section = 0
        self._page = 1
        self._fields: list[_Field] = []
        self._hrefs: list[str] = []
        self._boxes: list[_Element] = []
        self._base = Look()
        self._joined = False
        self._custom: CallSite | None = None

    def walk(self, element: _Element) -> None:
        """Read everything inside `element`."""
        for inner in element:
            self._step(inner)

    def _step(self, element: _Element) -> None:
        name = _xml.local(element)
        if name == "p":
            self._paragraph(element)
        elif name == "r":
            self._run(element)
        elif name == "hyperlink":
            self._hyperlink(element)
        elif name == "fldSimple":
            self._simple_field(element)
        elif name == "sdt":
            self._content_control(element)
        elif name == "AlternateContent":
            chosen = child(element, "Choice")
            self.walk(element if chosen is None else chosen)
        elif name == "txbxContent":
            self._boxes.append(element)
        elif name == "t":
            # Mathematics has its own runs, which hold `m:t`.
            self.flow.add(element.text or "")
        elif name not in _GONE and name not in _GONE_TOO:
            self.walk(element)

    def _paragraph(self, element: _Element) -> None:
        properties = child(element, "pPr")
        style, gone, ends_section = "", False, False
        for item in properties if properties is not None else ():
            match _xml.local(item):
                case "pStyle":
                    style = value(item, "val")
                case "rPr":
                    gone = child(item, "del") is not None or child(item, "moveFrom") is not None
                case "sectPr":
                    ends_section = True
        outer, self._base = self._base, self.styles.look(style)
        if not self._joined:
            self.flow.paragraph()
        start = len(self.flow.paragraphs)
        self.walk(element)
        if self.styles.names.get(style, style.lower()) == "title" and not self.title:
            self.title = self._text_since(start)
        self._base, self._joined = outer, gone
        self._section += ends_section
        if self._boxes:
            self._text_boxes()

    def _text_boxes(self) -> None:
        """What stands in boxes beside a paragraph is read after it."""
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            self.walk(box)
        self.flow.paragraph()

    def _text_since(self, start: int) -> str:
        part = Flow()
        part.paragraphs = self.flow.paragraphs[start - 1 :]
        return part.bare()

    def _run(self, element: _Element) -> None:
        properties = element[0] if len(element) and _xml.local(element[0]) == "rPr" else None
        own = look_of(properties)
        base = self.styles.look(own.style).over(self._base) if own.style else self._base
        look = own.over(base)
        for item in element:
            if item is not properties:
                self._item(item, look)
        self._custom = None

    def _item(self, item: _Element, look: Look) -> None:
        name = _xml.local(item)
        if name == "fldChar":
            self._field_mark(item)
        elif name == "instrText":
            if self._fields and not self._fields[-1].in_result:
                self._fields[-1].instruction.append(item.text or "")
        elif look.hidden or self._in_instruction():
            return
        elif name in _KINDS:
            self._reference(item, _KINDS[name])
        elif name in ("t", "tab", "noBreakHyphen", "sym"):
            self._print(_letters(name, item), look)
        elif name in ("br", "cr"):
            self._break(item)
        elif name == "lastRenderedPageBreak":
            self._page += 1
        elif name not in _GONE and name not in _GONE_TOO:
            # Drawings hold text boxes; ruby holds runs.
            self._step(item)

    def _print(self, text: str, look: Look) -> None:
        if self._custom is not None:
            self._custom.mark = (self._custom.mark or "") + text
            return
        if look.language:
            self.languages[look.language] += len(text)
        self.flow.add(text, look.on, self._hrefs[-1] if self._hrefs else "")

    def _break(self, item: _Element) -> None:
        if value(item, "type") in ("page", "column"):
            self._page += value(item, "type") == "page"
            self.flow.add(" ")
        else:
            self.flow.line_break()

    def _reference(self, item: _Element, kind: NoteKind) -> None:
        site = CallSite(kind, value(item, "id"), self._section, self._page)
        self.calls.append(site)
        self.flow.call(site.key)
        own = value(item, "customMarkFollows")
        if own and own not in ("0", "false", "off"):
            site.mark = ""
            self._custom = site

    def _hyperlink(self, element: _Element) -> None:
        href = self.targets.get(value(element, "id"), "")
        if anchor := value(element, "anchor"):
            href = f"{href}#{anchor}"
        self._hrefs.append(href)
        self.walk(element)
        self._hrefs.pop()

    def _simple_field(self, element: _Element) -> None:
        items, manager = _fields.embedded(value(element, "instr"))
        if items:
            self.flow.embedded(items, manager, opens=True)
        self.walk(element)
        if items:
            self.flow.embedded((), "", opens=False)

    def _content_control(self, element: _Element) -> None:
        tag = child(element, "sdtPr", "tag")
        items, manager = _fields.mendeley_control(value(tag, "val")) if tag is not None else ((), "")
        content = child(element, "sdtContent")
        if items:
            self.flow.embedded(items, manager, opens=True)
        if content is not None:
            self.walk(content)
        if items:
            self.flow.embedded((), "", opens=False)

    def _in_instruction(self) -> bool:
        return any(not part.in_result for part in self._fields)

    def _field_mark(self, item: _Element) -> None:
        """`begin` instruction `separate` result `end`; fields stand in fields."""
        match value(item, "fldCharType"):
            case "begin":
                data = child(item, "fldData")
                self._fields.append(_Field(data=_fields.endnote_data((data.text or "") if data is not None else "")))
            case "separate" if self._fields:
                self._result(self._fields[-1])
            case "end" if self._fields:
                ended = self._fields.pop()
                if ended.opened:
                    self.flow.embedded((), "", opens=False)
                if ended.href:
                    self._hrefs.pop()
                if not ended.in_result and self._fields and not self._fields[-1].data:
                    # EndNote keeps its records in a field inside the citation's.
                    self._fields[-1].data = ended.data

    def _result(self, part: _Field) -> None:
        part.in_result = True
        instruction = "".join(part.instruction)
        if href := _link(instruction):
            part.href = href
            self._hrefs.append(href)
        items, manager = _fields.embedded(instruction, part.data)
        if items and not self._in_instruction():
            part.opened = True
            self.flow.embedded(items, manager, opens=True)


def _letters(name: str, item: _Element) -> str:
    match name:
        case "t":
            return item.text or ""
        case "tab":
            return "\t"
        case "noBreakHyphen":
            return "-"
    try:
        code = int(value(item, "char"), 16)
    except ValueError:
        return ""
    return _SYMBOLS.get(code, "" if 0xE000 <= code <= 0xF8FF or code > 0x10FFFF else chr(code))


def _link(instruction: str) -> str:
    r"""The address of `HYPERLINK "http://..." \o "tip"` or `HYPERLINK \l "place"`."""
    words = instruction.split()
    if not words or words[0].upper() != "HYPERLINK":
        return ""
    quoted = instruction.split('"')
    if len(quoted) < 3:
        return words[1] if len(words) > 1 and not words[1].startswith("\\") else ""
    return f"#{quoted[1]}" if quoted[0].rstrip().endswith("\\l") else quoted[1]
