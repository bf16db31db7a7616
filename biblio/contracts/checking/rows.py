"""One row for each entry and link, as all forms show it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from biblio.model import LinkCheck, Verdict

__all__ = ["FINDINGS", "Row", "rows"]

FINDINGS = frozenset((Verdict.DEAD, Verdict.SOFT404, Verdict.PARKED, Verdict.MISMATCH))
"""Verdicts that somebody has to do something about; the others pass or may pass."""


@dataclass(frozen=True, slots=True)
class Row:
    """A link as one entry uses it."""

    key: str
    check: LinkCheck
    line: int = 0
    """Line of the file on which the address stands, or on which the entry begins; 0 if unknown."""

    @property
    def is_finding(self) -> bool:
        """Whether the verdict calls for something to be done."""
        return self.check.verdict in FINDINGS


def rows(checks: Iterable[LinkCheck]) -> Iterator[Row]:
    """In the order of the checks; a link used by two entries gives two rows."""
    for check in checks:
        for use in check.link.uses:
            yield Row(use.key, check, use.line)
