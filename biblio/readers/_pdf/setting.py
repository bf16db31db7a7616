"""Rows in reading order -> the document's text, with its lines and runs."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise

from biblio.model import Line, Mark, Run, Span
from biblio.readers._pdf.columns import in_order
from biblio.readers._pdf.pdfium import Hyperlink, Page, Rule
from biblio.readers._pdf.rows import Part, Row, rows_of, text_of

__all__ = ["Sheets"]

_HYPHENS = str.maketrans({"\ufffe": "-", "\x02": "-", "\uffff": "-"})
"""pdfium's signs for a hyphen at a line's end."""
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ſt", "ﬆ": "st"})
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b\ufeff]")
_BLANKS = re.compile(r"[ \t\u00a0\u2000-\u200a]{2,}")
_GAP = 1.28
"""Times the usual leading: so far apart, two rows are parted by a blank line."""
_LONE_CALL = re.compile(r"\s*\d{1,3}\s*")
_LONE_CALL_SIZE = 0.86
"""Times the size of the line before."""
_EM = 0.5
"""Type sizes a blank is wide, to count an indent in blanks."""


@dataclass(slots=True)
class Sheets:
    """Collects pages; `text`, `lines` and `runs` are the document's."""

    pieces: list[str] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    length: int = 0
    number: int = 0
    gutters: set[float] = field(default_factory=set)

    @property
    def text(self) -> str:
        """All pages, form feeds between them."""
        return "".join(self.pieces)

    def add(self, page: Page) -> None:
        """Set one page."""
        if self.pieces:
            self._put("\f")
        placed = in_order(rows_of(page.glyphs), self.gutters)
        leading = _leading(placed)
        margins = _margins(placed)
        before: tuple[int, Row] | None = None
        for column, row in placed:
            together = before is not None and before[0] == column
            above = before[1] if before and together else None
            if above is not None and above.baseline - row.baseline > _GAP * leading.get(_key(row), row.size * 1.25):
                self._blank(page.number)
            ruled = _ruled(page.rules, above, row)
            self._row(page, column, row, ruled, margins[column])
            before = column, row

    def _put(self, text: str) -> None:
        self.pieces.append(text)
        self.length += len(text)

    def _blank(self, page: int) -> None:
        self.number += 1
        self.lines.append(Line(Span(self.length, self.length), self.number, page))
        self._put("\n")

    def _row(self, page: Page, column: int, row: Row, ruled: bool, margin: float) -> None:
        start = self.length
        marked: list[Run] = []
        lone_call = self._is_lone_call(row)
        for printed, part in text_of(row):
            text = _clean(printed, first=self.length == start)
            if not text:
                continue
            lead = len(text) - len(text.lstrip())
            span = Span(self.length + lead, self.length + len(text.rstrip()) if text.strip() else self.length + lead)
            marks, href = _marks(part, row), _href(page.links, part)
            if lone_call:
                marks |= {Mark.SUPERSCRIPT}
            if span and (marks or href):
                marked.append(Run(span, marks, href))
            self._put(text)
        if self.length == start:
            return
        self.number += 1
        self.runs += marked
        size = row.size
        indent = round((row.left - margin) / (_EM * size)) if size else 0
        # One blank is a sign of its own in plain text, and never meant here.
        self.lines.append(
            Line(
                Span(start, self.length),
                self.number,
                page.number,
                indent if indent > 1 else 0,
                round(size, 2),
                left=round(row.left, 1),
                right=round(row.right, 1),
                top=round(page.height - row.baseline, 1),
                column=column,
                ruled=ruled,
            )
        )
        self._put("\n")

    def _is_lone_call(self, row: Row) -> bool:
        """A small number on a line of its own: a call that did not fit on the line before."""
        before = self.lines[-1] if self.lines else None
        if before is None or row.size > _LONE_CALL_SIZE * before.size:
            return False
        return _LONE_CALL.fullmatch("".join(text for text, _ in text_of(row))) is not None


def _clean(printed: str, *, first: bool) -> str:
    text = printed.translate(_HYPHENS).translate(_LIGATURES).replace("\r", "").replace("\n", " ")
    text = _BLANKS.sub(" ", _CONTROLS.sub("", text))
    return text.lstrip() if first else text


def _marks(part: Part, row: Row) -> frozenset[Mark]:
    face = part.glyphs.face
    text = part.glyphs.text
    shrunken = text.isupper() and 0.6 < part.glyphs.size / max(row.size, 0.1) < 0.9 and not part.raised
    return frozenset(
        mark
        for mark, set_so in (
            (Mark.ITALIC, face.italic),
            (Mark.BOLD, face.bold),
            (Mark.SMALL_CAPS, face.small_caps or (shrunken and len(text.strip()) > 1)),
            (Mark.SUPERSCRIPT, part.raised),
        )
        if set_so
    )


def _href(links: tuple[Hyperlink, ...], part: Part) -> str:
    glyphs = part.glyphs
    middle = (glyphs.left + glyphs.right) / 2
    for link in links:
        if link.left <= middle <= link.right and link.bottom - 1 <= glyphs.baseline + 1 <= link.top:
            return link.href
    return ""


def _key(row: Row) -> float:
    return round(row.size)


def _leading(placed: list[tuple[int, Row]]) -> dict[float, float]:
    """The usual distance between two lines of each type size."""
    distances: dict[float, Counter[float]] = {}
    for (column, row), (next_column, after) in pairwise(placed):
        distance = row.baseline - after.baseline
        if column == next_column and _key(row) == _key(after) and 0 < distance < 3 * row.size:
            distances.setdefault(_key(row), Counter())[round(distance * 2) / 2] += 1
    return {size: _usual(counts) for size, counts in distances.items()}


def _usual(counts: Counter[float]) -> float:
    """The smallest distance that is nearly as frequent as the most frequent one."""
    most = max(counts.values())
    return min(distance for distance, count in counts.items() if count * 2 >= most)


def _margins(placed: list[tuple[int, Row]]) -> dict[int, float]:
    """The left edge that most rows of each column begin at."""
    edges: dict[int, Counter[int]] = {}
    for column, row in placed:
        edges.setdefault(column, Counter())[round(row.left)] += 1
    return {
        column: min(edge for edge, count in counts.items() if count * 3 >= max(counts.values()))
        for column, counts in edges.items()
    }


def _ruled(rules: tuple[Rule, ...], above: Row | None, row: Row) -> bool:
    """Whether a rule lies over the row, and under the one above it; no underline is meant."""
    top = above.baseline - 0.25 * above.size if above else row.baseline + 4 * row.size
    low = row.baseline + 0.6 * row.size
    return any(
        low <= rule.height <= top and rule.left <= row.right and rule.right >= row.left - row.size for rule in rules
    )
