"""A thesis and its book, a conference paper and its article, a report and its journal version."""

from __future__ import annotations

from biblio.library.duplicates.decision import Pair, Verdict

__all__ = ["judge"]

_TELLING = frozenset(
    ("thesis", "report", "paper-conference", "article-journal", "article-newspaper", "article-magazine", "review",
     "review-book", "motion_picture", "personal_communication", "manuscript", "speech", "interview", "patent",
     "dataset", "software", "legal_case", "chapter", "book")
)  # fmt: skip
"""Types that people do not mix up; `document`, `webpage` and the like say little."""


def judge(pair: Pair) -> tuple[Verdict, str] | None:
    """Likely only, where both types say something and not the same."""
    one, other = pair.left.work.type, pair.right.work.type
    if one != other and {one, other} <= _TELLING and pair.comparison.same:
        return Verdict.LIKELY, f"one is a {one}, the other a {other}"
    return None
