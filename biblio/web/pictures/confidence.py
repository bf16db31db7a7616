"""How sure each note's cites are: one bar a note, as high as its least sure cite, in rows one can read."""

from __future__ import annotations

from dataclasses import dataclass

from biblio.web.notes import ViewedNote
from biblio.web.words import counted

__all__ = ["Bar", "Row", "confidence"]

_ROW = 50
"""Notes in one row."""
_LEAST = 25
"""Slots of the row where there are no more notes than these, so that few notes do not become broad blocks."""
_CROWDED = 25
"""Notes in a row above which only every fifth is labelled."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One note; positions in hundredths of the row's width, height in hundredths of the full bar."""

    x: float
    width: float
    height: int
    tone: str
    """`none` for a note that cites nothing, else `sure`, `unsure` or `open`."""
    label: str
    anchor: str
    title: str


@dataclass(frozen=True, slots=True)
class Row:
    """Up to fifty notes."""

    bars: tuple[Bar, ...]


def confidence(notes: tuple[ViewedNote, ...]) -> tuple[Row, ...]:
    """The rows; none where no note cites anything."""
    if not any(note.cites for note in notes):
        return ()
    slots = _LEAST if len(notes) <= _LEAST else _ROW
    crowded = min(_ROW, len(notes)) > _CROWDED
    return tuple(
        Row(
            tuple(
                _bar(note, place, 100 / slots, show=not crowded or place == 0 or (start + place) % 5 == 4)
                for place, note in enumerate(notes[start : start + _ROW])
            )
        )
        for start in range(0, len(notes), _ROW)
    )


def _bar(note: ViewedNote, place: int, width: float, *, show: bool) -> Bar:
    levels = {cite.level for cite in note.cites}
    tone = next((level for level in ("open", "unsure", "sure") if level in levels), "none")
    least = min((cite.confidence for cite in note.cites), default=0)
    said = f"{counted(len(note.cites), 'cite')}, the least sure {least} in a hundred" if note.cites else "cites nothing"
    opened = ", one left open" if tone == "open" else ""
    return Bar(
        round(place * width, 3),
        round(width, 3),
        100 if tone == "open" else max(least, 6) if note.cites else 0,
        tone,
        note.label if show else "",
        note.anchor,
        f"note {note.label}: {said}{opened}",
    )
