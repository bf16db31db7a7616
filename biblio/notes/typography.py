"""What type sizes say: notes are mostly set smaller than the text, and stand together at the foot of a page or column.

Only sources with a layout (PDF) know sizes. Quotations set off from the text may be as small as the notes, but text
follows them before the page ends.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection
from enum import StrEnum

from biblio.notes.printed import Kind, PrintedLine

__all__ = ["Setting", "settings"]

_BODY_SHARE = 0.12
"""The largest size that this share of all letters has is that of the text: in law reviews notes fill more room."""
_SMALLER = 0.955
"""Times the size of the text: notes are at most so large."""
_ALIKE = 0.04


class Setting(StrEnum):
    """How large a line is set, and where."""

    UNKNOWN = "unknown"
    TEXT = "text"
    """Larger than notes are."""
    SMALL = "small"
    """As small as notes, above lines that are larger."""
    FOOT = "foot"
    """As small as notes, with nothing larger below it in its column."""


def settings(lines: list[PrintedLine], marked: Collection[int]) -> dict[int, Setting]:
    """By index, for lines of text; empty where sizes tell nothing. `marked`: lines that a marker begins."""
    text = [line for line in lines if line.kind is Kind.TEXT and line.size]
    size = _note_size(text, marked)
    if not size:
        return {}
    columns: dict[tuple[int, int], list[PrintedLine]] = defaultdict(list)
    for line in text:
        columns[line.page, line.column].append(line)
    found: dict[int, Setting] = {}
    for column in columns.values():
        below = Setting.FOOT
        for line in sorted(column, key=lambda line: -line.top):
            if line.size > size * (1 + _ALIKE):
                below = Setting.SMALL
                found[line.index] = Setting.TEXT
            else:
                found[line.index] = below
    return found


def _note_size(text: list[PrintedLine], marked: Collection[int]) -> float:
    """The size below the text's that most lines with a marker have; 0 if none has."""
    letters: Counter[float] = Counter()
    for line in text:
        letters[round(line.size, 1)] += len(line.text)
    total = sum(letters.values())
    body = max((size for size, count in letters.items() if count >= _BODY_SHARE * total), default=0.0)
    counts = Counter(round(line.size, 1) for line in text if line.index in marked and line.size <= _SMALLER * body)
    return max(counts, key=lambda size: (counts[size], size)) if counts else 0.0
