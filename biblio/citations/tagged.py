"""The seam between recognising and understanding: stretches of a note with labels on them.

Whatever recognises citations, rules or a trained model, answers with `Tagged`; `assemble` makes typed values of it and
knows nothing of how the stretches were found. The labels are those of the annotated essays.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from biblio.citations.scan import Scan
from biblio.model import Form, Span

__all__ = ["LABELS", "Field", "Tagged", "Tagger"]

LABELS = frozenset(
    (
        *("author", "editor", "translator", "title", "container", "container-author", "series", "volume", "issue"),
        *("date", "original-date", "place", "publisher", "edition", "pages", "locator", "archive", "shelfmark"),
        *("institution", "genre", "number", "url", "accessed", "doi", "isbn", "back", "xref", "abbr", "addendum"),
    )
)


@dataclass(frozen=True, slots=True)
class Field:
    """A stretch of the note and what it tells of the work; quotation marks and labels like "pp." stay outside."""

    label: str
    span: Span
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Tagged:
    """One cite: its stretch, its form and its fields in the order of the text."""

    span: Span
    form: Form
    fields: tuple[Field, ...] = ()
    signal: Span | None = None
    rule: str = ""
    confidence: float = 1.0

    def all(self, label: str) -> Iterator[Span]:
        """The stretches with a label."""
        return (field.span for field in self.fields if field.label == label)

    def first(self, label: str) -> Span | None:
        """The first stretch with a label."""
        return next(self.all(label), None)

    def has(self, *labels: str) -> bool:
        """Whether a field has one of the labels."""
        return any(field.label in labels for field in self.fields)


class Tagger(Protocol):
    """What finds the cites of a document's notes, which may help to understand one another."""

    def __call__(self, scans: Sequence[Scan]) -> Sequence[tuple[Tagged, ...]]:
        """The cites of each note in order, none overlapping another."""
        ...
