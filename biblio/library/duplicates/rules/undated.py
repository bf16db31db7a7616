"""Without a date one edition cannot be told from another."""

from __future__ import annotations

from biblio.library.duplicates.decision import Pair, Verdict
from biblio.model import Work

__all__ = ["judge"]


def judge(pair: Pair) -> tuple[Verdict, str] | None:
    """Likely only, where just one has a date, or neither, unless all that they say is the same."""
    if not pair.comparison.same or pair.agrees("date") or pair.agrees("identical"):
        return None
    missing = [entry.key for entry in (pair.left, pair.right) if not _dated(entry.work)]
    if not missing or pair.agrees("title", "people", "container", "pages"):
        return None
    return Verdict.LIKELY, f"no date in {' and '.join(missing)}: it may be of another edition"


def _dated(work: Work) -> bool:
    date = work.date or (work.container.date if work.container else None)
    return bool(date and date.start)
