"""What has been read of a cite so far, and what a rule adds to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from biblio.citations.scan import Scan
from biblio.citations.tagged import Field

__all__ = ["Draft", "Found", "Rule"]


@dataclass(frozen=True, slots=True)
class Found:
    """Fields that a rule read, and where it stopped."""

    end: int
    fields: tuple[Field, ...] = ()


def _nothing(scan: Scan, pos: int, limit: int, draft: Draft) -> bool:
    return False


@dataclass(slots=True)
class Draft:
    """The fields of one cite while it is being read."""

    start: int
    pos: int
    fields: list[Field] = field(default_factory=list)
    quoted: bool = False
    """Whether the title stands in quotation marks, so that a container may follow."""
    detail_at: Callable[[Scan, int, int, Draft], bool] = _nothing
    """Whether a detail that ends a plain title stands at a position: the rules need one another."""

    def add(self, found: Found) -> None:
        """Take what a rule found."""
        self.fields += found.fields
        self.pos = found.end

    def has(self, *labels: str) -> bool:
        """Whether a field has one of the labels."""
        for item in self.fields:  # noqa: SIM110  (called a thousand times a note; a generator takes twice as long)
            if item.label in labels:
                return True
        return False

    @property
    def last(self) -> str:
        """The label of the field read last."""
        return self.fields[-1].label if self.fields else ""


Rule = Callable[[Scan, int, int, Draft], Found | None]
"""(scan, position, limit, what has been read) -> what stands at the position, if it is this kind of detail."""
