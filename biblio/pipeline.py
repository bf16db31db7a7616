"""The only module that knows the order of the steps.

document -> reading -> citations -> resolved works -> library -> link checks
"""

from __future__ import annotations

from dataclasses import dataclass

from biblio.model import Citation, Diagnostic, Document, Library, LinkCheck, Reading, Resolved

__all__ = ["Result"]


@dataclass(frozen=True, slots=True)
class Result:
    """Every intermediate of one run; commands and pages are views of it."""

    document: Document
    reading: Reading
    citations: tuple[Citation, ...]
    """One for each note, in the notes' order."""
    resolved: Resolved
    library: Library
    """All entries: those an existing refs.bib already had, then those of this document."""
    keys: tuple[str, ...]
    """Citation key of each work of `resolved.works`, in that order."""
    checks: tuple[LinkCheck, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    """What all steps noticed, in the order of the steps."""
