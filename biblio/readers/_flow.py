"""Paragraphs as a structured format gives them -> a `Document`.

A reader fills one `Flow` for the running text and one for each note; `assemble` prints them one after the other into
`Document.text` (body, then notes, each with its mark) and makes passages that lead back to it.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from biblio.errors import Place, ReadError
from biblio.model import (
    Call,
    Diagnostic,
    Document,
    EmbeddedCitation,
    EmbeddedItem,
    Line,
    Mark,
    Note,
    NoteKind,
    Passage,
    Piece,
    Run,
    Span,
)

__all__ = ["Flow", "FlowNote", "assemble"]

_PLAIN: frozenset[Mark] = frozenset()
_RAISED = frozenset({Mark.SUPERSCRIPT})
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_UNPRINTED = dict.fromkeys((*range(9), 11, *range(14, 32), 127, 173, 65279))
"""Controls, soft hyphens and byte order marks: nothing that a reader of the page would see."""
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class _Stretch:
    text: str
    marks: frozenset[Mark]
    href: str


@dataclass(frozen=True, slots=True)
class _Call:
    key: Hashable
    printed: str


@dataclass(frozen=True, slots=True)
class _Edge:
    """Where the words of an embedded citation begin (`opens`) or end."""

    items: tuple[EmbeddedItem, ...]
    manager: str
    opens: bool


class _Break:
    """A line break inside a paragraph."""


_Atom = _Stretch | _Call | _Edge | _Break
_BREAK = _Break()


@dataclass(slots=True)
class _Paragraph:
    atoms: list[_Atom] = field(default_factory=list)
    line: int = 0


class Flow:
    """Text as it is read, in order: stretches, calls, line breaks, paragraph ends."""

    def __init__(self, *, collapse: bool = False) -> None:
        """`collapse`: runs of blanks and line breaks print as one blank, as in HTML."""
        self.collapse = collapse
        self.paragraphs: list[_Paragraph] = [_Paragraph()]
        self.opened = ""
        """A bracket before a call that was taken out; the one behind it is to go, too."""

    def add(self, text: str, marks: frozenset[Mark] = _PLAIN, href: str = "") -> None:
        """A stretch of text."""
        text = _printed(text)
        if text:
            self.paragraphs[-1].atoms.append(_Stretch(text, marks, href))

    def call(self, key: Hashable, printed: str = "") -> None:
        """The mark that calls the note `key`; `printed` is kept in the text if there is no such note."""
        self.paragraphs[-1].atoms.append(_Call(key, printed))

    def line_break(self) -> None:
        """A new line, but no new paragraph."""
        self.paragraphs[-1].atoms.append(_BREAK)

    def embedded(self, items: tuple[EmbeddedItem, ...], manager: str, *, opens: bool) -> None:
        """Where the words begin, and later end, that a reference manager set for `items`."""
        self.paragraphs[-1].atoms.append(_Edge(items, manager, opens))

    def paragraph(self, line: int = 0) -> None:
        """Begin a paragraph; one that is still empty is used again. `line` is where it stands in the source."""
        if self.paragraphs[-1].atoms:
            self.paragraphs.append(_Paragraph())
        self.paragraphs[-1].line = line

    def bare(self) -> str:
        """The letters so far, without markup."""
        return "".join(atom.text for part in self.paragraphs for atom in part.atoms if isinstance(atom, _Stretch))

    def without(self, mark: str) -> None:
        """Take the mark that a note prints before its text off the head of this flow."""
        head = self.head(len(mark) + 40)
        if head.lstrip().startswith(mark):
            self.cut(len(head) - len(head.lstrip()) + len(mark))

    def head(self, length: int) -> str:
        """The first letters of the first paragraph that has any."""
        text = ""
        for atom in self._first():
            if isinstance(atom, _Stretch):
                text += atom.text
                if len(text) >= length:
                    break
        return text[:length]

    def cut(self, count: int) -> None:
        """Take letters off the head."""
        atoms = self._first()
        for index, atom in enumerate(atoms):
            if count <= 0:
                return
            if isinstance(atom, _Stretch):
                gone = min(count, len(atom.text))
                atoms[index] = _Stretch(atom.text[gone:], atom.marks, atom.href)
                count -= gone

    def chop(self, ending: str) -> bool:
        """Take `ending` off the end of the text so far, if it ends so."""
        atoms = self.paragraphs[-1].atoms
        last = atoms[-1] if atoms else None
        if not isinstance(last, _Stretch) or not last.text.endswith(ending):
            return False
        atoms[-1] = _Stretch(last.text[: len(last.text) - len(ending)], last.marks, last.href)
        return True

    def broken(self) -> bool:
        """Whether the last thing was a line break."""
        atoms = self.paragraphs[-1].atoms
        return bool(atoms) and isinstance(atoms[-1], _Break)

    def _first(self) -> list[_Atom]:
        for paragraph in self.paragraphs:
            if any(isinstance(atom, _Stretch) and atom.text.strip() for atom in paragraph.atoms):
                return paragraph.atoms
        return []

    def take_mark(self, key: Hashable, head: str, longest: int) -> str:
        """Take out and give the raised mark before the call of `key`, if `head` begins with it."""
        atoms = self.paragraphs[-1].atoms
        start = call = next((at for at, atom in enumerate(atoms) if isinstance(atom, _Call) and atom.key == key), 0)
        while start and isinstance(before := atoms[start - 1], _Stretch) and Mark.SUPERSCRIPT in before.marks:
            start -= 1
        mark = "".join(atom.text for atom in atoms[start:call] if isinstance(atom, _Stretch)).strip()
        if not mark or len(mark) > longest or not head.startswith(mark):
            return ""
        del atoms[start:call]
        return mark


@dataclass(slots=True)
class FlowNote:
    """A note as its reader found it."""

    key: Hashable
    """What its call names."""
    label: str
    flow: Flow
    rule: str
    kind: NoteKind = NoteKind.FOOTNOTE
    confidence: float = 1.0


def assemble(
    source: str,
    body: Flow,
    notes: Sequence[FlowNote],
    *,
    title: str = "",
    language: str = "",
    encoding: str = "utf-8",
    diagnostics: tuple[Diagnostic, ...] = (),
) -> Document:
    """The document that `body` and `notes` print.

    Notes come in the order of their calls, those that nothing calls behind them. Of several calls of one note the first
    counts; none of them stays in the running text.

    Raises:
        ReadError: there are no words at all.
    """
    labels = {note.key: note.label for note in notes}
    press = _Press(labels)
    text = press.set(body)
    first = {key: (span, at) for key, span, at in reversed(press.calls)}
    order = {key: index for index, key in enumerate(_first_keys(press.calls))}
    ranked = sorted(notes, key=lambda note: order.get(note.key, len(order)))
    made = [_note(press, note, ordinal, first.get(note.key)) for ordinal, note in enumerate(ranked, 1)]
    whole = "".join(press.parts)
    if not whole.strip():
        raise ReadError("no text in it", place=Place(source), hint="perhaps it holds only pictures of pages")
    document = Document(
        source,
        whole,
        tuple(press.lines),
        tuple(press.runs),
        text,
        tuple(made) or None,
        " ".join(title.split()),
        _declared(language),
        encoding,
    )
    return replace(document, diagnostics=diagnostics + _remarks(document, press))


def _declared(language: str) -> str:
    """A language that somebody declared: en-US is what word processors write where nobody did."""
    code = language.replace("_", "-").strip()
    return code if _LANGUAGE.fullmatch(code) and code.lower() != "en-us" else ""


def _first_keys(calls: Iterable[tuple[Hashable, Span, int]]) -> list[Hashable]:
    """The keys of all calls in their order, each once."""
    return list(dict.fromkeys(key for key, _, _ in calls))


def _note(press: _Press, note: FlowNote, ordinal: int, call: tuple[Span, int] | None) -> Note:
    press.begin()
    if note.label:
        press.literal(f"{note.label} ")
    body = press.set(note.flow, into_notes=True)
    return Note(
        note.label,
        body,
        Call(*call) if call else None,
        note.kind,
        ordinal,
        note.rule,
        note.confidence,
        tuple(press.embedded),
    )


def _remarks(document: Document, press: _Press) -> tuple[Diagnostic, ...]:
    found = []
    for note in document.notes or ():
        if note.call is None:
            line = document.position(note.body.origin(0))[0]
            found.append(Diagnostic("note-without-call", f"nothing in the text calls note {note.label}", line=line))
    for printed, span in press.lost:
        message = f"no note {printed} found for this call; it stays in the text"
        found.append(Diagnostic("call-without-note", message, span=span, line=document.position(span.start)[0]))
    return tuple(found)


class _Press:
    """Sets flows one after the other, and keeps count of where everything lands."""

    def __init__(self, labels: dict[Hashable, str]) -> None:
        self.labels = labels
        self.parts: list[str] = []
        self.at = 0
        self.lines: list[Line] = []
        self.runs: list[Run] = []
        self.calls: list[tuple[Hashable, Span, int]] = []
        self.lost: list[tuple[str, Span]] = []
        self.embedded: list[EmbeddedCitation] = []
        self._passage: list[str] = []
        self._length = 0
        self._pieces: list[Piece] = []
        self._passage_runs: list[Run] = []
        self._into_notes = False
        self._open: list[tuple[_Edge, int]] = []

    def begin(self) -> None:
        """A blank line before what follows."""
        if self.parts:
            self.literal("\n\n")

    def literal(self, text: str) -> int:
        """Print into the document alone; where it began."""
        start = self.at
        self.parts.append(text)
        self.at += len(text)
        return start

    def set(self, flow: Flow, *, into_notes: bool = False) -> Passage:
        """Print a flow; what of it the reader is to see is its passage."""
        self._passage, self._length, self._pieces, self._passage_runs = [], 0, [], []
        self._into_notes, self.embedded, self._open = into_notes, [], []
        for paragraph in flow.paragraphs:
            self._paragraph(_trimmed(paragraph.atoms, collapse=flow.collapse), paragraph.line)
        return Passage("".join(self._passage), tuple(self._pieces), tuple(self._passage_runs))

    def _paragraph(self, atoms: list[_Atom], line: int) -> None:
        if not any(not isinstance(atom, _Edge) for atom in atoms):
            for atom in atoms:
                self._atom(atom)
            return
        printed = any(isinstance(atom, _Stretch) for atom in atoms)
        if self._length:
            # A paragraph that is nothing but a call leaves no text: its place is the end of the text before.
            self._put("\n\n") if printed else self.literal("\n\n")
        start = self.at
        for atom in atoms:
            self._atom(atom)
        self.lines.append(Line(Span(start, self.at), line or len(self.lines) + 1))

    def _atom(self, atom: _Atom) -> None:
        match atom:
            case _Stretch():
                self._put(atom.text, atom.marks, atom.href)
            case _Break():
                self._put("\n")
            case _Edge():
                self._edge(atom)
            case _Call():
                self._call(atom)

    def _put(self, text: str, marks: frozenset[Mark] = _PLAIN, href: str = "") -> None:
        source = Span(self.at, self.at + len(text))
        span = Span(self._length, self._length + len(text))
        last = self._pieces[-1] if self._pieces else None
        if last and last.source.end == source.start and len(last.source) == span.start - last.start:
            self._pieces[-1] = Piece(last.start, Span(last.source.start, source.end))
        else:
            self._pieces.append(Piece(span.start, source))
        self.literal(text)
        self._passage.append(" " if text == "\n" else text)
        self._length = span.end
        if marks or href:
            _extend(self._passage_runs, Run(span, marks, href))
            _extend(self.runs, Run(source, marks, href))

    def _edge(self, edge: _Edge) -> None:
        if edge.opens:
            self._open.append((edge, self._length))
        elif self._open:
            opening, start = self._open.pop()
            if opening.items:
                self.embedded.append(EmbeddedCitation(Span(start, self._length), opening.items, opening.manager))

    def _call(self, call: _Call) -> None:
        label = self.labels.get(call.key)
        if label is None:
            if call.printed:
                span = Span(self.at, self.at + len(call.printed))
                self._put(call.printed, _RAISED)
                self.lost.append((call.printed, span))
            return
        start = self.literal(label)
        if label:
            self.runs.append(Run(Span(start, self.at), _RAISED))
        if not self._into_notes:
            self.calls.append((call.key, Span(start, self.at), self._length))


def _extend(runs: list[Run], run: Run) -> None:
    last = runs[-1] if runs else None
    if last and last.span.end == run.span.start and last.marks == run.marks and last.href == run.href:
        runs[-1] = Run(Span(last.span.start, run.span.end), run.marks, run.href)
    else:
        runs.append(run)


def _printed(text: str) -> str:
    text = text.translate(_UNPRINTED)
    if _SURROGATE.search(text):
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def _trimmed(atoms: list[_Atom], *, collapse: bool) -> list[_Atom]:
    """The atoms without blanks at the paragraph's and its lines' edges, and with blanks as they print."""
    found: list[_Atom] = []
    blank = True
    for atom in atoms:
        if isinstance(atom, _Break):
            _strip_end(found)
            if any(isinstance(before, _Stretch) for before in found):
                found.append(atom)
            blank = True
        elif isinstance(atom, _Stretch):
            text = _BLANKS.sub(" ", atom.text) if collapse else atom.text.replace("\n", " ").replace("\t", " ")
            if blank:
                text = text.lstrip()
            if text:
                found.append(_Stretch(text, atom.marks, atom.href))
                blank = collapse and text[-1] == " "
        else:
            found.append(atom)
    _strip_end(found)
    return found


def _strip_end(atoms: list[_Atom]) -> None:
    """Take blanks and line breaks off the end; calls and edges stay where they are."""
    for index in range(len(atoms) - 1, -1, -1):
        atom = atoms[index]
        if isinstance(atom, _Break):
            del atoms[index]
        elif isinstance(atom, _Stretch):
            text = atom.text.rstrip()
            if text:
                atoms[index] = _Stretch(text, atom.marks, atom.href)
                return
            del atoms[index]
