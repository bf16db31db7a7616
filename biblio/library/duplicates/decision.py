"""What was decided of two entries, by which rule, and on what grounds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from biblio.identity import Comparison, Part, compare
from biblio.model import Entry

__all__ = ["Decision", "Pair", "Verdict"]


class Verdict(StrEnum):
    """Whether two entries describe one work."""

    SAME = "same"
    """Sure enough to be merged."""
    LIKELY = "likely"
    """For a person to decide."""
    APART = "apart"
    """Much alike, and yet two works."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two entries and how they compare."""

    left: Entry
    right: Entry
    comparison: Comparison

    @classmethod
    def of(cls, left: Entry, right: Entry) -> Pair:
        """Compare two entries."""
        return cls(left, right, compare(left.work, right.work))

    @property
    def contradicted(self) -> str:
        """The part in which they cannot both be right, "" if there is none."""
        return next((part.name for part in self.comparison.parts if part.weight <= -1), "")

    def agrees(self, *names: str) -> bool:
        """Whether all these parts speak for one work."""
        found = {part.name for part in self.comparison.parts if part.weight > 0}
        return found.issuperset(names)


@dataclass(frozen=True, slots=True)
class Decision:
    """A verdict with the rule that gave it."""

    left: str
    right: str
    """Keys."""
    verdict: Verdict
    rule: str
    reason: str
    """One sentence."""
    grounds: tuple[Part, ...] = ()
    confidence: float = 0.0
    """That the two are one work, 0 to 1."""
