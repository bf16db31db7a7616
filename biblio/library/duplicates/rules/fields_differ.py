"""Nothing tells them apart for certain, but a field says two things: publishers in London and New York."""

from __future__ import annotations

from biblio.identity import contradictions
from biblio.library.duplicates.decision import Pair, Verdict

__all__ = ["judge"]

_SAID_OTHERWISE = frozenset(("title", "date", "volumes", "genre", "event"))
"""Compared by identity, or worded freely."""


def judge(pair: Pair) -> tuple[Verdict, str] | None:
    """Likely only, and says which fields."""
    if not pair.comparison.same:
        return None
    # Of "12" and "12-19" the first pages agree.
    beside = _SAID_OTHERWISE | ({"pages"} if pair.agrees("pages") else set())
    names = [name for name in contradictions(pair.left.work, pair.right.work) if name not in beside]
    if names:
        return Verdict.LIKELY, f"their {', '.join(name.replace('_', ' ') for name in names)} differ"
    return None
