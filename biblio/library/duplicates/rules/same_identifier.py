"""One DOI, ISBN or arXiv number, and nothing that speaks against it."""

from __future__ import annotations

from biblio.library.duplicates.decision import Pair, Verdict
from biblio.library.duplicates.rules.other_isbn import isbns

__all__ = ["judge"]


def judge(pair: Pair) -> tuple[Verdict, str] | None:
    """The same, where the titles agree too (a chapter's ISBN is its book's)."""
    if not pair.comparison.same:
        return None
    if pair.agrees("identifier", "title"):
        return Verdict.SAME, "title and identifier agree"
    if isbns(pair.left.work) & isbns(pair.right.work) and pair.agrees("title"):
        return Verdict.SAME, "title and ISBN agree"
    return None
