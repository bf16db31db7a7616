"""Rows of a page -> rows in reading order: two columns are taken apart.

A gutter is an upright strip that hardly any row crosses, with enough rows on both sides that reach up to it. Rows that
cross it (a title, notes below both columns) part the page into zones, each read column by column.
"""

from __future__ import annotations

from itertools import groupby

from biblio.readers._pdf.rows import Row, merged

__all__ = ["in_order"]

_FEWEST = 7
"""Rows on each side of a gutter."""
_FEWEST_KEPT = 2
_MANY = 20
_FEW = 40
"""One row of so many may lie outside the page's area of type."""
_STEP = 3.0
_MOST_PLACES = 300
"""Where a gutter is looked for: a damaged page may claim to be miles wide."""
_MOST_CROSSING = 0.5
"""Share of rows that may cross a gutter."""
_MOST_CROSSING_KEPT = 0.85
"""The same where pages before have the gutter: notes may fill most of a page."""
_REACHES = 0.45
"""Share of the rows of a column that have to come near its width."""


def in_order(rows: list[Row], known: set[float]) -> list[tuple[int, Row]]:
    """(column, row): 1 and 2 in columns, 0 for rows over the whole width.

    `known`: gutters of the pages before, to which that of this page is added; a last page may have too few rows to
    show its own.
    """
    if not rows:
        return []
    gutter = _gutter(rows)
    if gutter is None:
        gutter = next((at for at in known if _keeps(rows, at)), None)
    else:
        known.add(gutter)
    if gutter is None:
        return [(0, row) for row in merged(rows)]
    right = [row for row in rows if row.left >= gutter]
    across = [row for row in rows if row.left < gutter < row.right]
    jutting = [row for row in across if _juts_out(row, right)]
    left = merged([row for row in rows if row.right <= gutter] + jutting)
    across = merged([row for row in across if row not in jutting])
    right = merged(right)
    return _zones(left, right, across)


def _juts_out(row: Row, right: list[Row]) -> bool:
    """Whether a row crosses the gutter only because it is too long, an address say: the other column goes on there."""
    return any(abs(other.baseline - row.baseline) < 0.9 * row.size for other in right)


def _zones(left: list[Row], right: list[Row], across: list[Row]) -> list[tuple[int, Row]]:
    """Between two rows that cross the gutter: the left column, then the right."""

    def zone(row: Row) -> int:
        return sum(other.baseline > row.baseline for other in across)

    placed = [(zone(row), 1, row) for row in left] + [(zone(row), 2, row) for row in right]
    placed += [(at, 3, row) for at, row in enumerate(across)]
    placed.sort(key=lambda item: (item[0], item[1], -item[2].baseline))
    found: list[tuple[int, Row]] = []
    for _, items in groupby(placed, key=lambda item: item[0]):
        inside = list(items)
        sides = {column for _, column, _ in inside}
        for _, column, row in inside:
            alone = not {1, 2} <= sides
            # The last, short line of a block over the whole width crosses no gutter.
            found.append((0 if column == 3 or (alone and across) else column, row))
    return found


def _gutter(rows: list[Row]) -> float | None:
    edges = [(row.left, row.right) for row in rows]
    # An address or an inscription too long for its line may run out of the page.
    odd = len(edges) // _FEW
    low, high = sorted(left for left, _ in edges)[odd], sorted(right for _, right in edges)[-1 - odd]
    middle, reach = (low + high) / 2, (high - low) * 0.17
    places = min(int(2 * reach / _STEP), _MOST_PLACES) + 1
    candidates = []
    for place in range(places):
        at = middle - reach + place * 2 * reach / places
        crossing = sum(left < at < right for left, right in edges)
        candidates.append((crossing, at))
    fewest = min(crossing for crossing, _ in candidates)
    # The middle of the clear strip nearest to the page's middle.
    clear = [at for crossing, at in candidates if crossing == fewest]
    at = min(clear, key=lambda at: abs(at - middle))
    left = [row for row in rows if row.right <= at]
    right = [row for row in rows if row.left >= at]
    if not _are_enough(len(left), len(right), fewest) or fewest > _MOST_CROSSING * len(rows):
        return None
    return at if _fills(left, low, at) and _fills(right, at, high) else None


def _are_enough(left: int, right: int, crossing: int) -> bool:
    """A column that has just begun shows by the other one, if nothing at all crosses the gutter."""
    if crossing == 0 and max(left, right) >= _MANY:
        return min(left, right) >= _FEWEST_KEPT
    return min(left, right) >= _FEWEST


def _keeps(rows: list[Row], at: float) -> bool:
    """Whether a page keeps a gutter that others have: rows begin right behind it, and few cross it."""
    crossing = sum(row.left < at < row.right for row in rows)
    behind = sum(0 <= row.left - at <= 3 * row.size for row in rows)
    return behind >= _FEWEST_KEPT and crossing <= _MOST_CROSSING_KEPT * len(rows)


def _fills(rows: list[Row], low: float, high: float) -> bool:
    """Whether many rows take up most of a column's width, as those of a table or a list do not."""
    wide = sum(row.right - row.left >= 0.7 * (high - low) for row in rows)
    return wide >= _REACHES * len(rows)
