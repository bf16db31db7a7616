"""One names a volume and the other does not, or one is of several years: a volume, and the whole it is of."""

from __future__ import annotations

from biblio.library.duplicates.decision import Pair, Verdict
from biblio.model import Work

__all__ = ["judge"]

_SERIAL = frozenset(("article-journal", "article-magazine", "article-newspaper", "review", "review-book"))


def judge(pair: Pair) -> tuple[Verdict, str] | None:
    """Likely only, for books; of years for whatever it is."""
    one, other = pair.left.work, pair.right.work
    if not pair.comparison.same:
        return None
    if _several_years(one) != _several_years(other):
        return Verdict.LIKELY, "only one of them is of several years"
    if _SERIAL & {one.type, other.type}:
        return None
    if bool(_volume(one)) != bool(_volume(other)):
        return Verdict.LIKELY, "only one of them names a volume"
    return None


def _several_years(work: Work) -> bool:
    date = work.date
    return bool(date and date.start and date.end and date.start.year != date.end.year)


def _volume(work: Work) -> str:
    return work.volume or (work.container.volume if work.container else "")
