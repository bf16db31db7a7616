"""The model's marginal probabilities -> confidence that means what it says: of cites at 0.8, four in five are right."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Any

__all__ = ["calibrated", "marginals", "table"]

_BIN = 200
"""Fewest cites behind one line of the table."""


def marginals(tagger: Any, labels: Sequence[str]) -> list[float]:
    """How probable each label of a cite is at its place, and the one behind it, for the row the tagger saw last.

    Prose is nobody's business and counts as sure: half of a note's words need not be asked about.
    """
    asked = (label != "O" or (index and labels[index - 1] != "O") for index, label in enumerate(labels))
    pairs = enumerate(zip(labels, asked, strict=True))
    return [tagger.marginal(label, index) if needed else 1.0 for index, (label, needed) in pairs]


def calibrated(raw: float, reliability: Sequence[tuple[float, float]]) -> float:
    """The share that is right among those the model is `raw` sure of, between the lines of the table."""
    if not reliability:
        return raw
    index = bisect_right(reliability, (raw, 2.0))
    if index == 0:
        return reliability[0][1]
    if index == len(reliability):
        return reliability[-1][1]
    (low, share), (high, above) = reliability[index - 1], reliability[index]
    return share + (above - share) * (raw - low) / (high - low) if high > low else share


def table(observed: Iterable[tuple[float, bool]]) -> tuple[tuple[float, float], ...]:
    """Isotonic regression by pooling adjacent violators, over bins of equal size; rising in both columns."""
    ordered = sorted(observed)
    bins = [ordered[low : low + _BIN] for low in range(0, len(ordered), _BIN)]
    if len(bins) > 1 and len(bins[-1]) < _BIN // 2:
        bins[-2] += bins.pop()
    pooled: list[tuple[float, float, int]] = []
    for found in bins:
        mean = sum(raw for raw, _ in found) / len(found)
        pooled.append((mean, sum(right for _, right in found) / len(found), len(found)))
        while len(pooled) > 1 and pooled[-2][1] >= pooled[-1][1]:
            (raw, share, size), (more, higher, count) = pooled[-2:]
            total = size + count
            pooled[-2:] = [((raw * size + more * count) / total, (share * size + higher * count) / total, total)]
    return tuple((round(raw, 4), round(share, 4)) for raw, share, _ in pooled)
