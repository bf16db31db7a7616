"""CSL's variables by kind (CSL 1.0.2, appendix IV, with the additions the public styles use)."""

from __future__ import annotations

__all__ = ["DATES", "NAMES", "NUMBERS", "TEXTS"]

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

TEXTS = frozenset(
    (
        "abstract", "annote", "archive", "archive-place", "archive_collection", "archive_location", "authority",
        "call-number", "citation-key", "citation-label", "collection-title", "container-title", "container-title-short",
        "dimensions", "division", "DOI", "event", "event-place", "event-title", "genre", "ISBN", "ISSN", "jurisdiction",
        "keyword", "language", "license", "medium", "original-publisher", "original-publisher-place", "original-title",
        "part-title", "PMCID", "PMID", "publisher", "publisher-place", "references", "reviewed-genre",
        "reviewed-title", "scale", "source", "status", "title", "title-short", "URL", "volume-title",
    )
)  # fmt: skip
