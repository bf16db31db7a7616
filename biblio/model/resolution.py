"""Which work a cite means, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NewType

from biblio.model.diagnostics import Diagnostic
from biblio.model.work import Work

__all__ = ["Resolution", "Resolved", "WorkId"]

WorkId = NewType("WorkId", int)
"""Index in `Resolved.works`."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """The work that one cite means, or None with the works it might mean."""

    citation: int
    """Index of the citation in the document."""
    cite: int
    """Index of the cite in its citation."""
    work: WorkId | None
    rule: str
    """Name of the rule that decided: `ibid`, `short-title`, `same-work` ..."""
    confidence: float = 1.0
    candidates: tuple[WorkId, ...] = ()


@dataclass(frozen=True, slots=True)
class Resolved:
    """All distinct works of a document and, cite by cite in the document's order, which of them is meant."""

    works: tuple[Work, ...] = ()
    resolutions: tuple[Resolution, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
