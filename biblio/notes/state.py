"""Where the solver stands after a line: in which zone, at which numbers, with what score, and how it came there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from biblio.notes.calls import CallMark, Family
from biblio.notes.markers import Form, Marker

__all__ = ["Event", "EventKind", "State", "Zone"]


class Zone(StrEnum):
    """What kind of text a line is in."""

    BODY = "body"
    FOOT = "foot"
    END = "end"
    """Endnotes: these may run over pages."""


class EventKind(StrEnum):
    """What happened at a line."""

    CALL = "call"
    START = "start"
    CONTINUE = "continue"
    """The note before goes on."""
    LEAVE = "leave"
    """Running text begins again."""


@dataclass(frozen=True, slots=True, eq=False)
class Event:
    """One decision; `before` leads back to the document's beginning."""

    kind: EventKind
    line: int
    gain: float
    before: Event | None
    mark: CallMark | None = None
    marker: Marker | None = None
    rule: str = ""
    anchored: bool = False
    """A rule or a heading stands above."""
    zone: Zone = Zone.FOOT

    def history(self) -> list[Event]:
        """All events up to this one, in order."""
        found: list[Event] = []
        event: Event | None = self
        while event:
            found.append(event)
            event = event.before
        return found[::-1]


class State(NamedTuple):
    """One way to read the document so far."""

    score: float = 0.0
    zone: Zone = Zone.BODY
    note: int = 0
    """Number of the last note."""
    call: int = 0
    """Number of the last call."""
    runs_ahead: int = 0
    """How often the calls' numbering has begun again where the notes' has not: endnotes chapter by chapter."""
    longest: int = 0
    """How far the calls of runs before this one counted."""
    behind: int = 0
    """Footnotes: the last call of the numbering before, if its notes have not come; `call` counts the new one."""
    pending: tuple[str, ...] = ()
    """Symbols called on this page whose notes have not come."""
    missed: tuple[int, ...] = ()
    """Numbers of calls that were passed over."""
    late: tuple[int, ...] = ()
    """Numbers of notes left out in this block; one may come late, as where a program moved it behind the next."""
    fresh_page: bool = True
    """Whether a page has begun since the numbering last began."""
    form: Form | None = None
    family: Family | None = None
    indent: int = -1
    """Of the last note's first line."""
    anchored: bool = False
    """Whether something besides numbers says that this block is one of notes."""
    body_finished: bool = True
    """Whether the running text before this block of notes ended with a sentence."""
    note_finished: bool = True
    """Whether the last block of notes ended with a sentence."""
    closed: bool = False
    """Whether a bibliography or the like has ended the endnotes: only a heading opens them again."""
    any_note: bool = False
    trail: Event | None = None

    @property
    def key(self) -> tuple[Zone, int, int, int, int, tuple[str, ...]]:
        """States with the same key have the same future, near enough; the better one is kept."""
        return self.zone, self.note, self.call, self.runs_ahead, self.behind, self.pending

    @property
    def owed(self) -> int:
        """Calls whose notes have not come."""
        if self.behind:
            return self.call + self.behind - self.note + len(self.pending)
        return max(self.call - self.note, 0) + len(self.pending)

    def events(self) -> Iterator[Event]:
        """What was decided, in order."""
        return iter(self.trail.history() if self.trail else ())
