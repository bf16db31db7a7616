"""Dates as scholars write them, kept both understood and as written.

Understood dates follow EDTF (ISO 8601-2): `1983-05/1983-06`, `1977-24` (winter; 21 to 24 are spring to winter), `1930~`
(about), `1953?` (uncertain). What was written, "Winter 1977" or "n.d.", stays in `literal`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

__all__ = ["Date", "Moment"]

_MOMENT = re.compile(r"(?P<year>-?\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?\Z")
_FIRST_SEASON = 21


@dataclass(frozen=True, slots=True, order=True)
class Moment:
    """A year, or a month, season or day of it; astronomical years (0 is 1 BC)."""

    year: int
    month: int = 0
    """1 to 12, or a season as in EDTF: 21 spring, 22 summer, 23 autumn, 24 winter; 0 when not given."""
    day: int = 0

    def __str__(self) -> str:
        year = f"{self.year:04d}" if self.year >= 0 else f"-{-self.year:04d}"
        return year + (f"-{self.month:02d}" if self.month else "") + (f"-{self.day:02d}" if self.day else "")

    @property
    def season(self) -> int:
        """1 to 4 for spring to winter, 0 if this is no season (CSL's numbering)."""
        return self.month - _FIRST_SEASON + 1 if self.month >= _FIRST_SEASON else 0

    @classmethod
    def parse(cls, text: str) -> Moment | None:
        """Read `YYYY[-MM[-DD]]`; None if it is something else."""
        match = _MOMENT.match(text)
        if not match:
            return None
        return cls(int(match["year"]), int(match["month"] or 0), int(match["day"] or 0))


@dataclass(frozen=True, slots=True)
class Date:
    """A moment or a range of them; `start` is None where the source has words only ("n.d.", "forthcoming")."""

    start: Moment | None = None
    end: Moment | None = None
    """The last moment of a range; None for a single moment."""
    circa: bool = False
    uncertain: bool = False
    literal: str = ""
    """As written, when that says more or other than the parts."""

    def __str__(self) -> str:
        """EDTF, or the literal where nothing is understood."""
        if self.start is None:
            return self.literal
        mark = "~" if self.circa else "?" if self.uncertain else ""
        return f"{self.start}{mark}" + (f"/{self.end}{mark}" if self.end else "")

    @property
    def year(self) -> int | None:
        """The (first) year, if known."""
        return self.start.year if self.start else None

    @property
    def undated(self) -> bool:
        """Whether the source says that it has no date ("n.d."), or nothing we understand."""
        return self.start is None

    @classmethod
    def parse(cls, text: str) -> Date:
        """Read the form `str()` gives; anything else becomes a literal."""
        low, slash, high = text.partition("/")
        marks = {low[-1:], high[-1:]} & {"~", "?"}
        start, end = Moment.parse(low.rstrip("~?")), Moment.parse(high.rstrip("~?"))
        if start is None or (slash and end is None):
            return cls(literal=text)
        return cls(start, end, circa="~" in marks, uncertain="?" in marks)

    def as_written(self, literal: str) -> Date:
        """The same date, remembering the words it was read from."""
        return replace(self, literal=literal)
