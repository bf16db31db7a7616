"""TEI P5: `<note>` where it is called or apart from it, joined by `<ref>`, `<ptr>`, `<anchor>` and `target`."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, ClassVar

from biblio.errors import Place, ReadError
from biblio.model import Document, Mark, NoteKind
from biblio.readers import Reader, _xml
from biblio.readers._flow import Flow, FlowNote, assemble
from biblio.readers._tree import XML_ID, XML_LANG, Walker

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["plugin"]

_BEGINS = re.compile(rb"<(?:\w+:)?(?:TEI|TEI\.2|teiCorpus)\b")
_TEXT = "{*}text"
_BLOCKS = frozenset(
    """p head ab l lg item list div div1 div2 div3 div4 div5 div6 div7 sp speaker stage opener closer salute signed
    dateline byline docTitle titlePart docAuthor docDate docImprint titlePage epigraph table row cell listBibl figure
    front back body group argument trailer postscript label castList castItem noteGrp listNote""".split()  # noqa: SIM905
)
_GONE = frozenset(
    {"teiHeader", "fw", "del", "figDesc", "corr", "reg", "expan", "facsimile", "standOff", "sourceDoc", "index"}
)
"""Of two readings (`choice`) the author's own is read, not the editor's."""
_ITALIC = frozenset({Mark.ITALIC})
_MARKS = {"emph": _ITALIC, "foreign": _ITALIC, "mentioned": _ITALIC, "soCalled": frozenset[Mark]()}
_RENDERED = (
    (Mark.ITALIC, re.compile(r"\b(?:i|it|ital\w*|slant\w*|oblique)\b", re.I)),
    (Mark.BOLD, re.compile(r"\b(?:b|bold|strong)\b", re.I)),
    (Mark.SMALL_CAPS, re.compile(r"\b(?:sc|smcap|smallcaps|small-caps|small_caps|caps)\b", re.I)),
    (Mark.SUPERSCRIPT, re.compile(r"\b(?:sup|super|superscript|exponent)\b", re.I)),
)
_ENDNOTES = re.compile(r"\bend|rear", re.I)
_NOT_PRINTED = re.compile(r"editorial|comment|internal|translation-?note", re.I)


class TeiReader:
    """Texts of the Text Encoding Initiative."""

    suffixes: ClassVar[tuple[str, ...]] = (".tei",)

    def sniff(self, head: bytes) -> bool:
        """A root element of TEI's."""
        return bool(_BEGINS.search(head)) and head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")

    def read(self, data: bytes, source: str) -> Document:
        """The text with the author's own readings, and its notes.

        Raises:
            ReadError: it is no TEI, or no well-formed XML.
        """
        root = _xml.parse(data, source)
        texts = [
            text for text in root.iter(_TEXT) if not any(_xml.local(above) == "text" for above in text.iterancestors())
        ]
        if not texts:
            raise ReadError("no TEI: it has no <text>", place=Place(source), hint="is it another kind of XML?")
        walker = _TeiWalker(root)
        for text in texts:
            walker.step(text)
        walker.finish()
        return assemble(source, walker.body, walker.notes, title=_title(root), language=_language(root, texts[0]))


class _TeiWalker(Walker):
    def __init__(self, root: _Element) -> None:
        super().__init__()
        self._ids = {element.get(XML_ID, ""): element for element in root.iter("{*}note")}
        self._anchored: dict[str, list[_Element]] = {}
        self._called: set[_Element] = set()
        self._labels: dict[_Element, str] = {}
        self._numbers: Counter[NoteKind] = Counter()
        self._read: dict[_Element, FlowNote] = {}
        self._renditions = {
            str(item.get(XML_ID)): _rendered("".join(map(str, item.itertext()))) for item in root.iter("{*}rendition")
        }
        self._all = [note for note in root.iter("{*}note") if _xml.local(note) == "note" and _is_printed(note)]
        self._survey(root)

    def _survey(self, root: _Element) -> None:
        """Which notes are called from elsewhere: by a link to them, or by their own `target`."""
        anchors = {element.get(XML_ID) for element in root.iter("{*}anchor", "{*}ref", "{*}ptr", "{*}seg", "{*}hi")}
        for link in root.iter("{*}ref", "{*}ptr"):
            note = self._ids.get(link.get("target", "").removeprefix("#"))
            inside = any(_xml.local(above) == "note" for above in link.iterancestors())
            if note is not None and link.get("target", "").startswith("#") and not inside:
                self._called.add(note)
        for note in self._all:
            for name in note.get("target", "").split():
                if name.startswith("#") and name[1:] in anchors and note not in self._called:
                    self._anchored.setdefault(name[1:], []).append(note)
                    self._called.add(note)

    def step(self, element: _Element) -> None:
        name = _xml.local(element)
        if name == "note":
            self._note(element)
        elif name in ("ref", "ptr"):
            self._link(element)
        elif name == "lb":
            if element.get("break") != "no":
                self.add(" ")
        elif name in _BLOCKS:
            self.paragraph(element)
        elif name in ("q", "quote"):
            self._quotation(element)
        elif name not in _GONE:
            self.marked(element, self._look(name, element))
        for note in self._anchored.pop(element.get(XML_ID, ""), ()):
            self.call(note)

    def _look(self, name: str, element: _Element) -> frozenset[Mark]:
        said = _rendered(f"{element.get('rend', '')} {element.get('style', '')}")
        for key in element.get("rendition", "").split():
            said |= self._renditions.get(key.removeprefix("#"), frozenset()) | _rendered(key)
        if element.get("rend") or element.get("rendition"):
            return said
        if name == "title" and element.get("level", "m") in ("m", "j", "s"):
            return _ITALIC
        return said | _MARKS.get(name, frozenset())

    def _quotation(self, element: _Element) -> None:
        """Quotation marks that the encoding stands for; none where they are written or the quotation is a block."""
        inner = "".join(map(str, element.itertext())).strip()
        if inner[:1] in "“‘„«\"'‹»" or any(_xml.local(part) in _BLOCKS for part in element) or not _is_inline(element):
            self.paragraph(element) if not _is_inline(element) else self.walk(element)
            return
        self.add("“")
        self.walk(element)
        self.add("”")

    def _link(self, element: _Element) -> None:
        target = element.get("target", "")
        note = self._ids.get(target[1:]) if target.startswith("#") else None
        inside = note is not None and note in set(element.iterancestors())
        if note is None or inside or not _is_printed(note):
            if not (inside or self._leads_back(element, target)):
                self.marked(element, self._look("ref", element), target)
            return
        if self.flow is not self.body and note in self._labels:
            # A note that refers to another one.
            self.marked(element, self._look("ref", element), target)
            return
        printed = "".join(map(str, element.itertext())).strip().strip("[]()")
        self._labels.setdefault(note, printed or element.get("n", ""))
        self.call(note, printed)

    def _leads_back(self, element: _Element, target: str) -> bool:
        """A link in a note to its own call prints only the number, or an arrow."""
        text = "".join(map(str, element.itertext())).strip()
        return self.flow is not self.body and target.startswith("#") and len(text) <= 3 and not text.isalpha()

    def _note(self, element: _Element) -> None:
        if element in self._read or not _is_printed(element):
            return
        if element not in self._called and not _is_apart(element):
            self.call(element)
        kind = _kind(element)
        self._numbers[kind] += 1
        flow = Flow(collapse=True)
        note = FlowNote(element, str(self._numbers[kind]), flow, "tei-note", kind)
        self._read[element] = note
        self.aside(element, flow)

    @property
    def notes(self) -> list[FlowNote]:
        """All notes that were read."""
        return list(self._read.values())

    def finish(self) -> None:
        """Notes outside the text (`standOff`), and every note's label."""
        for element in self._all:
            self._note(element)
        for element, note in self._read.items():
            head = _head_label(element)
            label = element.get("n", "") or head or self._labels.get(element, "") or note.label
            note.label = label.strip().strip("[]().")
            if head:
                note.flow.without(head)


def _is_printed(note: _Element) -> bool:
    return not _NOT_PRINTED.search(note.get("type", ""))


def _is_apart(note: _Element) -> bool:
    """Whether it stands among notes, not where it is called."""
    for above in note.iterancestors():
        name = _xml.local(above)
        if name in ("noteGrp", "listNote", "standOff") or "note" in above.get("type", "").lower():
            return True
        if name in ("p", "head", "ab", "l", "item", "cell"):
            return False
    return False


def _is_inline(element: _Element) -> bool:
    parent = element.getparent()
    if parent is None or "block" in element.get("rend", ""):
        return False
    return _xml.local(parent) not in ("div", "body", "cit", "back", "front") or bool((element.tail or "").strip())


def _kind(note: _Element) -> NoteKind:
    said = f"{note.get('place', '')} {note.get('type', '')}"
    return NoteKind.ENDNOTE if _ENDNOTES.search(said) else NoteKind.FOOTNOTE


def _head_label(note: _Element) -> str:
    """`<label>` at a note's head."""
    first = next(iter(note), None)
    if first is None or (note.text or "").strip() or _xml.local(first) != "label":
        return ""
    return "".join(map(str, first.itertext())).strip()


def _rendered(said: str) -> frozenset[Mark]:
    return frozenset(mark for mark, pattern in _RENDERED if pattern.search(said))


def _title(root: _Element) -> str:
    for title in root.iterfind(".//{*}fileDesc/{*}titleStmt/{*}title"):
        return "".join(map(str, title.itertext())).strip()
    return ""


def _language(root: _Element, text: _Element) -> str:
    declared = text.get(XML_LANG) or root.get(XML_LANG)
    if declared:
        return str(declared)
    languages = [str(item.get("ident", "")) for item in root.iterfind(".//{*}langUsage/{*}language")]
    return languages[0] if len(languages) == 1 else ""


plugin: Reader = TeiReader()
