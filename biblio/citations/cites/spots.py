"""Where a cite may begin and where it must end."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from biblio.citations.scan import Scan

__all__ = ["fronts", "limit_at"]


def limit_at(scan: Scan, pos: int) -> int:
    """The end of the clause around `pos`, or of the bracket (and the clause in it) that `pos` lies in."""
    brackets = scan.structure.brackets
    index = bisect_right(brackets, pos, key=lambda bracket: bracket.outer.start) - 1
    if index >= 0 and pos < brackets[index].inner.end and pos > brackets[index].outer.start:
        end = brackets[index].inner.end
        semicolon = scan.text.find("; ", pos, end)
        return semicolon if semicolon >= 0 else end
    return scan.structure.clause(pos, len(scan.text))


def fronts(scan: Scan) -> Iterator[int]:
    """Where clauses, sentences and brackets begin, signals passed over, in order."""
    starts = sorted({0, *scan.structure.stops, *(bracket.inner.start for bracket in scan.structure.brackets)})
    for start in starts:
        yield skip_signals(scan, start)


def skip_signals(scan: Scan, pos: int) -> int:
    """The first position after the signals at `pos`."""
    for _ in range(3):
        found = scan.phrase("signals", pos)
        if not found or found[0].lower() in _NEVER_ALONE:
            return pos
        after = found.end()
        while after < len(scan.text) and scan.text[after] in " ,:\n":
            after += 1
        if after == found.end():
            return pos
        pos = after
    return pos


_NEVER_ALONE = frozenset(("in", "e", "y", "a", "s."))
