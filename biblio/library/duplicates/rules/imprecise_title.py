"""Titles that agree only in part: cut short, misprinted, or with a volume in the subtitle."""

from __future__ import annotations

import re

from biblio.identity import match_titles
from biblio.library.duplicates.decision import Pair, Verdict

__all__ = ["judge"]

_NUMBERED = re.compile(r"\d|\b[IVX]{1,5}\b")


def judge(pair: Pair) -> tuple[Verdict, str] | None:
    """Likely only, unless the pages or a whole main title vouch for it."""
    one, other = pair.left.work.title, pair.right.work.title
    way = match_titles(one, other).way
    if not pair.comparison.same or way in ("equal", "different"):
        return None
    if way == "main-title" and not _numbers(one) ^ _numbers(other):
        return None
    if way == "typo" and pair.agrees("people", "date", "pages") and _numbers(one) == _numbers(other):
        return None
    return Verdict.LIKELY, f"their titles agree only in part ({way})"


def _numbers(title: str) -> set[str]:
    return set(_NUMBERED.findall(title))
