"""What a rule says of a link that calls a note."""

from __future__ import annotations

from dataclasses import dataclass

from biblio.model import NoteKind

__all__ = ["Verdict"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """The note's printed label, kind, and how sure the rule is."""

    label: str
    kind: NoteKind = NoteKind.FOOTNOTE
    confidence: float = 1.0
