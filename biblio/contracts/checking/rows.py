"""One row for each entry and link, as all forms show it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from biblio.model import Library, LinkCheck, Verdict

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


def rows(checks: Sequence[LinkCheck], library: Library) -> Iterator[Row]:
    """In the order of the checks; a link used by two entries gives two rows."""
    lines = library.source.split("\n") if library.source else []
    entries = {entry.key: entry for entry in library.entries}
    for check in checks:
        for key in check.link.keys:
            entry = entries.get(key)
            yield Row(key, check, _line(lines, entry.line, check.link.url) if entry else 0)


def _line(lines: Sequence[str], first: int, url: str) -> int:
    """The line of the entry that holds the address."""
    for number in range(first, len(lines) + 1) if first else ():
        if url in lines[number - 1]:
            return number
        if number > first and lines[number - 1].lstrip().startswith("@"):
            break
    return first
