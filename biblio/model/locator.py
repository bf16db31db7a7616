"""The place in a work that a cite points to; never a property of the work."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["LABELS", "Locator"]

LABELS = frozenset(
    (
        "act",
        "appendix",
        "article-locator",
        "book",
        "canon",
        "chapter",
        "column",
        "elocation",
        "equation",
        "figure",
        "folio",
        "issue",
        "line",
        "note",
        "opus",
        "page",
        "paragraph",
        "part",
        "rule",
        "scene",
        "section",
        "sub-verbo",
        "supplement",
        "table",
        "timestamp",
        "title-locator",
        "verse",
        "version",
        "volume",
    )
)
"""The locator terms of CSL 1.0.2, appendix "Locators"."""


@dataclass(frozen=True, slots=True)
class Locator:
    """A CSL locator: a label of `LABELS` and the value as printed, "59, 111-13"."""

    value: str
    label: str = "page"

    def __str__(self) -> str:
        return f"{self.label} {self.value}"

    @classmethod
    def parse(cls, text: str) -> Locator:
        """Read the form `str()` gives; a value without a label is a page."""
        label, _, value = text.partition(" ")
        return cls(value, label) if label in LABELS and value else cls(text)
