"""Markdown with footnotes: `[^1]` and its definition, notes written in place `^[...]`, italics, bold, links."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, ClassVar

from biblio.model import Call, Diagnostic, Document, Note, NoteKind, Passage, Piece, Run, Span
from biblio.readers import Reader
from biblio.readers.decoding import decode
from biblio.readers.layout import lines_of
from biblio.readers.signatures import foreign

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

    from biblio.readers.inline import InlineCall

__all__ = ["plugin"]

_CALL = re.compile(rb"\[\^[\w-]+\]")
_UNDEFINED = re.compile(r"\[\^([^\]\s]+)\]")
_FRONT_MATTER = re.compile(
    r"^(?P<key>title|lang|language):[ \t]*(?P<quote>['\"]?)(?P<value>.+?)(?P=quote)[ \t]*$", re.M
)


class MarkdownReader:
    """CommonMark with Pandoc's footnotes and front matter."""

    suffixes: ClassVar[tuple[str, ...]] = (".md", ".markdown", ".mkd")

    def sniff(self, head: bytes) -> bool:
        """A footnote reference; nothing else tells Markdown from plain text with certainty."""
        return bool(_CALL.search(head)) and not foreign(head)

    def read(self, data: bytes, source: str) -> Document:
        """The text without markup, its notes and calls; every character keeps its place in the source.

        A text without Markdown footnotes gets no notes here: `notes.find` looks for typed ones.

        Raises:
            ReadError: it is binary.
        """
        decoded = decode(data, source)
        text = decoded.text
        parse = _Parse(text)
        parse.run()
        body, calls = _body(parse.paragraphs)
        notes = _notes(parse, calls)
        document = Document(
            source,
            text,
            lines_of(text),
            runs=tuple(_runs(body)) + tuple(run for note in notes for run in _runs(note.body)),
            body=body,
            notes=notes or None,
            title=parse.title,
            language=parse.language,
            encoding=decoded.encoding,
            diagnostics=decoded.diagnostics,
        )
        return replace(document, diagnostics=document.diagnostics + tuple(_remarks(document)))


@dataclass(slots=True)
class _Paragraph:
    passage: Passage
    calls: tuple[InlineCall, ...] = ()


@dataclass(slots=True)
class _Definition:
    label: str
    paragraphs: list[_Paragraph] = field(default_factory=list)


class _Parse:
    """One walk over the block tokens."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self.paragraphs: list[_Paragraph] = []
        self.definitions: list[_Definition] = []
        self.title = ""
        self.language = ""
        self._definition: _Definition | None = None
        self._prefix: Span | None = None
        self._title_next = False

    def run(self) -> None:
        """Parse the whole text."""
        markdown = _markdown()
        env: dict[str, Any] = {}
        tokens = markdown.parse(self.text, env)
        notes: dict[int, Any] = env.get("footnotes", {}).get("list", {})
        for token in tokens:
            self._step(token, markdown, notes)

    def _step(self, token: Token, markdown: MarkdownIt, notes: dict[int, Any]) -> None:
        match token.type:
            case "front_matter":
                self._front_matter(token.content)
            case "footnote_reference_open":
                self._definition = _Definition(str(token.meta["label"]))
                self.definitions.append(self._definition)
            case "footnote_reference_close":
                self._definition = None
            case "list_item_open" if token.info and token.map:
                self._prefix = self._find(token.info + token.markup, token.map[0])
            case "heading_open":
                self._title_next = token.tag == "h1" and not self.title
            case "inline":
                self._inline(token, markdown, notes)
            case "fence" | "code_block" | "html_block" | "hr":
                self._literal(token)

    def _inline(self, token: Token, markdown: MarkdownIt, notes: dict[int, Any]) -> None:
        from biblio.readers.inline import walk

        first = token.map[0] if token.map else 0
        inline = walk(markdown, token.children or (), token.content, self._origin(token.content, first), notes)
        passage, calls = inline.passage, inline.calls
        if self._title_next:
            self.title, self._title_next = passage.text, False
        if self._prefix:
            prefix = Passage.verbatim(self.text, self._prefix)
            shift = len(prefix.text) + 1 if passage.text else 0
            passage = Passage.join((prefix, passage), " ")
            calls = tuple(replace(call, at=call.at + shift) for call in calls)
            self._prefix = None
        self._add(_Paragraph(passage, calls))

    def _literal(self, token: Token) -> None:
        """Code, raw HTML and rules, as they stand."""
        if not token.map or (token.type == "html_block" and token.content.lstrip().startswith("<!--")):
            return
        first, end = token.map
        if token.type == "fence":
            first, end = first + 1, end - 1
        start = self.starts[min(first, len(self.starts) - 1)]
        stop = self.starts[end] if end < len(self.starts) else len(self.text)
        self._add(_Paragraph(Passage.verbatim(self.text, Span(start, max(stop, start)).strip(self.text))))

    def _add(self, paragraph: _Paragraph) -> None:
        (self._definition.paragraphs if self._definition else self.paragraphs).append(paragraph)

    def _front_matter(self, content: str) -> None:
        for match in _FRONT_MATTER.finditer(content):
            if match["key"] == "title":
                self.title = match["value"]
            else:
                self.language = match["value"]

    def _find(self, words: str, line: int) -> Span | None:
        at = self.text.find(words, self.starts[line])
        return Span(at, at + len(words)) if at >= 0 else None

    def _origin(self, content: str, first: int) -> Callable[[int], int]:
        """Where a character of an inline's content stands: its lines are the source's, without what stands before."""
        offsets, bases, offset = [], [], 0
        while first + 1 < len(self.starts) and not self.text[self.starts[first] : self.starts[first + 1]].strip():
            # The parser strips a paragraph of leading lines that hold only a form feed or a no-break space.
            first += 1
        for number, line in enumerate(content.split("\n"), first):
            start = self.starts[min(number, len(self.starts) - 1)]
            end = self.text.find("\n", start)
            source = self.text[start : end if end >= 0 else len(self.text)]
            inner = line.strip()
            at = max(source.rfind(inner) if source.rstrip().endswith(inner) else source.find(inner), 0)
            offsets.append(offset)
            bases.append(start + at - (len(line) - len(line.lstrip())))
            offset += len(line) + 1
        size = len(self.text)

        def origin(position: int) -> int:
            index = max(bisect_right(offsets, position) - 1, 0)
            return min(max(bases[index] + position - offsets[index], 0), size)

        return origin


def _markdown() -> MarkdownIt:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin
    from mdit_py_plugins.front_matter import front_matter_plugin

    markdown = MarkdownIt("commonmark").use(footnote_plugin).use(front_matter_plugin)
    # The tail would drop definitions that nothing calls; joined text would hide where escapes stand.
    return markdown.disable(["footnote_tail", "text_join"])


def _body(paragraphs: list[_Paragraph]) -> tuple[Passage, list[tuple[InlineCall, int]]]:
    """The running text, and each footnote reference with its place in it."""
    calls: list[tuple[InlineCall, int]] = []
    offset = 0
    for paragraph in paragraphs:
        calls += [(call, offset + call.at) for call in paragraph.calls]
        if paragraph.passage.text:
            offset += len(paragraph.passage.text) + 2
    body = Passage.join((paragraph.passage for paragraph in paragraphs), "\n\n")
    # A paragraph that is nothing but a call leaves no text; its place is the end of the text before.
    return body, [(call, min(at, len(body.text))) for call, at in calls]


def _notes(parse: _Parse, calls: list[tuple[InlineCall, int]]) -> tuple[Note, ...]:
    """All notes: those that are called in the order of their calls, then the others."""
    definitions = {definition.label: definition for definition in reversed(parse.definitions)}
    notes: list[Note] = []
    used: set[int] = set()
    for call, at in calls:
        definition = definitions.get(call.label)
        body = call.body if call.body is not None else _joined(definition)
        if body is None or call.id in used:
            continue
        used.add(call.id)
        notes.append(
            Note(
                label=call.label or str(len(notes) + 1),
                body=body,
                call=Call(call.span, at),
                kind=NoteKind.FOOTNOTE,
                rule="markdown-footnote" if call.label else "markdown-inline-note",
            )
        )
    called = {id(definitions[call.label]) for call, _ in calls if call.label in definitions}
    notes += [
        Note(definition.label, _joined(definition) or Passage(""), rule="markdown-footnote")
        for definition in parse.definitions
        if id(definition) not in called
    ]
    return tuple(replace(note, ordinal=ordinal) for ordinal, note in enumerate(notes, 1))


def _joined(definition: _Definition | None) -> Passage | None:
    if definition is None:
        return None
    return Passage.join((paragraph.passage for paragraph in definition.paragraphs), "\n\n")


def _runs(passage: Passage) -> Iterator[Run]:
    for run in passage.runs:
        for span in passage.sources(run.span):
            yield Run(span, run.marks, run.href)


def _remarks(document: Document) -> Iterator[Diagnostic]:
    for note in document.notes or ():
        if note.call is None:
            origin = note.body.origin(0)
            yield Diagnostic(
                "note-without-call", f"nothing in the text calls note {note.label}", line=document.position(origin)[0]
            )
    body = document.body or Passage("", (Piece(0, Span(0, 0)),))
    for match in _UNDEFINED.finditer(body.text):
        span = Span(body.origin(match.start()), body.origin(match.end() - 1) + 1)
        yield Diagnostic(
            "call-without-note",
            f"no note {match[1]} found for this call; it stays in the text",
            span=span,
            line=document.position(span.start)[0],
        )


plugin: Reader = MarkdownReader()
