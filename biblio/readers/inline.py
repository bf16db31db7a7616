"""Inline Markdown -> a passage that knows where each character stands in the source.

markdown-it says what the inline text means, but not where its parts stand. This walks its tokens and the source side by
side: whatever of the source no token prints is markup.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from biblio.model import Mark, Passage, Piece, Run, Span

__all__ = ["Inline", "InlineCall", "walk"]

_MARKS = {
    "em": Mark.ITALIC,
    "strong": Mark.BOLD,
    "i": Mark.ITALIC,
    "cite": Mark.ITALIC,
    "b": Mark.BOLD,
    "sup": Mark.SUPERSCRIPT,
}


@dataclass(frozen=True, slots=True)
class InlineCall:
    """A footnote reference met on the way."""

    id: int
    """The plug-in's number for the note."""
    label: str
    """As written; "" for a note written in place."""
    span: Span
    """In the source."""
    at: int
    """In the passage's text."""
    body: Passage | None = None
    """The note itself, where it is written in place."""


@dataclass(frozen=True, slots=True)
class Inline:
    """A passage and the footnote references that stood in it."""

    passage: Passage
    calls: tuple[InlineCall, ...]


def walk(
    markdown: MarkdownIt,
    tokens: Sequence[Token],
    content: str,
    origin: Callable[[int], int],
    notes: dict[int, Any],
    start: int = 0,
) -> Inline:
    """The passage that `tokens` print.

    `content` is what they were parsed from, `origin` tells where in the document a character of it stands, `notes` is
    the plug-in's list of notes, `start` where in `content` the tokens begin.
    """
    walker = _Walker(markdown, content, origin, notes, start)
    for token in tokens:
        walker.step(token)
    return Inline(Passage(walker.text, tuple(walker.pieces), tuple(walker.runs)), tuple(walker.calls))


class _Walker:
    def __init__(
        self, markdown: MarkdownIt, content: str, origin: Callable[[int], int], notes: dict[int, Any], start: int
    ) -> None:
        self.markdown = markdown
        self.content = content
        self.origin = origin
        self.notes = notes
        self.cursor = start
        self.text = ""
        self.pieces: list[Piece] = []
        self.runs: list[Run] = []
        self.calls: list[InlineCall] = []
        self.marks: list[Mark] = []
        self.hrefs: list[str] = []

    def step(self, token: Token) -> None:
        """Go past one token in the source and print what it prints."""
        match token.type:
            case "text":
                self._print(token.content, token.content)
            case "text_special":
                self._print(token.content, token.markup)
            case "code_inline":
                self._code(token)
            case "softbreak" | "hardbreak":
                self._break()
            case "em_open" | "strong_open":
                self._skip(token.markup)
                self.marks.append(_MARKS[token.tag])
            case "em_close" | "strong_close":
                self._skip(token.markup)
                self._unmark(_MARKS[token.tag])
            case _:
                self._special(token)

    def _special(self, token: Token) -> None:
        match token.type:
            case "link_open":
                self._skip("<" if token.markup == "autolink" else "[")
                self.hrefs.append(str(token.attrs.get("href", "")))
            case "link_close":
                self.hrefs.pop()
                self._end_link(auto=token.markup == "autolink")
            case "image":
                self._skip("![")
                for child in token.children or ():
                    self.step(child)
                self._end_link(auto=False)
            case "footnote_ref":
                self._call(token)
            case "html_inline":
                self._tag(token.content)

    def _print(self, printed: str, written: str) -> None:
        """Print what stands in the source as `written`, from the cursor on or, past markup, behind it."""
        if not printed:
            return
        at = self.content.find(written, self.cursor)
        if at >= 0:
            self._emit(printed, at, at + len(written))
            return
        # An address that the parser made readable ("%20" a blank) stays as it is written.
        end = self.content.find(">", self.cursor)
        at, end = self.cursor, end if self.hrefs and end > 0 else self.cursor
        self._emit(self.content[at:end] or printed, at, end)

    def _emit(self, printed: str, start: int, end: int) -> None:
        source = Span(self.origin(start), max(self.origin(end - 1) + 1 if end > start else 0, self.origin(start)))
        span = Span(len(self.text), len(self.text) + len(printed))
        last = self.pieces[-1] if self.pieces else None
        exact = len(source) == len(printed)
        if last and exact and last.source.end == source.start and len(last.source) == span.start - last.start:
            self.pieces[-1] = Piece(last.start, Span(last.source.start, source.end))
        else:
            self.pieces.append(Piece(span.start, source))
        self.text += printed
        self.cursor = end
        if self.marks or self.hrefs:
            self._run(span)

    def _run(self, span: Span) -> None:
        marks, href = frozenset(self.marks), self.hrefs[-1] if self.hrefs else ""
        last = self.runs[-1] if self.runs else None
        if last and last.span.end == span.start and last.marks == marks and last.href == href:
            self.runs[-1] = Run(Span(last.span.start, span.end), marks, href)
        else:
            self.runs.append(Run(span, marks, href))

    def _code(self, token: Token) -> None:
        self._skip(token.markup)
        written = token.content
        at = self.content.find(written, self.cursor)
        end = self.content.find(token.markup, self.cursor)
        if at < 0:
            # Broken over lines: blanks stand for line breaks.
            at, end = self.cursor, max(end, self.cursor)
            self._emit(written, at, end)
        else:
            self._emit(written, at, at + len(written))
        closing = self.content.find(token.markup, self.cursor)
        self.cursor = closing + len(token.markup) if closing >= 0 else self.cursor

    def _break(self) -> None:
        end = self.content.find("\n", self.cursor)
        end = end if end >= 0 else self.cursor
        at = self.pieces[-1].source.end if self.pieces else self.origin(self.cursor)
        self.pieces.append(Piece(len(self.text), Span(at, at)))
        self.text += " "
        self.cursor = end + 1

    def _skip(self, markup: str) -> None:
        at = self.content.find(markup, self.cursor)
        if at >= 0:
            self.cursor = at + len(markup)

    def _unmark(self, mark: Mark) -> None:
        for index in range(len(self.marks) - 1, -1, -1):
            if self.marks[index] is mark:
                del self.marks[index]
                return

    def _end_link(self, *, auto: bool) -> None:
        """Past ">", "](address "title")", "][label]" or "]"."""
        self._skip(">" if auto else "]")
        following = "" if auto else self.content[self.cursor : self.cursor + 1]
        if following == "(":
            self.cursor = self._address_end(self.cursor + 1)
        elif following == "[":
            self._skip("]")

    def _address_end(self, position: int) -> int:
        source, end, helpers = self.content, len(self.content), self.markdown.helpers
        position = _past_blanks(source, position)
        address = helpers.parseLinkDestination(source, position, end)
        if address.ok:
            position = _past_blanks(source, address.pos)
            title = helpers.parseLinkTitle(source, position, end)
            position = _past_blanks(source, title.pos) if title.ok else position
        return position + 1 if source[position : position + 1] == ")" else self.cursor

    def _call(self, token: Token) -> None:
        label = str(token.meta.get("label", ""))
        number = int(token.meta["id"])
        opening = f"[^{label}]" if label else "^["
        start = max(self.content.find(opening, self.cursor), self.cursor)
        end = start + len(opening)
        body = None
        if not label:
            note = self.notes.get(number, {})
            body = walk(self.markdown, note.get("tokens") or (), self.content, self.origin, self.notes, end).passage
            end = min(end + len(note.get("content", "")) + 1, len(self.content))
        span = Span(self.origin(start), max(self.origin(max(end - 1, start)) + 1, self.origin(start)))
        self.calls.append(InlineCall(number, label, span, len(self.text), body))
        self.cursor = end

    def _tag(self, tag: str) -> None:
        """`<i>`, `</i>`; other tags and comments print nothing and change nothing."""
        self._skip(tag)
        name = tag.strip("</> ").casefold()
        if name in _MARKS and not tag.endswith("/>"):
            if tag.startswith("</"):
                self._unmark(_MARKS[name])
            else:
                self.marks.append(_MARKS[name])


def _past_blanks(text: str, position: int) -> int:
    while position < len(text) and text[position].isspace():
        position += 1
    return position
