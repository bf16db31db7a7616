"""A reprint, translation or later edition and its original, where the entries say so themselves."""

from __future__ import annotations

from biblio.identity import match_titles, same_people
from biblio.identity.people import credited
from biblio.library.duplicates.decision import Pair, Verdict
from biblio.model import Entry

__all__ = ["judge"]


def judge(pair: Pair) -> tuple[Verdict, str] | None:
    """Apart, where one names the other or was first published when the other was published."""
    for one, other in ((pair.left, pair.right), (pair.right, pair.left)):
        kind = next((found.kind for found in one.work.related if found.key == other.key), "")
        if kind:
            return Verdict.APART, f"{one.key} says that it is {kind.replace('-', ' ')} {other.key}"
        if _original(one, other) and _alike(pair):
            return Verdict.APART, f"{other.key} is of the year in which {one.key} was first published"
    return None


def _original(one: Entry, other: Entry) -> bool:
    first, date, printed = one.work.original_date, one.work.date, other.work.date
    if not (first and date and printed) or other.work.original_date:
        return False
    return first.year == printed.year != date.year


def _alike(pair: Pair) -> bool:
    one, other = pair.left.work, pair.right.work
    return bool(match_titles(one.title, other.title)) and same_people(credited(one), credited(other))
