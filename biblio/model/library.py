"""Works filed under citation keys."""

from __future__ import annotations

from dataclasses import dataclass

from biblio.model.citation import Form
from biblio.model.diagnostics import Diagnostic
from biblio.model.locator import Locator
from biblio.model.work import Work

__all__ = ["Annotation", "Entry", "Library", "Mention"]


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a document cites an entry."""

    note: str
    """Label of the citing note."""
    form: Form = Form.FULL
    locator: Locator | None = None


@dataclass(frozen=True, slots=True)
class Annotation:
    """What somebody wrote about a work; never printed in a bibliography."""

    text: str
    """Plain text; paragraphs are separated by "\\n\\n"."""
    note: str = ""
    """Label of the citing note whose words these are; "" for a remark that belongs to no note."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A work under its citation key, with the places that cite it and what they say about it."""

    key: str
    work: Work
    mentions: tuple[Mention, ...] = ()
    line: int = 0
    """Line of the file it was read from, counted from 1; 0 when it was not read from one."""
    annotations: tuple[Annotation, ...] = ()


@dataclass(frozen=True, slots=True)
class Library:
    """Entries in their order; keys are unique."""

    entries: tuple[Entry, ...] = ()
    source: str = ""
    """The text of the file it was read from, so that writing can leave untouched entries byte for byte."""
    diagnostics: tuple[Diagnostic, ...] = ()

    def __len__(self) -> int:
        return len(self.entries)

    def get(self, key: str) -> Entry | None:
        """The entry under `key`."""
        return next((entry for entry in self.entries if entry.key == key), None)
