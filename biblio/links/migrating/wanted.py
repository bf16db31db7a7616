"""The post that is looked for, and how another one is compared with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Self

from biblio.addresses import Address, Period
from biblio.links import matching
from biblio.links.heads import Head
from biblio.links.posts import SLACK, same_sender
from biblio.model import Cited, Use

__all__ = ["Again", "Wanted"]

_ALIKE = 0.9
"""From here on two subjects are one."""
_NAMELESS = 0.05
"""What a post of the cited sender has over one whose sender gives no name."""


@dataclass(frozen=True, slots=True)
class Again:
    """Where a post was found again."""

    url: str = ""
    words: str = ""
    """What came of looking, for people."""
    match: float | None = None
    is_sure: bool = True
    """Whether every archive that should be asked gave an answer."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the entries and the address say of the post."""

    cited: tuple[Cited, ...]
    """Those with a title."""
    period: Period | None
    day: date | None
    """The day of publication, if an entry gives it whole."""

    @classmethod
    def of(cls, address: Address, uses: Sequence[Use]) -> Self:
        """From the address of a post and the entries that cite it."""
        cited = tuple(replace(use.cited, container_title="") for use in uses if use.cited.title)
        return cls(cited, address.period, next((day for use in uses if (day := _day(use))), None))

    def likeness(self, subject: str, author: str) -> float:
        """0 to 1; 0 for another subject or another author. A sender who is not named speaks against nothing."""
        best = 0.0
        for one in self.cited:
            title = matching.match([replace(one, names=())], Head(title=subject)) or 0.0
            same = same_sender(one.names, author)
            if title >= _ALIKE and same is not False:
                best = max(best, title if same or not one.names else title - _NAMELESS)
        return best

    def possible(self, when: date | None) -> bool:
        """Whether a post of that day can be the one; a day that is not known speaks against nothing."""
        if when is None:
            return True
        if self.day is not None and abs(when - self.day) > SLACK:
            return False
        period = self.period
        return period is None or period.earliest - SLACK <= when <= period.latest + SLACK

    def distance(self, when: date | None) -> int:
        """Days from the day that is cited; 0 where either is not known."""
        return abs((when - self.day).days) if when and self.day else 0


def _day(use: Use) -> date | None:
    when = use.date.start if use.date else None
    if when is None or not when.day or use.date is None or use.date.end:
        return None
    try:
        return date(when.year, when.month, when.day)
    except ValueError:
        return None
