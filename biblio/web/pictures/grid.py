"""Which note cites which work: a row a work in the order of their first cite, a column a note."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from biblio.model import Entry
from biblio.web import describe
from biblio.web.anchors import note_id
from biblio.web.lookup import Lookup, Where
from biblio.web.words import counted, family, in_brief, word

__all__ = ["Column", "Dot", "Grid", "GridRow", "grid"]

_MANY_WORKS = 80
"""Above so many works, those that are cited once only are left out (they are in the library)."""
_CELLS = ((12, 36.0), (24, 28.0), (40, 22.0), (120, 14.0), (10**9, 9.0))
"""(up to so many notes, width of a column in pixels)."""
_ROW_HEIGHT = 19.0
_ORDER = ("full", "link", "short", "ibid", "mention")
"""Of several cites in one note the dot shows the first of these."""


@dataclass(frozen=True, slots=True)
class Column:
    """A note; `x` is the middle of its column in pixels."""

    x: float
    label: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Dot:
    """A work cited in a note."""

    x: float
    family: str
    several: bool
    title: str
    anchor: str


@dataclass(frozen=True, slots=True)
class GridRow:
    """A work; `y` is the middle of its row in pixels."""

    y: float
    label: str
    title: str
    anchor: str
    first: float
    last: float
    dots: tuple[Dot, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """The picture, sizes in pixels."""

    width: float
    height: float
    columns: tuple[Column, ...]
    """Those that have room for their label."""
    rows: tuple[GridRow, ...]
    left_out: int
    """Works cited once that were left out to keep the picture readable."""


def grid(lookup: Lookup) -> Grid | None:
    """The picture; None where there are fewer than two notes or two works to compare."""
    notes = len(lookup.result.citations)
    cited = sorted(lookup.cited, key=lambda key: lookup.cited[key][0])
    if notes < 2 or len(cited) < 2:
        return None
    shown = [key for key in cited if len(cited) <= _MANY_WORKS or len(_notes(lookup.cited[key])) > 1] or cited
    cell = next(width for most, width in _CELLS if notes <= most)
    return Grid(
        width=round(notes * cell + 12, 1),
        height=len(shown) * _ROW_HEIGHT + 6,
        columns=_columns(lookup, cell),
        rows=tuple(
            _row(lookup, lookup.entries[key], _ROW_HEIGHT * (place + 0.5) + 3, cell) for place, key in enumerate(shown)
        ),
        left_out=len(cited) - len(shown),
    )


def _columns(lookup: Lookup, cell: float) -> tuple[Column, ...]:
    every = 1 if cell > 20 else 5
    notes = [citation.note for citation in lookup.result.citations]
    return tuple(
        Column(_middle(index, cell), note.label, note_id(index))
        for index, note in enumerate(notes)
        if every == 1 or index == 0 or (index + 1) % every == 0
    )


def _row(lookup: Lookup, entry: Entry, y: float, cell: float) -> GridRow:
    places = lookup.cited[entry.key]
    notes = _notes(places)
    whole = "".join(part.before + part.text for part in describe.line(entry.work)) or entry.key
    return GridRow(
        y,
        describe.label(entry.work, entry.key),
        f"{whole}: cited in {counted(len(notes), 'note')}",
        lookup.anchors[entry.key],
        _middle(notes[0], cell),
        _middle(notes[-1], cell),
        tuple(_dot(lookup, entry, [place for place in places if place[0] == note], cell) for note in notes),
    )


def _dot(lookup: Lookup, entry: Entry, places: Sequence[Where], cell: float) -> Dot:
    cites = [lookup.cite(place) for place in places]
    said = [
        word("forms", cite.form) + (f", {in_brief(cite.locator.label, cite.locator.value)}" if cite.locator else "")
        for cite in cites
    ]
    note = places[0][0]
    return Dot(
        _middle(note, cell),
        min((family(cite.form) for cite in cites), key=_ORDER.index),
        len(cites) > 1,
        f"note {lookup.note(note).label}: {describe.label(entry.work, entry.key)} ({'; '.join(said)})",
        note_id(note),
    )


def _notes(places: Sequence[Where]) -> list[int]:
    return sorted({note for note, _ in places})


def _middle(note: int, cell: float) -> float:
    return round((note + 0.5) * cell + 6, 1)
