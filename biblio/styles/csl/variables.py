"""CSL's variables by kind (CSL 1.0.2, appendix IV, with the additions the public styles use)."""

from __future__ import annotations

__all__ = ["DATES", "NAMES", "NUMBERS", "PER_CITE"]

DATES = frozenset(("accessed", "available-date", "event-date", "issued", "original-date", "submitted", "locator-date"))

NAMES = frozenset(
    (
        "author", "chair", "collection-editor", "compiler", "composer", "container-author", "contributor", "curator",
        "director", "editor", "editorial-director", "editor-translator", "editortranslator", "executive-producer",
        "guest", "host", "illustrator", "interviewer", "narrator", "organizer", "original-author", "performer",
        "producer", "recipient", "reviewed-author", "script-writer", "series-creator", "translator",
    )
)  # fmt: skip

NUMBERS = frozenset(
    (
        "chapter-number", "citation-number", "collection-number", "edition", "first-reference-note-number", "issue",
        "locator", "number", "number-of-pages", "number-of-volumes", "page", "page-first", "part-number",
        "printing-number", "section", "supplement-number", "version", "volume",
    )
)  # fmt: skip

PER_CITE = frozenset(("locator", "first-reference-note-number", "citation-number", "citation-label", "year-suffix"))
"""Variables whose value belongs to the cite, not to the item."""
