"""Laws known by their kind and day: "Legge 15 agosto 1863, n. 1409", "Grondwet 1887"."""

from __future__ import annotations

from dataclasses import replace

from biblio.citations.assemble.types import is_law
from biblio.citations.scan import Scan
from biblio.citations.tagged import Tagged
from biblio.model import Span

__all__ = ["as_law", "dated_kind"]

_BETWEEN = 8
"""Characters between the kind of a law and its number or day: ", n. ", " del "."""


def as_law(scan: Scan, tagged: Tagged) -> Tagged:
    """The cite with the word for a kind of law as its genre, where it was taken for an author's name."""
    if tagged.has("title", "container", "publisher"):
        return tagged
    return replace(
        tagged,
        fields=tuple(
            replace(field, label="genre")
            if field.label == "author" and is_law(" ".join(field.span.of(scan.text).split()))
            else field
            for field in tagged.fields
        ),
    )


def dated_kind(scan: Scan, tagged: Tagged) -> Span | None:
    """The kind of law with the number and the day right behind it; None where neither is there."""
    genre = tagged.first("genre")
    if genre is None:
        return None
    end = genre.end
    for field in tagged.fields:
        if field.label in ("number", "date") and 0 <= field.span.start - end <= _BETWEEN:
            end = field.span.end
    return Span(genre.start, end) if end > genre.end else None
