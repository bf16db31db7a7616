"""What a step noticed but could go on without."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from biblio.model.span import Span

__all__ = ["Diagnostic", "Severity"]


class Severity(StrEnum):
    """How much a diagnostic matters to the reader of the result."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A remark with a stable code; every code has a heading in docs/diagnostics.md."""

    code: str
    """Stable, lower case, words joined by hyphens: `ibid-without-antecedent`."""
    message: str
    severity: Severity = Severity.WARNING
    note: str = ""
    """Label of the note concerned, if one is."""
    span: Span | None = None
    """In the note's text where `note` is set, else in `Document.text`."""
    line: int = 0
    """Line in the source, counted from 1; 0 means unknown."""
