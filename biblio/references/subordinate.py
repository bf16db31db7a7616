"""Which cites of a note stand merely beside another: "see also …", "reviewed by …", "(Berlin 1984)".

Semkowicz, Wydania, 84–87; see also Borowy, O poezji, 12        Borowy stands beside Semkowicz
Kleiner, Tanagrafiguren (Berlin 1942). Der Nachdruck (Berlin 1984) …    the reprint beside the original
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from biblio.references.memory import Seen
from biblio.references.wording import sets_beside

__all__ = ["main"]

_SENTENCE = re.compile(r"(?<=[\w’”»\"')\]][\w’”»\"')\]])[.!?][’”»\"')\]]*\s+(?=[A-ZÀ-ÞĀ-Ž])|[.!?][’”»\"')\]]*\s+[—–]\s")
_OPEN, _CLOSE = "([", ")]"


def main(cites: Sequence[Seen]) -> tuple[Seen, ...]:
    """The cites of a note that are not set beside another; all where none is left."""
    kept: list[Seen] = []
    beside, depth = False, 0
    for at, seen in enumerate(cites):
        before = seen.occurrence.before
        sentences = _SENTENCE.split(before)
        beside = (beside and len(sentences) == 1) or (at > 0 and sets_beside(sentences[-1]))
        depth = max(0, depth + _opened(before))
        if not (beside or _derived(seen) or (depth and kept and _says_what(seen))):
            kept.append(seen)
    return tuple(kept) or tuple(cites)


def _derived(seen: Seen) -> bool:
    """A reprint, or another edition that takes its title from the cite before."""
    return seen.occurrence.cite.reprint_of is not None or "title" in seen.occurrence.work.inferred


def _says_what(seen: Seen) -> bool:
    """A cite in brackets that gives no name or title ("Nicolini (II, 205)") is of what the words before it name."""
    return bool(seen.occurrence.work.contributors or seen.occurrence.work.title)


def _opened(text: str) -> int:
    return sum((char in _OPEN) - (char in _CLOSE) for char in text)
