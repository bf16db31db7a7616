"""Where each cite of a document stands: first, subsequent, ibid, ibid with locator, near a note.

CSL 1.0.2, position: a cite is an ibid where it "immediately follows on another cite, within the same citation, that
references the same item, or the current cite is the first cite in the citation, and the previous citation consists of a
single cite referencing the same item"; then the locators of both decide.

Citations in the text and citations in notes are two sequences.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from biblio.styles.csl.cite import Position

__all__ = ["Mention", "Place", "Tracker"]


class Mention(NamedTuple):
    """One cite as positions see it."""

    item: str
    locator: str
    label: str


class Place(NamedTuple):
    """What a position says of a cite."""

    position: Position = Position.FIRST
    near_note: bool = False
    first_note: int = 0


@dataclass(slots=True)
class _Previous:
    mentions: tuple[Mention, ...]
    note: int
    author_only: bool


@dataclass(slots=True)
class _Sequence:
    """What has been cited so far, in the text or in the notes."""

    first: dict[str, int] = field(default_factory=dict)
    last: dict[str, int] = field(default_factory=dict)
    in_note: dict[int, int] = field(default_factory=dict)
    previous: _Previous | None = None
    before: _Previous | None = None


class Tracker:
    """Assigns places to citations in document order; one citation takes time in its own length only."""

    def __init__(self, near_note_distance: int = 5) -> None:
        self.distance = near_note_distance
        self._text = _Sequence()
        self._notes = _Sequence()

    def place(self, mentions: Sequence[Mention], note: int, *, author_only: bool = False) -> list[Place]:
        """Places of the cites of the next citation; `note` is 0 for one in the text."""
        cited = self._notes if note else self._text
        previous = cited.previous
        if previous and note and previous.note > note:
            cited.first.clear()
            cited.last.clear()
            cited.in_note.clear()
        cited.in_note[note] = cited.in_note.get(note, 0) + len(mentions)
        places = []
        for at, mention in enumerate(mentions):
            places.append(self._one(cited, tuple(mentions), at, mention, note, author_only))
        cited.before = cited.previous
        cited.previous = _Previous(tuple(mentions), note, author_only)
        return places

    def _one(
        self, cited: _Sequence, mentions: tuple[Mention, ...], at: int, mention: Mention, note: int, author_only: bool
    ) -> Place:
        item = mention.item
        if item not in cited.last and not author_only:
            cited.first[item] = note
            cited.last[item] = note
            return Place()
        position = Position.FIRST
        if not author_only:
            earlier = self._antecedent(cited, mentions, at, mention, note)
            position = _ibid(earlier, mention) if earlier else Position.SUBSEQUENT
        first = cited.first.setdefault(item, note)
        near = False
        if note:
            near = position != Position.FIRST and note - cited.last.get(item, note) <= self.distance
            cited.last[item] = note
        else:
            near = position != Position.FIRST
        return Place(position, near, first if first != note else 0)

    def _antecedent(
        self, cited: _Sequence, mentions: tuple[Mention, ...], at: int, mention: Mention, note: int
    ) -> Mention | None:
        """The cite that an ibid would refer to, if it is of the same item."""
        if at:
            earlier = mentions[at - 1]
            return earlier if earlier.item == mention.item else None
        previous = cited.previous
        if previous is None or not previous.mentions:
            return None
        if previous.note != note:
            alone = cited.in_note.get(previous.note, 0) == 1 or previous.note == 0
            adjacent = previous.note >= note - 1
            earlier = previous.mentions[0]
            return earlier if alone and adjacent and earlier.item == mention.item else None
        source = cited.before if previous.author_only and cited.before else previous
        if not source.mentions or source.mentions[-1].item != mention.item:
            return None
        return previous.mentions[0]


def _ibid(earlier: Mention, mention: Mention) -> Position:
    """ "if the preceding cite has a locator and the current one has none: subsequent" """
    if earlier.locator and not mention.locator:
        return Position.SUBSEQUENT
    if earlier.locator == mention.locator and (not mention.locator or earlier.label == mention.label):
        return Position.IBID
    return Position.IBID_WITH_LOCATOR
