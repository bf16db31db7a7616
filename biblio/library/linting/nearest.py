"""The known word that a misspelled one is nearest to."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rapidfuzz.distance import DamerauLevenshtein

__all__ = ["nearest"]


_SPARE = re.compile(r"(?:name|user|list|verb)[a-f](?:type)?\Z")
"""BibLaTeX's fields for a user's own purposes: `user2` is no slip for `usera`."""


def nearest(word: str, known: Iterable[str]) -> str:
    """A word that differs by one slip, or two if it is long; "" if there is none."""
    most = 1 if len(word) < 7 else 2
    likely = (other for other in known if not _SPARE.match(other))
    scored = sorted((DamerauLevenshtein.distance(word, other, score_cutoff=most), other) for other in likely)
    return scored[0][1] if scored and scored[0][0] <= most else ""
