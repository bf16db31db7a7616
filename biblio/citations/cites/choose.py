"""Which proposals to believe: the set without overlaps that explains most (weighted interval scheduling)."""

from __future__ import annotations

from bisect import bisect_right

from biblio.citations.tagged import Tagged

__all__ = ["choose", "weight"]

_WEIGHTS = {
    "title": 2.0,
    "author": 1.6,
    "container": 1.5,
    "back": 3.0,
    "xref": 3.0,
    "abbr": 2.5,
    "url": 2.0,
    "doi": 2.0,
    "shelfmark": 2.5,
    "archive": 2.0,
    "editor": 1.6,
    "translator": 1.6,
    "number": 1.5,
    "addendum": 0.6,
}
_CITE = 1.4
"""What it costs to assume one more cite: one long reading beats two halves."""


def weight(tagged: Tagged) -> float:
    """How much of the note a proposal explains."""
    return sum(_WEIGHTS.get(field.label, 1.2) for field in tagged.fields) * tagged.confidence - _CITE


def choose(proposals: list[Tagged]) -> tuple[Tagged, ...]:
    """The proposals of greatest total weight that do not overlap, in the order of the text."""
    ordered = sorted(
        (item for item in proposals if weight(item) > 0), key=lambda item: (item.span.end, item.span.start)
    )
    ends = [item.span.end for item in ordered]
    best = [0.0]
    taken: list[bool] = []
    for index, item in enumerate(ordered):
        before = bisect_right(ends, item.span.start, 0, index)
        with_it = best[before] + weight(item)
        taken.append(with_it > best[-1])
        best.append(max(with_it, best[-1]))
    chosen: list[Tagged] = []
    index = len(ordered)
    while index:
        index -= 1
        if taken[index]:
            chosen.append(ordered[index])
            index = bisect_right(ends, ordered[index].span.start, 0, index)
    return tuple(reversed(chosen))
