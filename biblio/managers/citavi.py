"""Citavi, through RIS."""

from __future__ import annotations

from biblio.managers import Manager
from biblio.managers._files import FileManager

__all__ = ["plugin"]

plugin: Manager = FileManager(
    "Citavi",
    "ris",
    (
        'In Citavi: File > Import > "From a text file (RIS, BibTeX, EndNote ...)".',
        'Choose the filter "RIS", then the file; its letters are UTF-8.',
    ),
    marked=True,
)
