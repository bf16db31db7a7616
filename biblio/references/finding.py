"""What a rule has to say about a cite."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from biblio.model import WorkId
from biblio.references.memory import Memory
from biblio.references.occurrence import Occurrence

__all__ = ["Completion", "Finding", "Rule"]


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule's answer: a work, or none with the works it might be and a remark on why it is open."""

    work: WorkId | None
    confidence: float = 1.0
    candidates: tuple[WorkId, ...] = ()
    code: str = ""
    """Code of the diagnostic to give, if any."""
    remark: str = ""


Rule = Callable[[Occurrence, Memory], Finding | None]
"""Answers for the cites it knows about; None leaves the cite to the next rule."""

Completion = Callable[[Occurrence, Memory], Occurrence]
"""Adds to a cite what it leaves out because it was said before; gives it back as it is where nothing is to be added."""
