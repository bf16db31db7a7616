"""Lines of running text -> blocks: stretches that the page shows as one piece."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from biblio.notes.assign import Assignment
from biblio.notes.calls import CallForm, CallMark
from biblio.notes.clues import goes_on
from biblio.notes.printed import PrintedLine, ends_sentence

__all__ = ["Block", "Gap", "LoneCall", "blocks_of"]


class Gap(StrEnum):
    """What parts a block from the one before."""

    START = "start"
    BLANK = "blank"
    INDENT = "indent"
    PAGE = "page"


@dataclass(slots=True)
class Block:
    """Lines without anything between them."""

    lines: list[PrintedLine]
    gap: Gap
    calls: dict[int, list[CallMark]]
    """Of all lines of the document, by line."""
    late_calls: list[CallMark] = field(default_factory=list)
    """Calls of this block's end that are printed elsewhere."""

    @property
    def head(self) -> str:
        """The first line's text."""
        return self.lines[0].text

    @property
    def tail(self) -> str:
        """The last line's text without a call at its end."""
        line = self.lines[-1]
        end = len(line.text)
        for mark in reversed(self.calls.get(line.index, ())):
            if line.text[mark.end : end].strip():
                break
            end = mark.start
        return line.text[:end].rstrip()

    @property
    def called_at_end(self) -> bool:
        """Whether the block breaks off where a call is set."""
        return bool(self.late_calls) or len(self.tail) < len(self.lines[-1].text.rstrip())

    @property
    def finished(self) -> bool:
        """Whether it ends as a sentence does."""
        return ends_sentence(self.tail)

    @property
    def goes_on(self) -> bool:
        """Whether it begins as no sentence does."""
        return goes_on(self.head)


@dataclass(frozen=True, slots=True)
class LoneCall:
    """A call printed between blocks, away from its word."""

    mark: CallMark


def blocks_of(found: Assignment) -> list[Block | LoneCall]:
    """The running text in the order of the page."""
    stream: list[Block | LoneCall] = []
    before: PrintedLine | None = None
    block: Block | None = None
    for line in found.body:
        calls = found.calls.get(line.index, [])
        if len(calls) == 1 and calls[0].form is CallForm.ALONE and line.blanks_before:
            stream.append(LoneCall(calls[0]))
            before, block = line, None
            continue
        gap = _gap(before, line, found)
        if block is None or gap:
            block = Block([line], gap or Gap.BLANK, found.calls)
            stream.append(block)
        else:
            block.lines.append(line)
        before = line
    return stream


def _gap(before: PrintedLine | None, line: PrintedLine, found: Assignment) -> Gap | None:
    if before is None:
        return Gap.START
    if line.index in found.resumed or line.page != before.page or line.after_furniture:
        return Gap.PAGE
    if line.blanks_before:
        return Gap.BLANK
    if line.odd_blank:
        return Gap.PAGE
    if line.indent >= before.indent + 2 and line.early_end_before:
        return Gap.INDENT
    return None
