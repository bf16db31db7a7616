"""A .bib file cut into its blocks, each broken one on its own.

What BibTeX reads is read as BibTeX reads it ("BibTeX the program", scanning): outside blocks everything is a remark, a
block is `@type{...}` or `@type(...)`, values are `{...}`, `"..."`, numbers and macros joined by `#`, and every brace
counts. Where BibTeX would give up, slips that can be undone in one way only are mended and reported. What cannot be
mended is that one block's trouble: the next block at the start of a line is read as if nothing had been.

Each character is looked at a bounded number of times, whatever the file holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from biblio.formats._tex.blocks import Definition, RawBlock, RawEntry, RawField, Split, resolve
from biblio.formats._tex.cursor import BLOCK, NAME, STRONG, SWALLOWED, BrokenError, Cursor
from biblio.formats._tex.dates import macros as month_macros
from biblio.formats._tex.fields import FieldList, read_fields, read_key, read_value
from biblio.model import Diagnostic, Severity

__all__ = ["Splitter", "split"]

_UNOPENED = re.compile(
    rf"^[ \t]*+@(?P<type>[^\W\d_]\w*+)[ \t]++[^\s,{{}}()@]++\s*+,\s*+{NAME}\s*+=", re.MULTILINE | re.VERBOSE
)
"""`@book key, title =`: the opening brace is missing."""
_SPACE = re.compile(r"\s*+")
_REST_OF_LINE = re.compile(r"[^\n]*+")
_STRUCK_ON = re.compile(r"(?P<line>[^\n]*)\n[ \t]*%")
_CLOSING = {"{": "}", "(": ")"}


def split(text: str) -> Split:
    """The entries of a .bib file as they stand, its macros, and a diagnostic for each block that is broken.

    Lines are counted by "\\n".
    """
    splitter = Splitter(text)
    for _ in splitter.blocks_read():
        pass
    problems = sorted(splitter.cursor.problems, key=lambda problem: problem.line)
    return Split(
        tuple(splitter.entries), tuple(splitter.definitions), tuple(problems), splitter.macros, tuple(splitter.blocks)
    )


class Splitter:
    """Reads block by block; what it has read may be taken from its lists at any time.

    Args:
        text: the file, as `readable` makes it.
    """

    def __init__(self, text: str) -> None:
        self.cursor = Cursor(text)
        self.entries: list[RawEntry] = []
        self.definitions: list[Definition] = []
        self.blocks: list[RawBlock] = []
        self.macros = dict(month_macros())

    def entries_read(self, remarks: list[Diagnostic] | None = None) -> Iterator[RawEntry]:
        """The entries one by one, none of them kept here; what is wrong is added to `remarks`."""
        for _ in self.blocks_read():
            yield from self.entries
            self.entries.clear()
            self.blocks.clear()
            self._hand_over(remarks)
        self._hand_over(remarks)

    def _hand_over(self, remarks: list[Diagnostic] | None) -> None:
        if remarks is not None:
            remarks += self.cursor.problems
        self.cursor.problems.clear()

    def blocks_read(self) -> Iterator[None]:
        """Read on, a block at a time."""
        text, at = self.cursor.text, 0
        while match := BLOCK.search(text, at):
            if not self._is_block(match):
                at = match.start() + 1
                continue
            try:
                at = self._block(match)
            except BrokenError as broken:
                message = f"not understood and left as it is: {self.cursor.words(match.start())!r}: {broken}"
                self.cursor.problem("broken-block", message, match.start(), Severity.ERROR)
                at = broken.at or self._next_block(match.end())
            yield
        for match in _UNOPENED.finditer(text):
            message = f"not understood and left as it is: {self.cursor.words(match.start())!r}: no brace opens it"
            self.cursor.problem("broken-block", message, match.start("type"), Severity.ERROR)

    def _is_block(self, match: re.Match[str]) -> bool:
        """Whether an "@" is meant: not that of an address, `me@example.org (office)`, nor one that is struck out."""
        text, start = self.cursor.text, match.start()
        before = text[start - 1 : start]
        in_word = before.isalnum() or (before != "" and before in "\\._-")
        if (in_word or match["open"] == "(") and not STRONG.match(text, start):
            return False
        return not self._struck_out(match)

    def _struck_out(self, match: re.Match[str]) -> bool:
        """Whether a "%" stands before each line of the block; behind a single one it is an entry to BibTeX."""
        text, start = self.cursor.text, match.start()
        lead = text[text.rfind("\n", 0, start) + 1 : start]
        if "%" not in lead or lead.strip(" \t%"):
            return False
        more = _STRUCK_ON.match(text, match.end())
        return more is not None and more["line"].count("{") >= more["line"].count("}")

    def _next_block(self, at: int) -> int:
        """Where reading goes on after a broken block: at the next one that starts a line, or surely is one."""
        text, start = self.cursor.text, at
        while (start := self.cursor.next_start(start)) < len(text) and not BLOCK.match(text, start):
            start += 1
        sure = STRONG.search(text, at, start)
        return sure.start() if sure else start

    def _block(self, match: re.Match[str]) -> int:
        """Read a block; where it ends."""
        kind, start, at = match["type"], match.start(), match.end()
        name, closing = kind.lower(), _CLOSING[match["open"]]
        if name not in ("string", "preamble", "comment"):
            return self._entry(start, kind, at, closing)
        line, fields = self.cursor.line(start), tuple[RawField, ...]()
        if name == "string":
            fields, end = self._string(start, at, closing)
        else:
            end = self._comment(at - 1) if name == "comment" else self._preamble(at - 1)
        self.blocks.append(RawBlock(name, fields, line, start, end, at))
        return end

    def _comment(self, at: int) -> int:
        """To the brace that closes it, whatever it holds; without one to the end of its line."""
        if self.cursor.text[at] == "{":
            try:
                return self.cursor.group_end(at)
            except BrokenError:
                pass
        found = _REST_OF_LINE.match(self.cursor.text, at)
        return found.end() if found else at + 1

    def _preamble(self, at: int) -> int:
        """A value or several in braces, or one in parentheses."""
        if self.cursor.text[at] == "{":
            return self.cursor.group_end(at)
        end = read_value(self.cursor, self._past_space(at + 1))
        close = self._past_space(end)
        return close + 1 if self.cursor.text.startswith(")", close) else end

    def _past_space(self, at: int) -> int:
        match = _SPACE.match(self.cursor.text, at)
        return match.end() if match else at

    def _string(self, start: int, at: int, closing: str) -> tuple[tuple[RawField, ...], int]:
        found = read_fields(self.cursor, "@string", at, closing, self.cursor.next_start(start + 1))
        self._check_closed(found, "@string", start)
        for field in found.fields:
            text, _ = resolve(field.value, self.macros)
            self.macros[field.name.lower()] = text
            self.definitions.append(Definition(field.name.lower(), text, start))
        return found.fields, found.end

    def _entry(self, start: int, kind: str, at: int, closing: str) -> int:
        line = self.cursor.line(start)
        key, at, closed = read_key(self.cursor, at, closing)
        limit = self.cursor.next_start(at)
        found = FieldList((), at) if closed else read_fields(self.cursor, key, at, closing, limit)
        self._check_closed(found, key, start)
        self.entries.append(RawEntry(kind, key, found.fields, line, start, found.end, found.closed))
        return found.end

    def _check_closed(self, found: FieldList, key: str, start: int) -> None:
        """A list of fields without an end is whole if its last value is no value that swallowed others."""
        if found.closed:
            return
        last: RawField | None = found.fields[-1] if found.fields else None
        if last is None or SWALLOWED.search(last.value):
            raise BrokenError(f"the value of {last.name!r} is not closed" if last else "it is not closed", found.end)
        self.cursor.problem("missing-brace", f"{key}: the brace that closes the block is missing", start)
