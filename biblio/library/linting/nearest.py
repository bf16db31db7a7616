"""The known word that a misspelled one is nearest to."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz.distance import DamerauLevenshtein

__all__ = ["nearest"]


def nearest(word: str, known: Iterable[str]) -> str:
    """A word that differs by one slip, or two if it is long; "" if there is none."""
    most = 1 if len(word) < 7 else 2
    scored = sorted((DamerauLevenshtein.distance(word, other, score_cutoff=most), other) for other in known)
    return scored[0][1] if scored and scored[0][0] <= most else ""
