"""Mendeley, through BibTeX, the only one of its formats that brings the citation keys along."""

from __future__ import annotations

from biblio.managers import Manager
from biblio.managers._files import FileManager

__all__ = ["plugin"]

plugin: Manager = FileManager(
    "Mendeley",
    "bibtex",
    (
        "In Mendeley Reference Manager: File > Import library > BibTeX (.bib).",
        "Entries that Mendeley knows already are shown under Duplicates.",
    ),
)
