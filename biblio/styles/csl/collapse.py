"""Numbers and year suffixes of neighbouring cites joined into ranges: 1, 2, 3 -> 1-3; 2000a, b, c -> 2000a-c.

The pieces of a citation come as finished text and as counters still open; a counter between texts ends a run.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum, auto
from typing import TypeVar

from biblio.styles.csl.node import Counter, Marks
from biblio.styles.outputs import Rich

__all__ = ["OpenCounter", "join"]

T = TypeVar("T", bound=Rich)


class _Status(Enum):
    START = auto()
    SEEN = auto()
    NEXT = auto()
    """Follows its predecessor by one."""
    INSIDE = auto()
    """Follows two that run on: the end of a range so far."""
    END = auto()
    HIDDEN = auto()


class OpenCounter:
    """A counter with the affixes it has gathered on its way up the tree."""

    __slots__ = ("counter", "glued", "marks", "prefix", "splice", "status", "suffix")

    def __init__(self, counter: Counter, prefix: str, suffix: str, marks: Marks) -> None:
        self.counter = counter
        self.prefix = prefix
        self.suffix = suffix
        self.marks = marks
        self.splice = ""
        """Delimiter of the cites, before this one."""
        self.glued = False
        """Needs no delimiter: it continues the text before it."""
        self.status = _Status.START


def join(parts: Sequence[T | OpenCounter], draw: Callable[[OpenCounter], T], text: Callable[[str], T]) -> list[T]:
    """All parts as text, runs of counters collapsed where the style gave them a range delimiter."""
    _walk(parts)
    _mend_last(parts)
    joined: list[T] = []
    for at, part in enumerate(parts):
        if not isinstance(part, OpenCounter):
            joined.append(part)
            continue
        if part.status is _Status.HIDDEN:
            continue
        before = _before(part, at)
        if before:
            joined.append(text(before))
        joined.append(draw(part))
    return joined


def _before(part: OpenCounter, at: int) -> str:
    if part.glued and part.status is _Status.START:
        return ""
    if part.status is _Status.END:
        return part.counter.range_delimiter
    if part.status is _Status.NEXT:
        return part.counter.successor_delimiter
    if part.status is _Status.START and not at:
        return ""
    return part.splice


def _walk(parts: Sequence[object]) -> None:
    start = True
    for at, part in enumerate(parts):
        following = parts[at + 1] if at + 1 < len(parts) else None
        if isinstance(part, OpenCounter):
            _check(part, following, start)
            start = False
        else:
            start = not (isinstance(following, OpenCounter) and following.splice)


def _check(part: OpenCounter, following: object, start: bool) -> None:
    """Set what the next counter is to this one."""
    if not isinstance(following, OpenCounter):
        if not start and part.status is _Status.INSIDE:
            part.status = _Status.END
        elif start:
            part.status = _Status.START
        return
    runs_on = following.counter.number == part.counter.number + 1 and following.counter.kind == part.counter.kind
    if start:
        part.status = _Status.START
        following.status = _Status.NEXT if runs_on else _Status.SEEN
    elif not runs_on:
        if part.status is _Status.INSIDE:
            part.status = _Status.END
        following.status = _Status.SEEN
    elif part.status in (_Status.START, _Status.SEEN):
        following.status = _Status.NEXT
    elif part.counter.range_delimiter:
        following.status = _Status.INSIDE
        part.status = _Status.HIDDEN
    else:
        following.status = _Status.NEXT


def _mend_last(parts: Sequence[object]) -> None:
    """The last counter of a run that is no range is joined as a successor."""
    pending = True
    for at in range(len(parts) - 1, 0, -1):
        part, before = parts[at], parts[at - 1]
        if not isinstance(part, OpenCounter):
            pending = True
        elif pending and isinstance(before, OpenCounter):
            apart = before.counter.number != part.counter.number - 1
            if part.status is _Status.SEEN or (apart and part.status is _Status.NEXT):
                part.status = _Status.NEXT
                pending = False
