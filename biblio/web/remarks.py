"""Diagnostics -> remarks with their place: the note, the line of the source and the words concerned."""

from __future__ import annotations

from dataclasses import dataclass

from biblio.model import Diagnostic
from biblio.web.anchors import note_id
from biblio.web.lookup import Lookup

__all__ = ["Remark", "remark", "remarks"]

_EXCERPT = 90
"""Characters of the words concerned that are shown."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A diagnostic in words."""

    code: str
    message: str
    severity: str
    note: str
    """Label of the note, or ""."""
    anchor: str
    """Where the note stands on the page, or ""."""
    line: int
    """Line of the source, from 1; 0 when not known."""
    of_library: bool
    """Whether the line is one of the refs.bib that was there before, not of the document."""
    excerpt: str


def remarks(lookup: Lookup) -> tuple[Remark, ...]:
    """Everything the steps noticed, in the order of the steps."""
    return tuple(remark(found, lookup) for found in lookup.result.diagnostics)


def remark(found: Diagnostic, lookup: Lookup) -> Remark:
    """One diagnostic with its place."""
    note = lookup.noted(found)
    text = lookup.result.document.text if note is None else lookup.note(note).body.text
    excerpt = " ".join(found.span.of(text).split()) if found.span and (note is not None or not found.note) else ""
    return Remark(
        found.code,
        found.message,
        found.severity.value,
        found.note,
        note_id(note) if note is not None else "",
        found.line or _line(found, note, lookup),
        found in lookup.result.library.diagnostics and not found.note,
        excerpt if len(excerpt) <= _EXCERPT else excerpt[: _EXCERPT - 1] + "…",
    )


def _line(found: Diagnostic, note: int | None, lookup: Lookup) -> int:
    if note is not None:
        return lookup.line(note, found.span.start if found.span else 0)
    return lookup.result.document.position(found.span.start)[0] if found.span and not found.note else 0
