"""What is there agrees, but it is not much."""

from __future__ import annotations

from biblio.library.duplicates.decision import Pair, Verdict

__all__ = ["judge"]


def judge(pair: Pair) -> tuple[Verdict, str] | None:
    """Likely only."""
    if not pair.comparison.same:
        return None
    agreeing = [part.name for part in pair.comparison.parts if part.weight > 0]
    return Verdict.LIKELY, f"only {' and '.join(agreeing) or 'little'} can be compared"
