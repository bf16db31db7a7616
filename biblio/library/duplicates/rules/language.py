"""One title in two languages: a name that needs no translation, on an original and its translation."""

from __future__ import annotations

from biblio.library.duplicates.decision import Pair, Verdict

__all__ = ["judge"]


def judge(pair: Pair) -> tuple[Verdict, str] | None:
    """Likely only, where both say their language and it is not the same."""
    one, other = (entry.work.language.lower().partition("-")[0] for entry in (pair.left, pair.right))
    if one and other and one != other and pair.comparison.same:
        return Verdict.LIKELY, f"one is in {one}, the other in {other}: perhaps a translation"
    return None
