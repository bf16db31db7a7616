"""One DOI under two titles: a chapter with its book's DOI, or a DOI copied into the wrong entry."""

from __future__ import annotations

from biblio.library.duplicates.decision import Pair, Verdict
from biblio.model import IdentifierKind

__all__ = ["judge"]


def judge(pair: Pair) -> tuple[Verdict, str] | None:
    """Apart, where title or people contradict a shared DOI."""
    one, other = (entry.work.identifier(IdentifierKind.DOI).lower() for entry in (pair.left, pair.right))
    if one and one == other and pair.contradicted in ("title", "people", "container"):
        return Verdict.APART, f"both have DOI {one}, but their {pair.contradicted} differs: one of them may be wrong"
    return None
