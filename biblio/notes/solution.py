"""What the solver finds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from biblio.notes.state import Event

__all__ = ["Plan", "Solution"]


class Plan(StrEnum):
    """How a document may be laid out."""

    FOOTNOTES = "footnotes"
    FOOTNOTES_BY_PAGE = "footnotes-by-page"
    ENDNOTES = "endnotes"


@dataclass(frozen=True, slots=True)
class Solution:
    """The best reading under one plan."""

    plan: Plan
    score: float
    events: tuple[Event, ...]
