"""How test documents are set."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["LAYOUTS", "Layout"]


@dataclass(frozen=True)
class Layout:
    """How a document is set; `engine` names what sets it."""

    engine: str
    columns: int = 1
    by_page: bool = False
    symbols: bool = False
    endnotes: bool = False
    large_notes: bool = False
    """Notes in type as large as the text's."""
    rule: bool = True
    head: bool = False
    marker: str = "raised"
    """raised, "dot" ("1. "), or bracket."""
    chapters: bool = False
    """The numbering restarts with each of three chapters."""
    docx: bool = False
    sizes: tuple[float, float] = (12, 10)
    font: str = ""
    ragged: bool = False
    indented: bool = True
    """Paragraphs begin with an indent; else a gap parts them."""
    page: str = "a4"
    decoys: bool = False
    """Section numbers and numbered lists."""
    dense: bool = False
    """Notes as long and as close as in a law review: many run on to the next page."""
    run_in: bool = False
    """The notes of a page in one paragraph."""


LAYOUTS: dict[str, Layout] = {
    "latex": Layout("latex"),
    "latex-head": Layout("latex", head=True, font="lmss"),
    "latex-columns": Layout("latex", columns=2, head=True),
    "latex-by-page": Layout("latex", by_page=True),
    "latex-symbols": Layout("latex", by_page=True, symbols=True, head=True),
    "latex-large-notes": Layout("latex", large_notes=True, marker="dot"),
    "latex-no-rule": Layout("latex", rule=False),
    "latex-dot": Layout("latex", marker="dot", indented=False, page="a5"),
    "latex-chapters": Layout("latex", chapters=True, head=True),
    "latex-endnotes": Layout("latex", endnotes=True, head=True),
    "latex-decoys": Layout("latex", decoys=True, page="a5"),
    "latex-columns-decoys": Layout("latex", columns=2, decoys=True, font="lmss", rule=False),
    "latex-dense": Layout("latex", dense=True),
    "latex-dense-head": Layout("latex", dense=True, head=True, page="a5", rule=False),
    "latex-run-in": Layout("latex", run_in=True),
    "latex-run-in-dense": Layout("latex", run_in=True, dense=True, head=True, page="a5"),
    "office": Layout("office"),
    "office-docx": Layout("office", docx=True, head=True),
    "office-endnotes": Layout("office", endnotes=True),
    "office-columns": Layout("office", columns=2, head=True, sizes=(10, 8)),
    "office-by-page": Layout("office", by_page=True, head=True, sizes=(11, 9)),
    "office-large-notes": Layout("office", large_notes=True, sizes=(11, 11)),
    "office-no-rule": Layout("office", rule=False, font="DejaVu Serif", sizes=(10, 8), indented=False),
    "office-symbols": Layout("office", symbols=True, by_page=True),
    "office-a5": Layout("office", page="a5", head=True, font="DejaVu Sans", sizes=(10, 8.5), ragged=True),
    "office-decoys": Layout("office", decoys=True, head=True, docx=True),
    "chromium-endnotes": Layout("chromium", endnotes=True),
    "chromium-brackets": Layout("chromium", endnotes=True, marker="bracket", indented=False),
    "chromium-head": Layout("chromium", endnotes=True, head=True, sizes=(11, 11), ragged=True),
    "chromium-decoys": Layout("chromium", endnotes=True, decoys=True, marker="dot"),
    "weasyprint": Layout("weasyprint"),
    "weasyprint-head": Layout("weasyprint", head=True, sizes=(10, 8), page="a5"),
    "weasyprint-columns": Layout("weasyprint", columns=2, sizes=(10, 8)),
    "weasyprint-ragged": Layout("weasyprint", ragged=True, indented=False, rule=False, marker="dot"),
}
