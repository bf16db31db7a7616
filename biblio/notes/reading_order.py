"""Blocks -> paragraphs in the order in which they are to be read.

Text taken from a page may come in another order than it was written in. Where a call is set, the paragraph breaks
off; the next block of the page follows, and only then the rest of the paragraph, and after it, alone on a line, the
call of the block that came between:

    ... to use,8                              the paragraph, up to its call
    Thompson had guessed ... passed over,     the next block
     and that these were the first to go      the rest of the paragraph
    9                                         the call of the next block
    Between that guess and its proof ...      goes on after it in the same way

So a rest goes to the oldest block that broke off at a call and has none yet, and a lone call to the last block that is
no rest.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from biblio.notes.blocks import Block, Gap, LoneCall
from biblio.notes.calls import CallMark
from biblio.notes.clues import goes_on
from biblio.notes.printed import PrintedLine

__all__ = ["Paragraph", "paragraphs"]

_PATIENCE = 1
"""Blocks that may come between a paragraph and its rest."""
_STALE_MARK = re.compile(r"\[\d{1,3}\]\s*")


@dataclass(slots=True)
class Paragraph:
    """Blocks that make one paragraph, and calls whose place is at a block's end though they are printed elsewhere."""

    blocks: list[Block]


@dataclass(slots=True)
class _Broken:
    """A paragraph that broke off at a call and waits for its rest."""

    paragraph: Paragraph
    block: Block
    age: int = 0


@dataclass(slots=True)
class _Order:
    paragraphs: list[Paragraph] = field(default_factory=list)
    waiting: list[_Broken] = field(default_factory=list)
    last: Block | None = None
    """The last block of the page."""
    last_in_place: Block | None = None
    """The last block that is no rest."""
    home: dict[int, Paragraph] = field(default_factory=dict)
    """By the block's first line: the paragraph it went to."""


def paragraphs(stream: list[Block | LoneCall], width: int) -> list[Paragraph]:
    """Put blocks and calls where they belong; `width` is the length of a full line."""
    order = _Order()
    for item in stream:
        if isinstance(item, LoneCall):
            _place_call(order, item.mark)
        else:
            _place_block(order, item, width)
    return order.paragraphs


def _place_call(order: _Order, mark: CallMark) -> None:
    target = order.last_in_place or order.last
    if target is None:
        return
    target.late_calls.append(mark)
    waits = any(broken.block is target for broken in order.waiting)
    if not waits:
        order.waiting.append(_Broken(order.home[target.lines[0].index], target))


def _place_block(order: _Order, block: Block, width: int) -> None:
    broken = _broken_for(order, block)
    if block.gap is Gap.PAGE and order.last is not None and _continues(order.last, block, width):
        _append(order, order.home[order.last.lines[0].index], block)
        order.last_in_place = block
    elif broken is not None:
        order.waiting.remove(broken)
        _append(order, broken.paragraph, block)
    else:
        paragraph = Paragraph([])
        order.paragraphs.append(paragraph)
        _append(order, paragraph, block)
        order.last_in_place = block
        for waiting in order.waiting:
            waiting.age += 1
        order.waiting = [waiting for waiting in order.waiting if waiting.age <= _PATIENCE]
    if block.called_at_end:
        order.waiting.append(_Broken(order.home[block.lines[0].index], block))
    order.last = block


def _append(order: _Order, paragraph: Paragraph, block: Block) -> None:
    paragraph.blocks.append(block)
    order.home[block.lines[0].index] = paragraph


def _broken_for(order: _Order, block: Block) -> _Broken | None:
    """The paragraph whose rest this block is, if it looks like a rest."""
    if block.gap is Gap.PAGE and not block.lines[0].blanks_before:
        return None
    stale = _STALE_MARK.match(block.head)
    first_words = block.head[stale.end() :] if stale else block.head
    going_on = goes_on(first_words)
    odd = block.lines[0].odd_blank
    if not (odd or stale or going_on):
        return None
    fitting = [
        broken
        for broken in order.waiting
        if (odd or stale or _breaks_off(broken.block)) and (broken.block.finished != going_on)
    ]
    if fitting:
        return fitting[0]
    return order.waiting[0] if order.waiting and (odd or stale) else None


def _breaks_off(block: Block) -> bool:
    """Whether a block breaks off in mid-sentence, and not as before a quotation set off from the text."""
    return not block.finished and block.tail[-1:] not in ",:"


def _continues(before: Block, block: Block, width: int) -> bool:
    """Whether a block at the head of a page goes on with the paragraph at the foot of the page before."""
    if block.goes_on:
        return not before.finished or before.tail[-1:] not in ".!?"
    if not before.finished:
        return not before.called_at_end
    return block.lines[0].indent <= 1 and not _ended_early(before.lines[-1], block, width)


def _ended_early(last: PrintedLine, block: Block, width: int) -> bool:
    """Whether the next word would still have fitted on the last line, so that the paragraph ended there.

    Letters differ in width, so a line counts as full from nine tenths on.
    """
    word = block.head.split(maxsplit=1)[0]
    return last.indent + len(last.text) + 1 + len(word) < 0.9 * width + 1
