"""Glyphs of a page -> rows: what stands on one baseline, with what is raised from it."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from biblio.readers._pdf.pdfium import Glyphs

__all__ = ["Part", "Row", "merged", "rows_of", "text_of"]

_SAME_LINE = 0.15
"""Of the type size: how far baselines of one line may differ."""
_RAISED = (0.12, 0.75)
"""Of the type size: how far a superscript is raised."""
_RAISED_SIZE = 0.86
"""Superscripts are at most this large beside their line."""
_APART = 1.4
"""Type sizes between two parts of a line that may be of two columns."""
_BLANK = 0.16
"""Type sizes between two words at least."""
_HANGING = 4.0
"""Type sizes that a raised marker may stand to the left of its note."""
_BLANK_BEFORE_RAISED = 0.5
_OVERLAP = 0.6


@dataclass(slots=True)
class Part:
    """Letters of a row in one type."""

    glyphs: Glyphs
    raised: bool = False


@dataclass(slots=True)
class Row:
    """Parts from left to right."""

    parts: list[Part] = field(default_factory=list)
    baseline: float = 0.0
    size: float = 0.0
    """Of most of its letters."""
    left: float = 0.0
    right: float = 0.0


def rows_of(glyphs: tuple[Glyphs, ...]) -> list[Row]:
    """Rows in the order of the page's description; a wide gap parts two, since columns may lie on one baseline."""
    rows: list[Row] = []
    row: Row | None = None
    for run in glyphs:
        if row is None or not _take(row, run):
            row = Row([Part(run)], run.baseline, run.size)
            rows.append(row)
    for row in rows:
        _settle(row)
    return _with_strays(rows)


def merged(rows: list[Row]) -> list[Row]:
    """Rows from top to bottom, those on one baseline made one."""
    ordered = sorted(rows, key=lambda row: (-row.baseline, row.left))
    found: list[Row] = []
    for row in ordered:
        last = found[-1] if found else None
        if last is not None and abs(last.baseline - row.baseline) <= _SAME_LINE * max(last.size, row.size):
            last.parts += row.parts
            _settle(last)
        else:
            found.append(row)
    for row in found:
        row.parts.sort(key=lambda part: part.glyphs.left)
    return found


def text_of(row: Row) -> list[tuple[str, Part]]:
    """The row's letters part by part, with a blank where a gap stands."""
    pieces: list[tuple[str, Part]] = []
    for before, part in pairwise([None, *row.parts]):
        assert part is not None
        text = part.glyphs.text
        if before is not None:
            gap = part.glyphs.left - before.glyphs.right
            size = min(part.glyphs.size, before.glyphs.size) if part.raised == before.raised else part.glyphs.size
            open_gap = gap > (_BLANK_BEFORE_RAISED if part.raised and not before.raised else _BLANK) * max(size, 0.1)
            if pieces[-1][0].endswith(" "):
                text = text.lstrip(" ")
            elif open_gap and not text.startswith(" "):
                text = " " + text
        pieces.append((text, part))
    return pieces


def _take(row: Row, run: Glyphs) -> bool:
    """Put a run at the end of a row, if it belongs there."""
    last = row.parts[-1].glyphs
    gap = run.left - last.right
    # Small letters first: a note's raised number, say, before its text.
    size = max(row.size, run.size)
    if not -_OVERLAP * size <= gap <= _APART * size:
        return False
    rise = run.baseline - row.baseline
    if abs(rise) <= _SAME_LINE * size:
        if run.size > row.size:
            row.size = run.size
        row.parts.append(Part(run))
        return True
    if _is_raised(run.size, rise, row.size):
        row.parts.append(Part(run, raised=True))
        return True
    if _is_raised(row.size, -rise, run.size):
        for part in row.parts:
            part.raised = True
        row.parts.append(Part(run))
        row.baseline, row.size = run.baseline, run.size
        return True
    lowered = -_RAISED[1] * row.size < rise < 0 and run.size <= _RAISED_SIZE * row.size
    if lowered:
        row.parts.append(Part(run))
    return lowered


def _is_raised(size: float, rise: float, beside: float) -> bool:
    return size <= _RAISED_SIZE * beside and _RAISED[0] * beside < rise < _RAISED[1] * beside


def _settle(row: Row) -> None:
    """Its edges, and the size that most letters have."""
    row.left = min(part.glyphs.left for part in row.parts)
    row.right = max(part.glyphs.right for part in row.parts)
    weights: dict[float, int] = {}
    for part in row.parts:
        if not part.raised:
            size = round(part.glyphs.size, 1)
            weights[size] = weights.get(size, 0) + len(part.glyphs.text)
    row.size = max(weights, key=lambda size: weights[size]) if weights else row.size


def _with_strays(rows: list[Row]) -> list[Row]:
    """Superscripts that the page describes apart from their line go to it."""
    kept: list[Row] = []
    strays: list[Row] = []
    for row in rows:
        (strays if _may_be_stray(row) else kept).append(row)
    for stray in strays:
        home = next((row for row in kept if _is_beside(stray, row)), None)
        if home is None:
            kept.append(stray)
            continue
        home.parts += [Part(part.glyphs, raised=True) for part in stray.parts]
        home.parts.sort(key=lambda part: part.glyphs.left)
        _settle(home)
    return kept


def _may_be_stray(row: Row) -> bool:
    text = "".join(part.glyphs.text for part in row.parts).strip()
    return len(text) <= 4 and not any(part.raised for part in row.parts)


def _is_beside(stray: Row, row: Row) -> bool:
    if not _is_raised(stray.size, stray.baseline - row.baseline, row.size):
        return False
    return row.left - _HANGING * row.size <= stray.left <= row.right + row.size
