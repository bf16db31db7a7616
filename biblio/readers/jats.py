"""JATS and BITS, the XML of journal and book publishers: `<fn>` called by `<xref ref-type="fn">`, or in place."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, ClassVar

from biblio.errors import Place, ReadError
from biblio.model import Document, Mark, NoteKind
from biblio.readers import Reader, _xml
from biblio.readers._flow import Flow, FlowNote, assemble
from biblio.readers._tree import XML_LANG, Walker, line_of

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["plugin"]

_BEGINS = re.compile(rb"<(?:article|book|book-part-wrapper|book-part)\b|-//NLM//DTD|-//NISO//DTD", re.I)
_SAYS_SO = re.compile(rb"JATS|//NLM//|BITS|article-type|dtd-version|<front>|<article-meta|<book-meta|<body>", re.I)
_HREF = "{http://www.w3.org/1999/xlink}href"
_BLOCKS = frozenset(
    """p title sec disp-quote list list-item def-list def-item term def verse-group verse-line boxed-text fn-group ref
    mixed-citation ref-list ack app app-group table tr td th caption fig statement speech preformat attrib
    subtitle body back
    glossary bio notes back-matter book-part dedication foreword preface""".split()  # noqa: SIM905
)
_GONE = frozenset(
    {
        "front",
        "front-stub",
        "graphic",
        "inline-graphic",
        "media",
        "supplementary-material",
        "processing-meta",
        "tex-math",
    }
    | {"book-meta", "collection-meta", "book-part-meta", "object-id", "permissions", "label-alternatives"}
)
_MARKS = {"italic": Mark.ITALIC, "bold": Mark.BOLD, "sc": Mark.SMALL_CAPS, "sup": Mark.SUPERSCRIPT}


class JatsReader:
    """Articles and books."""

    suffixes: ClassVar[tuple[str, ...]] = (".jats", ".nxml", ".xml")

    def sniff(self, head: bytes) -> bool:
        """A root element or document type of JATS's or BITS's."""
        bare = head.lstrip(b"\xef\xbb\xbf \t\r\n")
        return bare.startswith(b"<") and bool(_BEGINS.search(head)) and bool(_SAYS_SO.search(head))

    def read(self, data: bytes, source: str) -> Document:
        """Body and back matter, with all notes.

        Raises:
            ReadError: it is no JATS, or no well-formed XML.
        """
        root = _xml.parse(data, source)
        parts = [part for part in root.iter("{*}body", "{*}back") if not _is_inside(part)]
        if not parts or _xml.local(root) in ("html", "TEI"):
            raise ReadError(
                "no JATS: it has no <body>",
                place=Place(source),
                hint="XML of other kinds than JATS and TEI is not read",
            )
        walker = _JatsWalker(root)
        for part in parts:
            walker.step(part)
        return assemble(source, walker.body, walker.finished(), title=_title(root), language=root.get(XML_LANG, ""))


class _JatsWalker(Walker):
    def __init__(self, root: _Element) -> None:
        super().__init__()
        self._fns = {str(fn.get("id")): fn for fn in root.iter("{*}fn") if fn.get("id")}
        self._called = {
            rid
            for xref in root.iter("{*}xref")
            for rid in xref.get("rid", "").split()
            if rid in self._fns and not any(_xml.local(above) == "fn" for above in xref.iterancestors())
        }
        self._labels: dict[_Element, str] = {}
        self._read: dict[_Element, FlowNote] = {}
        self._plain: set[_Element] = set()
        self._pending = ""
        self._numbers: Counter[NoteKind] = Counter()

    def step(self, element: _Element) -> None:
        name = _xml.local(element)
        if name == "fn":
            self._fn(element)
        elif name == "xref":
            self._xref(element)
        elif name in ("ext-link", "uri", "email", "self-uri"):
            text = "".join(map(str, element.itertext())).strip()
            self.marked(element, frozenset(), element.get(_HREF, "") or (text if name == "uri" else ""))
        elif name in _MARKS:
            self.marked(element, frozenset({_MARKS[name]}))
        elif name == "label":
            self._label(element)
        elif name == "break":
            self.flow.line_break()
        elif name in _BLOCKS:
            self.paragraph(element)
        elif name not in _GONE:
            self.marked(element, _styled(element))

    def _label(self, element: _Element) -> None:
        """Of a section or a list item; a note's own is no part of it."""
        parent = element.getparent()
        if parent is not None and _xml.local(parent) == "fn":
            return
        self._pending = "".join(map(str, element.itertext())).strip()

    def paragraph(self, element: _Element) -> None:
        """With the label that stands before a title or the text of an item."""
        self.flow.paragraph(line_of(element))
        if _xml.local(element) in ("title", "p", "mixed-citation", "def") and self._pending:
            self.add(f"{self._pending} ")
            self._pending = ""
        self.walk(element)
        self.flow.paragraph(line_of(element))

    def _xref(self, element: _Element) -> None:
        notes = [self._fns[rid] for rid in element.get("rid", "").split() if rid in self._fns]
        if not notes or any(note in set(element.iterancestors()) for note in notes):
            self.walk(element)
            return
        if self.flow is not self.body:
            # A note that refers to another one.
            self.marked(element, frozenset(), f"#{element.get('rid', '')}")
            return
        printed = "".join(map(str, element.itertext())).strip().strip("[]()")
        for note in notes:
            if len(notes) == 1:
                self._labels.setdefault(note, printed)
            self.call(note, printed)

    def _fn(self, element: _Element) -> None:
        if element in self._read or element in self._plain:
            return
        labelled = element.find("{*}label") is not None
        called = element.get("id") in self._called
        apart = any(
            _xml.local(above) in ("fn-group", "table-wrap-foot", "author-notes") for above in element.iterancestors()
        )
        if apart and not called and not labelled:
            # A statement of thanks or interests: nothing calls it, and it bears no mark.
            self._plain.add(element)
            self.paragraph(element)
            return
        if not called and not apart:
            self.call(element)
        kind = _kind(element)
        self._numbers[kind] += 1
        note = FlowNote(element, str(self._numbers[kind]), Flow(collapse=True), "jats-fn", kind)
        self._read[element] = note
        self.aside(element, note.flow)

    def finished(self) -> list[FlowNote]:
        """The notes with their labels; those of the front matter, too, if the text calls them."""
        for rid in self._called:
            self._fn(self._fns[rid])
        for element, note in self._read.items():
            label = element.find("{*}label")
            own = "" if label is None else "".join(map(str, label.itertext()))
            printed = own or self._labels.get(element, "") or element.get("symbol", "") or note.label
            note.label = printed.strip().strip("[]().")
        return list(self._read.values())


def _is_inside(part: _Element) -> bool:
    """Whether it is the body of a part of a book whose own body is read, too."""
    return any(_xml.local(above) in ("body", "back") for above in part.iterancestors())


def _kind(fn: _Element) -> NoteKind:
    said = fn.get("fn-type", "")
    for above in fn.iterancestors("{*}fn-group", "{*}notes", "{*}sec"):
        said += " " + above.get("content-type", "") + above.get("notes-type", "") + above.get("sec-type", "")
    return NoteKind.ENDNOTE if "endnote" in said.lower() else NoteKind.FOOTNOTE


def _styled(element: _Element) -> frozenset[Mark]:
    said = f"{element.get('style', '')} {element.get('style-type', '')}".lower()
    words = (("italic", Mark.ITALIC), ("bold", Mark.BOLD), ("small-caps", Mark.SMALL_CAPS), ("super", Mark.SUPERSCRIPT))
    return frozenset(mark for word, mark in words if word in said)


def _title(root: _Element) -> str:
    for path in (".//{*}article-meta//{*}article-title", ".//{*}book-title", ".//{*}book-part-meta//{*}title"):
        for title in root.iterfind(path):
            return "".join(map(str, title.itertext())).strip()
    return ""


plugin: Reader = JatsReader()
